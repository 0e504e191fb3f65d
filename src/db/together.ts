import type { Tx } from './transaction';

type Task = () => Promise<unknown>;
type Results<T extends readonly Task[]> = { [K in keyof T]: Awaited<ReturnType<T[K]>> };

/**
 * Several reads: at once where each may take a connection of its own, and one after the other in a
 * transaction, whose connection carries one at a time.
 */
export async function together<const T extends readonly Task[]>(
  tx: Tx | undefined,
  reads: T,
): Promise<Results<T>> {
  if (tx === undefined) return (await Promise.all(reads.map((read) => read()))) as Results<T>;
  const results: unknown[] = [];
  for (const read of reads) results.push(await read());
  return results as Results<T>;
}
