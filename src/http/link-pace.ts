import { AppError } from '../lib/errors';

const windowMs = 60_000;
const longestKey = 100;

/**
 * Stops a link from being used far faster than a person with two devices can. Counted in the
 * memory of this process: a write to the database for each saved keystroke would cost more than
 * it protects, and rows in order of time would say who answered an anonymous form when.
 */
export class LinkPace {
  private counts = new Map<string, number>();
  private endsAt = 0;

  /** @param refusal what is told above the limit; asked for when it is needed */
  constructor(
    private readonly mostAMinute: number,
    private readonly refusal: () => string,
  ) {}

  /** @throws AppError 429 over the limit */
  take(key: string): void {
    // Longer than any link is; such keys are not worth their memory.
    if (key.length > longestKey) return;
    const time = Date.now();
    if (time >= this.endsAt) {
      this.counts = new Map();
      this.endsAt = time + windowMs;
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count > this.mostAMinute) {
      throw new AppError(429, 'too_many_requests', this.refusal());
    }
  }
}
