import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import { parseFacts, type SurveyFacts } from '../surveys/facts';
import type { LoadedVersion } from '../surveys/survey-cache';

// The sheet of facts comes with the product and changes with it, never while it runs.
const knownFacts = new WeakMap<LoadedVersion, SurveyFacts>();

/** The sheet of facts of the form that a version belongs to. */
export async function factsOf(version: LoadedVersion): Promise<SurveyFacts> {
  const known = knownFacts.get(version);
  if (known !== undefined) return known;
  const [row] = await db().query<{ facts: string }>('SELECT facts FROM surveys WHERE id = :id', {
    type: QueryTypes.SELECT,
    replacements: { id: version.version.surveyId },
  });
  const facts = parseFacts(row?.facts ?? '');
  knownFacts.set(version, facts);
  return facts;
}
