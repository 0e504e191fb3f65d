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
  part: z
    .union([z.literal('all'), z.coerce.number().int().min(1)], {
      error: 'Please choose a part of the form from the contents.',
    })
    .default(1),
});

export type ResultsFilter = z.infer<typeof schema>;

/**
 * The version of a form to look at, null for all joined, whether to see it as the team or as
 * overseers do, and which part of the form. @throws ValidationError
 */
export function parseResultsFilter(query: unknown): ResultsFilter {
  return parseInput(schema, query);
}
