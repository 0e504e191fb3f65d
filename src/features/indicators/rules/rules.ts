import type { IndicatorDefinition, IndicatorUnderRules } from '../indicator';

/** When a form of the evaluation is highly satisfied. */
export interface SatisfactionRule {
  /** Of 5. */
  overallMin: number;
  /** Of the answered core items, 1 to 5. */
  coreMeanMin: number;
  /** Of the 8 core items. */
  coreAnsweredMin: number;
}

/** Everything that is a number in the rules of the indicators, and that organisers can change. */
export interface RuleNumbers {
  satisfaction: SatisfactionRule;
  /** Number of the workshop's day from which invitations for collaboration count. */
  invitationsFromDay: number;
  /** By the key of the line in the catalogue, in its unit. */
  targets: ReadonlyMap<string, number>;
}

/** One version of the rules. */
export interface IndicatorRules extends RuleNumbers {
  version: number;
}

/** The rule in words, to stand beside the figure. */
export function satisfactionRuleText(rule: SatisfactionRule): string {
  return (
    `A form is highly satisfied when overall satisfaction is at least ${rule.overallMin} of 5 ` +
    `and the mean of the answered core items is at least ${oneDecimalAtLeast(rule.coreMeanMin)}, ` +
    `with at least ${rule.coreAnsweredMin} of the 8 answered.`
  );
}

/** The rule in words, to stand beside the figure. */
export function invitationRuleText(fromDay: number): string {
  return `Invitations sent on or after Day ${fromDay} of the workshop count.`;
}

function oneDecimalAtLeast(value: number): string {
  return Number.isInteger(value * 10) ? value.toFixed(1) : String(value);
}

/** Which stories count as reported one year after the platform's start; no number of it can be changed. */
const yearAfterRuleText =
  'Countable stories of the questionnaire of one year after the platform’s start count; those of the questionnaire for the Final Report do not.';

/** A rule of counting, beside the targets, that an indicator has; null when it has none. */
export function ruleTextOf(id: string, rules: RuleNumbers): string | null {
  if (id === 'I06') return satisfactionRuleText(rules.satisfaction);
  if (id === 'I09') return yearAfterRuleText;
  return id === 'I07' ? invitationRuleText(rules.invitationsFromDay) : null;
}

/** An indicator of the catalogue with the targets of these rules. */
export function underRules(
  definition: IndicatorDefinition,
  rules: RuleNumbers,
): IndicatorUnderRules {
  return {
    ...definition,
    targets: definition.targets.map((line) => ({ ...line, value: targetOf(rules, line.key) })),
  };
}

/** @param key of a line of the catalogue */
export function targetOf({ targets }: RuleNumbers, key: string): number {
  const value = targets.get(key);
  if (value === undefined) throw new Error(`The rules have no target ${key}.`);
  return value;
}
