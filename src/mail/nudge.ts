const listeners = new Set<() => void>();

/** Tells the workers of this process that a message may be due. */
export function nudgeOutbox(): void {
  for (const listener of listeners) listener();
}

/** Calls the listener at each nudge until the returned function is called. */
export function listenToNudges(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
