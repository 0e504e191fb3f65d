import { z } from 'zod';
import { parseInput } from '../../lib/parse-input';
import { dataSetKinds } from '../../models/codes';

const schema = z.object({
  version: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().min(1)], {
      error: 'Please choose a version from the list.',
    })
    .default(null),
  view: z
    .enum(['team', 'overseers'], { error: 'Please choose how to look at the results.' })
    .default('team'),
  data: z
    .enum(['now', ...dataSetKinds], { error: 'Please choose a data set from the list.' })
    .default('now'),
  part: z
    .union([z.literal('all'), z.coerce.number().int().min(1)], {
      error: 'Please choose a part of the form from the contents.',
    })
    .default(1),
});

export type ResultsFilter = z.infer<typeof schema>;

/**
 * The version of a form to look at, null for all joined, whether to see it as the team or as
 * overseers do, the answers of today or a frozen data set, and which part of the form. @throws ValidationError
 */
export function parseResultsFilter(query: unknown): ResultsFilter {
  return parseInput(schema, query);
}
