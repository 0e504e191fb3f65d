const listeners = new Set<(sql: string) => void>();

/** Calls the listener with each SQL statement until the returned function is called. */
export function listenToQueries(listener: (sql: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellListeners(sql: string): void {
  for (const listener of listeners) listener(sql);
}
