import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';

const schema = z.object({
  version: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().min(1)], {
      error: 'Please choose a version from the list.',
    })
    .default(null),
  view: z
    .enum(['team', 'overseers'], { error: 'Please choose how to look at the results.' })
    .default('team'),
});

export type ResultsFilter = z.infer<typeof schema>;

/**
 * The version of a form to look at, null for all joined, and whether to see it as the team or as
 * overseers do. @throws ValidationError
 */
export function parseResultsFilter(query: unknown): ResultsFilter {
  return parseInput(schema, query);
}
