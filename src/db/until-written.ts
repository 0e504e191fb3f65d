import type { Sequelize } from 'sequelize';
import { dataVersion } from './data-version';
import { db } from './transaction';

interface Kept<T> {
  version: string;
  value: T;
}

/**
 * Keeps what is computed from the database until anything is written to it, so that pages which
 * many read cost one computation a change. Nobody gets a value that is older than their call: a
 * write acknowledged before it is in it. While a value is computed, those who come in the meantime wait for one
 * computation more, together.
 *
 * Values are shared between callers and must not be changed by them.
 */
export class UntilWritten<T> {
  private database: Sequelize | undefined;
  private readonly kept = new Map<string, Kept<T>>();
  private readonly running = new Map<string, Promise<T>>();
  private readonly waiting = new Map<string, Promise<T>>();

  /** @param most how many values are kept; the oldest make room */
  constructor(private readonly most: number) {}

  /** @param key what `compute` depends on besides the data, such as the day */
  async read(key: string, compute: () => Promise<T>): Promise<T> {
    if (this.database !== db()) {
      this.kept.clear();
      this.database = db();
    }
    const version = await dataVersion();
    const kept = this.kept.get(key);
    if (kept?.version === version) return kept.value;
    return this.waiting.get(key) ?? this.wait(key, compute);
  }

  private wait(key: string, compute: () => Promise<T>): Promise<T> {
    const turn = (this.running.get(key) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.waiting.delete(key);
        this.running.set(key, turn);
        return this.renew(key, compute);
      })
      .finally(() => {
        if (this.running.get(key) === turn) this.running.delete(key);
      });
    this.waiting.set(key, turn);
    return turn;
  }

  private async renew(key: string, compute: () => Promise<T>): Promise<T> {
    const before = await dataVersion();
    const kept = this.kept.get(key);
    if (kept?.version === before) return kept.value;
    const value = await compute();
    // What was written in between may be in one part of the value and not in another.
    if ((await dataVersion()) === before) this.keep(key, { version: before, value });
    return value;
  }

  private keep(key: string, value: Kept<T>): void {
    this.kept.delete(key);
    this.kept.set(key, value);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.most) break;
      this.kept.delete(oldest);
    }
  }
}
