import { z } from 'zod';
import { line, parseInput } from '../../../lib/parse-input';
import { catalogue } from '../catalogue';
import type { RuleNumbers } from './rules';

/** What organisers decided, and which version they had before them. */
export interface RulesInput {
  numbers: RuleNumbers;
  reason: string;
  version: number;
}

/** The name of the field of a target line. */
export function targetField(key: string): string {
  return `target-${key.replaceAll(' ', '-')}`;
}

const mostOfACount = 100_000;

/** Digits alone: no signs, no exponents, nothing that a database or a reader would round. */
function decimal(message: string, decimals: number) {
  return z
    .string(message)
    .trim()
    .regex(new RegExp(`^\\d{1,6}(?:\\.\\d{1,${decimals}})?$`), message)
    .transform(Number);
}

function whole(from: number, to: number) {
  const message = `Please give a whole number from ${from} to ${to.toLocaleString('en')}.`;
  return z
    .string(message)
    .trim()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .refine((value) => value >= from && value <= to, message);
}

function share() {
  const message = 'Please give a share above 0 and up to 100 per cent, with at most two decimals.';
  return decimal(message, 2).refine((value) => value > 0 && value <= 100, message);
}

function meanMin() {
  const message = 'Please give a mean from 1 to 5, with at most two decimals.';
  return decimal(message, 2).refine((value) => value >= 1 && value <= 5, message);
}

const lines = catalogue.flatMap(({ targets }) => targets);

const schema = z.object({
  ...Object.fromEntries(
    lines.map(({ key, unit }) => [
      targetField(key),
      unit === '%' ? share() : whole(1, mostOfACount),
    ]),
  ),
  overallMin: whole(1, 5),
  coreMeanMin: meanMin(),
  coreAnsweredMin: whole(1, 8),
  invitationsFromDay: whole(1, 30),
  reason: line('Please say why the rules change: the reason stands in their history.', 1000),
  version: z.coerce.number().int(),
});

/** @throws ValidationError */
export function parseRules(body: unknown): RulesInput {
  const input = parseInput(schema, body);
  const { overallMin, coreMeanMin, coreAnsweredMin, invitationsFromDay, reason, version } = input;
  const fields: Record<string, unknown> = input;
  return {
    numbers: {
      satisfaction: { overallMin, coreMeanMin, coreAnsweredMin },
      invitationsFromDay,
      targets: new Map(lines.map(({ key }) => [key, Number(fields[targetField(key)])])),
    },
    reason,
    version,
  };
}
