import { z } from 'zod';
import { listOf, parseInput } from '../../../lib/parse-input';
import { nominationStatuses } from '../../../models/codes';

export const decisions = ['accepted', 'waiting', 'declined'] as const;

const text = (most: number) =>
  z
    .string()
    .default('')
    .transform((value) =>
      value
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n\t]/gu, '')
        .trim(),
    )
    .pipe(z.string().max(most, `Please use at most ${most} characters.`));

const rowId = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

const schema = z
  .object({
    ids: listOf(rowId).pipe(
      z.array(z.number()).min(1, 'Please choose at least one person.').max(200, 'At most 200.'),
    ),
    decision: z.enum(decisions, 'Please choose what is decided.'),
    publicReason: text(500),
    note: text(1000),
  })
  .refine((input) => input.decision !== 'declined' || input.publicReason !== '', {
    path: ['publicReason'],
    message: 'Please give a reason: the focal point reads it beside the name.',
  });

export type DecisionInput = z.output<typeof schema>;

/** @throws ValidationError */
export function parseDecision(body: unknown): DecisionInput {
  return parseInput(schema, body);
}

const query = z.object({
  economy: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .catch(''),
  status: z.enum([...nominationStatuses, 'open', 'all']).catch('open'),
  selected: listOf(rowId).catch([]),
});

export interface NomineesQuery {
  /** '' for all */
  economy: string;
  /** open: those that wait for a decision, and the waiting list */
  status: z.output<typeof query>['status'];
  /** ids of nominations whose effect is shown */
  selected: number[];
}

/** What a list of nominated people is asked for; what is not understood is left out. */
export function parseNomineesQuery(input: unknown): NomineesQuery {
  const { economy, status, selected } = parseInput(query, input);
  return { economy, status, selected: selected.slice(0, 200) };
}
