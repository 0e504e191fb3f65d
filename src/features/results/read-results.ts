import { joinVersions, repeatedQuestions } from './join-versions';
import {
  countRespondents,
  countValues,
  listDefinitions,
  type PublishedVersion,
} from './results.queries';
import { tabulateForm, type FormResults } from './tabulate';

/**
 * The results of a form as they stand, in three queries, whatever the number of questions. Every
 * figure: for organisers, and for releases.
 *
 * @param version number of the only version to look at; null joins all by field name
 */
export async function readResults(
  surveyId: number,
  version: number | null,
): Promise<{ versions: PublishedVersion[]; results: FormResults }> {
  const versions = await listDefinitions(surveyId);
  const chosen = versions.filter(({ number }) => version === null || number === version);
  const questions = joinVersions(chosen);
  const [respondents, values] = await Promise.all([
    countRespondents(surveyId),
    countValues(surveyId, repeatedQuestions(questions)),
  ]);
  const ids = new Set(chosen.map(({ id }) => id));
  return { versions, results: tabulateForm(questions, ids, { respondents, values }) };
}
