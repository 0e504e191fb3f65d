import { inSnapshot } from '../../db/transaction';
import { joinVersions, repeatedQuestions, type JoinedQuestion } from './join-versions';
import {
  countRespondents,
  countValues,
  listDefinitions,
  type PublishedVersion,
} from './results.queries';
import { tabulateForm, type FormResults } from './tabulate';

export interface Results {
  /** All published versions, newest first. */
  versions: PublishedVersion[];
  /** All questions of the versions looked at, in order; of those chosen, `results` has the tables. */
  questions: JoinedQuestion[];
  results: FormResults;
}

/**
 * The results of a form as they stand, in three queries, whatever the number of questions. Every
 * figure: for organisers, and for releases.
 *
 * @param version number of the only version to look at; null joins all by field name
 * @param choose the questions whose answers are counted; each one costs time where answers are many
 */
export async function readResults(
  surveyId: number,
  version: number | null,
  choose: (questions: JoinedQuestion[]) => JoinedQuestion[] = (all) => all,
): Promise<Results> {
  const versions = await listDefinitions(surveyId);
  const looked = versions.filter(({ number }) => version === null || number === version);
  const questions = joinVersions(looked);
  const chosen = choose(questions);
  const ids = looked.map(({ id }) => id);
  const counts = await inSnapshot(async (tx) => ({
    respondents: await countRespondents(surveyId, tx),
    values: await countValues(
      {
        surveyId,
        versionIds: ids,
        questions: [...new Set(chosen.map(({ question }) => question))],
        repeated: repeatedQuestions(questions),
      },
      tx,
    ),
  }));
  return { versions, questions, results: tabulateForm(chosen, new Set(ids), counts) };
}
