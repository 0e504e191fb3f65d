import type { Checked } from './problem';

const failed = (message: string): Checked => ({
  sound: false,
  problems: [{ severity: 'error', message }],
});

/** Has a text checked; undefined when a later call has made this one pointless. */
export function checkOnServer(address: string, csrf: string) {
  let running: AbortController | undefined;
  return async (definition: string): Promise<Checked | undefined> => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          'X-CSRF-Token': csrf,
        },
        body: JSON.stringify({ definition }),
        signal: mine.signal,
      });
      const answer: unknown = await response.json();
      if (response.ok) return answer as Checked;
      return failed(messageOf(answer) ?? 'The text could not be checked.');
    } catch {
      return mine.signal.aborted
        ? undefined
        : failed('The server cannot be reached, so the text is not checked. It stays here.');
    }
  };
}

function messageOf(answer: unknown): string | undefined {
  const { error } = answer as { error?: { message?: unknown } };
  return typeof error?.message === 'string' ? error.message : undefined;
}
