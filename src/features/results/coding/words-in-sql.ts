import { isPostgres } from '../../../db/transaction';
import type { CodeableQuestion } from './codeable';

/**
 * SQL conditions on rows of `answer_values` v joined with their `responses` r, for words in one place.
 * They use the replacements of `wordsReplacements`.
 */
export interface WordsSql {
  /** The person was asked for these words: for those beside "other", they chose it. */
  asked: string;
  /** They gave some, or erased ones that had been coded. */
  answered: string;
  hasCode: string;
}

const hasCode = `EXISTS (SELECT 1 FROM coded_answers c JOIN open_codes o ON o.id = c.code_id
  WHERE c.response_id = r.id AND o.survey_id = r.survey_id AND o.question = :words)`;

/** Of erased answers codes are left and no words. */
const isErased = `r.access_key LIKE 'erased:%'`;

export function wordsSql({ place }: Pick<CodeableQuestion, 'place'>): WordsSql {
  const ofQuestion = 'v.version_id IN (:versionIds) AND v.question = :question';
  if (place === 'question') {
    return {
      asked: `${ofQuestion} AND v.item = ''`,
      answered: `v.code = 'answered' AND (NOT ${isErased} OR ${hasCode})`,
      hasCode,
    };
  }
  // Words beside a choice have no row of their own: they are read where "other" was chosen.
  const text = isPostgres()
    ? 'CAST(r.answers AS JSONB) ->> :words'
    : "json_extract(r.answers, '$.\"' || :words || '\"')";
  const isOther = `((v.item = '' AND v.code = 'other') OR v.item = 'other')`;
  return {
    asked: `${ofQuestion} AND ${place === 'other' ? isOther : "v.item = ''"}`,
    answered: `(TRIM(COALESCE(${text}, '')) <> '' OR (${isErased} AND ${hasCode}))`,
    hasCode,
  };
}

export function wordsReplacements({
  name,
  question,
  versionIds,
}: CodeableQuestion): Record<string, unknown> {
  return { words: name, question, versionIds };
}
