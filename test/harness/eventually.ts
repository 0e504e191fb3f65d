/** Waits until `read` gives a value that `holds`, at most ten seconds; gives the last value. */
export async function eventually<T>(
  read: () => T | Promise<T>,
  holds: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (holds(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
