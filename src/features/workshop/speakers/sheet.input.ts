import { z } from 'zod';
import { optionalLine, parseInput } from '../../../lib/parse-input';
import { sheetKinds, type SheetKind } from '../../../models/codes';

const longText = z
  .string()
  .trim()
  .max(4000, 'Please use at most 4,000 characters.')
  .optional()
  .transform((text) => text ?? '');

const emptyIsNull = (value: unknown): unknown =>
  value === '' || value === undefined ? null : value;

const sheet = z
  .object({
    biography: longText,
    clusterExperience: longText,
    clusterName: optionalLine(300),
    clusterEconomyCode: z.preprocess(
      emptyIsNull,
      z.string().length(3, 'Please choose an economy.').nullable(),
    ),
    headedByWoman: z.preprocess(
      emptyIsNull,
      z
        .enum(['yes', 'no'], 'Please choose from the list.')
        .nullable()
        .transform((answer) => (answer === null ? null : answer === 'yes')),
    ),
    mayPublish: z
      .literal('yes')
      .optional()
      .transform((answer) => answer === 'yes'),
    revision: z.coerce.number().int(),
  })
  .refine((one) => one.clusterName === null || one.clusterEconomyCode !== null, {
    path: ['clusterEconomyCode'],
    message: 'Please choose the economy of the cluster.',
  })
  .refine((one) => one.clusterName !== null || one.headedByWoman === null, {
    path: ['clusterName'],
    message: 'Please name the cluster whose head you describe.',
  });
export type SheetInput = z.output<typeof sheet>;

const review = z
  .object({
    review: z.enum(['suitable', 'not_suitable'], 'Please choose one.'),
    reason: z.preprocess(
      emptyIsNull,
      z.string().trim().max(1000, 'Please use at most 1,000 characters.').nullable(),
    ),
    revision: z.coerce.number().int(),
  })
  .refine((one) => one.review === 'suitable' || one.reason !== null, {
    path: ['reason'],
    message: 'Please give the reason; it stays with the decision.',
  });
export type ReviewInput = z.output<typeof review>;

const contribution = z.object({
  contributed: z.enum(['yes', 'no'], 'Please choose one.').transform((answer) => answer === 'yes'),
});

/** @throws ValidationError */
export function parseSheet(body: unknown): SheetInput {
  return parseInput(sheet, body);
}

/** @throws ValidationError */
export function parseReview(body: unknown): ReviewInput {
  return parseInput(review, body);
}

/** @throws ValidationError */
export function parseContribution(body: unknown): boolean {
  return parseInput(contribution, body).contributed;
}

/** The kind of sheet in an address; undefined for anything else. */
export function sheetKindOf(text: unknown): SheetKind | undefined {
  return sheetKinds.find((kind) => kind === text);
}
