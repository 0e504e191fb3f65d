import { z } from 'zod';
import { line, longText, optionalDate, parseInput } from '../../../lib/parse-input';
import { riskStatuses } from '../../../models/codes';
import { ownerId } from '../owner';

const grade = (message: string) =>
  z.coerce.number(message).int(message).min(1, message).max(5, message);

const facts = z.object({
  title: line('Please name the risk.', 300),
  likelihood: grade('Please choose how likely it is.'),
  impact: grade('Please choose what it would do.'),
  mitigation: longText(4_000).refine((text) => text !== '', 'Please say what is done about it.'),
  ownerId,
  status: z.enum(riskStatuses, 'Please choose the state.'),
  reviewOn: optionalDate('Please give a date that exists.'),
});
export type RiskFacts = z.output<typeof facts>;

const change = facts.extend({
  reason: longText(2_000).refine(
    (text) => text !== '',
    'Please say why, for those who read the history.',
  ),
  revision: z.coerce.number().int(),
});
export type RiskUpdate = z.output<typeof change>;

/** @throws ValidationError */
export function parseRisk(body: unknown): RiskFacts {
  return parseInput(facts, body);
}

/** @throws ValidationError */
export function parseRiskUpdate(body: unknown): RiskUpdate {
  return parseInput(change, body);
}
