import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import { percent } from '../../statistics/percent';
import type { StoredSex } from '../../statistics/sex-split';
import { addPeople, noOne, sumOf, type Measure } from './measures';
import { wholeTime, type Within } from './period';
import type { SatisfactionRule } from './rules/rules';

/**
 * SQL of a table `forms` with one row an evaluation form: id, sex, overall, answered (core items),
 * mean of these, and high (1 or 0). Wants the values of `ruleValues`.
 */
export function evaluatedForms(when: Within = wholeTime): string {
  return `WITH scores AS (
    SELECT r.id, r.sex,
      MAX(CASE WHEN v.question = 'overall_satisfaction' THEN v.number END) AS overall,
      CAST(COUNT(CASE WHEN v.question = 'core_items' THEN v.number END) AS INTEGER) AS answered,
      AVG(CASE WHEN v.question = 'core_items' THEN v.number END) AS mean
    FROM responses r
    JOIN surveys s ON s.id = r.survey_id
    LEFT JOIN answer_values v
      ON v.response_id = r.id AND v.question IN ('overall_satisfaction', 'core_items')
    WHERE s.form = 'workshop_evaluation' AND r.valid AND ${when.sent('r')}
    GROUP BY r.id, r.sex),
  forms AS (
    SELECT id, sex, overall, answered, mean, CASE WHEN overall >= :overallMin
      AND answered >= :answeredMin AND mean >= :meanMin THEN 1 ELSE 0 END AS high
    FROM scores)`;
}

export function ruleValues(
  rule: SatisfactionRule,
  when: Within = wholeTime,
): Record<string, unknown> {
  return {
    ...when.values,
    overallMin: rule.overallMin,
    answeredMin: rule.coreAnsweredMin,
    meanMin: rule.coreMeanMin,
  };
}

/**
 * I06: highly satisfied forms as a share (0 to 100) of all valid evaluation forms. Forms with fewer
 * core items answered, or without overall satisfaction, are in the denominator alone.
 */
export async function countSatisfiedForms(
  rule: SatisfactionRule,
  when: Within,
  tx?: Tx,
): Promise<Measure> {
  const lines = await db().query<{ sex: StoredSex; forms: number; satisfied: number }>(
    `${evaluatedForms(when)} SELECT sex, CAST(COUNT(*) AS INTEGER) AS forms,
       CAST(SUM(high) AS INTEGER) AS satisfied FROM forms GROUP BY sex`,
    { type: QueryTypes.SELECT, replacements: ruleValues(rule, when), transaction: tx ?? null },
  );
  const counted = noOne();
  const all = noOne();
  for (const { sex, forms, satisfied } of lines) {
    addPeople(all, sex, forms);
    addPeople(counted, sex, satisfied);
  }
  const base = sumOf(all);
  const codes = range(rule.overallMin, 5).map(String);
  const countedAmong = { question: 'overall_satisfaction', codes };
  return { value: percent(sumOf(counted), base), counted, all, countedAmong };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_none, index) => from + index);
