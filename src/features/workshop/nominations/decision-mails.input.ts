import { z } from 'zod';
import { listOf, parseInput } from '../../../lib/parse-input';
import type { SeenEconomy } from './tell-decisions';

const again = 'Please reload the page and try again.';

const telling = z.object({
  economies: listOf(z.string().regex(/^[A-Z]{3}:[0-9a-f]{64}$/, again)).pipe(
    z.array(z.string()).min(1, 'Please tick at least one economy.').max(21, again),
  ),
});

/** The economies that were ticked, each with the digest of what stood there. @throws ValidationError */
export function parseTelling(body: unknown): SeenEconomy[] {
  return parseInput(telling, body).economies.map((value) => ({
    code: value.slice(0, 3),
    digest: value.slice(4),
  }));
}
