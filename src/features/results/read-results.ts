import { joinVersions, repeatedQuestions } from './join-versions';
import { protectResults } from './protect-results';
import {
  countRespondents,
  countValues,
  listDefinitions,
  type PublishedVersion,
} from './results.queries';
import { tabulateForm, type FormResults } from './tabulate';

/**
 * The results of a form in three queries, whatever the number of questions.
 *
 * @param options.version number of the only version to look at; null joins all by field name
 * @param options.k hides small groups in all tables; null for organisers, who see every figure
 */
export async function readResults(
  surveyId: number,
  options: { version: number | null; k: number | null },
): Promise<{ versions: PublishedVersion[]; results: FormResults }> {
  const versions = await listDefinitions(surveyId);
  const chosen = versions.filter(
    ({ number }) => options.version === null || number === options.version,
  );
  const questions = joinVersions(chosen);
  const [respondents, values] = await Promise.all([
    countRespondents(surveyId),
    countValues(surveyId, repeatedQuestions(questions)),
  ]);
  const ids = new Set(chosen.map(({ id }) => id));
  const results = tabulateForm(questions, ids, { respondents, values });
  return {
    versions,
    results: options.k === null ? results : protectResults(results, options.k),
  };
}
