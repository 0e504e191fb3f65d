import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { NotFoundError } from '../../../lib/errors';
import type { DataSetKind } from '../../../models/codes';
import { joinVersions, type JoinedQuestion } from '../join-versions';
import { readResults, type Results } from '../read-results';
import { listDefinitions } from '../results.queries';
import { tabulateForm } from '../tabulate';
import type { DataChoice } from './data-sets.input';
import { fingerprintOf, type FrozenCounts, type Member } from './frozen-counts';

/** A frozen set in lists, with what happened to its answers since. */
export interface ListedDataSet {
  id: number;
  kind: DataSetKind;
  number: number;
  note: string;
  counted: number;
  leftOut: number;
  frozenAt: Date;
  frozenBy: string;
  /** Answers corrected and erased since. */
  corrected: number;
  erased: number;
}

/** The frozen sets of a form, newest first. */
export async function listDataSets(surveyId: number): Promise<ListedDataSet[]> {
  const rows = await db().query<{
    id: number;
    kind: DataSetKind;
    number: number;
    note: string;
    counted: number;
    left_out: number;
    frozen_at: string | Date;
    frozen_by: string;
    corrected: number;
    erased: number;
  }>(
    `SELECT s.id, s.kind, s.number, s.note, s.counted, s.left_out, s.frozen_at, u.name AS frozen_by,
       (SELECT CAST(COUNT(*) AS INTEGER) FROM data_set_responses d JOIN earlier_answers e
         ON e.response_id = d.response_id AND e.content_version = d.content_version
         WHERE d.data_set_id = s.id) AS corrected,
       (SELECT CAST(COUNT(*) AS INTEGER) FROM data_set_responses d
         WHERE d.data_set_id = s.id AND d.erased_on IS NOT NULL) AS erased
     FROM data_sets s JOIN users u ON u.id = s.frozen_by
     WHERE s.survey_id = :surveyId ORDER BY s.id DESC`,
    { type: QueryTypes.SELECT, replacements: { surveyId } },
  );
  return rows.map(({ left_out: leftOut, frozen_at: at, frozen_by: frozenBy, ...row }) => ({
    ...row,
    leftOut,
    frozenBy,
    frozenAt: new Date(at),
  }));
}

/** Results of a frozen set, or of the answers of today, in one shape. */
export interface ChosenResults {
  results: Results;
  /** Null for today's. */
  set: ListedDataSet | null;
}

/**
 * The results of a data set: the last one frozen of its kind, from its own counts, or today's.
 * @throws NotFoundError when none of the kind was frozen
 */
export async function readDataSet(
  surveyId: number,
  choice: DataChoice,
  choose: (questions: JoinedQuestion[]) => JoinedQuestion[] = (all) => all,
): Promise<ChosenResults> {
  if (choice === 'now') return { results: await readResults(surveyId, null, choose), set: null };
  const { set, counts } = await findDataSet(surveyId, choice);
  const frozen = new Set(counts.versionIds);
  const versions = (await listDefinitions(surveyId)).filter(({ id }) => frozen.has(id));
  const questions = joinVersions(versions);
  return {
    set,
    results: { versions, questions, results: tabulateForm(choose(questions), frozen, counts) },
  };
}

/** The last frozen set of a kind with its counts. @throws NotFoundError when there is none */
export async function findDataSet(
  surveyId: number,
  choice: DataSetKind,
): Promise<{ set: ListedDataSet; counts: FrozenCounts }> {
  const set = (await listDataSets(surveyId)).find(({ kind }) => kind === choice);
  if (set === undefined) throw new NotFoundError(`No ${choice} data set has been frozen yet.`);
  return { set, counts: await countsOf(set.id) };
}

async function countsOf(setId: number): Promise<FrozenCounts> {
  const [row] = await db().query<{ counts: string }>(
    'SELECT counts FROM data_sets WHERE id = :setId',
    { type: QueryTypes.SELECT, replacements: { setId } },
  );
  return JSON.parse(row?.counts ?? '') as FrozenCounts;
}

/** Whether members and counts of a set are what they were when it was frozen. */
export async function isUntouched(setId: number): Promise<boolean> {
  const [set] = await db().query<{ counts: string; fingerprint: string }>(
    'SELECT counts, fingerprint FROM data_sets WHERE id = :setId',
    { type: QueryTypes.SELECT, replacements: { setId } },
  );
  const members = await db().query<Member>(
    `SELECT response_id AS id, content_version AS version, counted FROM data_set_responses
     WHERE data_set_id = :setId`,
    { type: QueryTypes.SELECT, replacements: { setId } },
  );
  return set !== undefined && fingerprintOf(members, set.counts) === set.fingerprint;
}
