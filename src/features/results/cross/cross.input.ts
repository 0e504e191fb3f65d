import { z } from 'zod';
import { parseInput } from '../../../lib/parse-input';
import { dataSetKinds } from '../../../models/codes';

const key = z.string({ error: 'Please choose a question from the list.' }).max(300).default('');

const schema = z.object({
  data: z
    .enum(['now', ...dataSetKinds], { error: 'Please choose a data set from the list.' })
    .default('now'),
  rows: key,
  by: key,
  percent: z
    .enum(['column', 'row'], { error: 'Please choose what the percentages are shares of.' })
    .default('column'),
});

export type CrossInput = z.infer<typeof schema>;

/** The table asked for; empty keys leave the choice to the page. @throws ValidationError */
export function parseCross(query: unknown): CrossInput {
  return parseInput(schema, query);
}
