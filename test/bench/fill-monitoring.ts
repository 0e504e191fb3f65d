import { QueryTypes } from 'sequelize';
import { db, inTransaction, isPostgres, type Tx } from '../../src/db/transaction';
import { insertResponse } from '../../src/features/responses/write-response';
import { asksForStories } from '../../src/features/surveys/story-rounds';
import { publishSurvey } from '../../src/features/surveys/publish-survey';
import { loadVersion } from '../../src/features/surveys/survey-cache';
import { findSurvey } from '../../src/features/surveys/surveys.queries';
import { Cluster } from '../../src/models';
import type { Answers } from '../../src/survey-engine/answers';
import { answerValues } from '../../src/survey-engine/answer-values';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import { seeded } from '../harness/seeded';
import { respondentTypes } from './prepare-data';

/** How many responses of each form there are in the end; the most last, since each reads all before. */
const forms = {
  success_story: 500,
  success_story_one_year: 500,
  collaboration_invitation: 1_000,
  workshop_evaluation: 10_000,
  cluster_survey: 100_000,
};
const samples = 100;
const clusters = 2_000;
/** Of 4,000 people; each comes on the three days. */
const registered = 3_334;

/**
 * 112,000 responses with all their closed answers, and 10,002 attendances, by plain SQL: a hundred
 * valid responses of each form are written as the server writes them, and then multiplied.
 */
export async function fillMonitoring(): Promise<void> {
  await inTransaction(addPeopleAndAttendances);
  await withoutIndexesOf(['answer_values', 'packed_answers', 'responses'], async () => {
    for (const [form, total] of Object.entries(forms)) await addResponses(form, total);
  });
  await db().query(isPostgres() ? 'VACUUM ANALYZE' : 'ANALYZE');
}

async function addPeopleAndAttendances(tx: Tx): Promise<void> {
  const run = (sql: string): Promise<unknown> => db().query(sql, { transaction: tx, raw: true });
  const economies = await db().query<{ code: string }>('SELECT code FROM economies ORDER BY sort', {
    type: QueryTypes.SELECT,
    transaction: tx,
  });
  await Cluster.bulkCreate(
    Array.from({ length: clusters }, (_none, index) => ({
      id: index + 1,
      name: `Cluster ${index + 1}`,
      nameKey: `cluster ${index + 1}`,
      economyCode: economies[index % economies.length]?.code ?? '',
    })),
    { transaction: tx },
  );
  await run(`UPDATE people SET
    economy_code = (SELECT code FROM economies WHERE sort = people.id % 21 + 1),
    sex = CASE id % 20 WHEN 0 THEN NULL ELSE CASE WHEN id % 5 < 2 THEN 'female' ELSE 'male' END END,
    sector = CASE id % 4 WHEN 0 THEN 'public' WHEN 1 THEN 'private' WHEN 2 THEN 'academia' ELSE 'other' END,
    cluster_id = id % ${clusters} + 1,
    role = CASE WHEN id % 80 = 0 THEN 'ppsti_member' ELSE role END`);
  await run(`INSERT INTO registrations (id, person_id, role, status, origin, mode, token_hash,
      badge_hash, revision, created_at, updated_at)
    SELECT id, id, CASE WHEN id <= 12 THEN 'speaker' WHEN id <= 24 THEN 'expert' ELSE 'participant' END,
      'registered', 'demo', 'on_site', 't' || id, 'b' || id, 1, created_at, created_at
    FROM people WHERE id <= ${registered}`);
  await run(`INSERT INTO attendances (registration_id, day_number, present, checked_in_at)
    SELECT r.id, d.number, TRUE, r.created_at FROM registrations r CROSS JOIN workshop_days d`);
}

async function addResponses(form: string, total: number): Promise<void> {
  const survey = await findSurvey(form);
  let { currentVersionId } = await versionOf(survey.id);
  if (currentVersionId === null) {
    const actor = { kind: 'command', name: 'bench' } as const;
    currentVersionId = (await publishSurvey(actor, form, survey.draftRevision)).id;
  }
  const versionId = currentVersionId;
  const { compiled } = await loadVersion(versionId);
  const random = seeded(2020);
  await inTransaction(async (tx) => {
    for (let index = 0; index < samples; index++) {
      const answers = generateAnswers(compiled, random, fixedAnswers(form, index));
      const text = (key: string): string | null =>
        typeof answers[key] === 'string' ? answers[key] : null;
      const id = `${form}-${index}`;
      await insertResponse(
        tx,
        {
          id,
          surveyId: survey.id,
          versionId,
          accessKey: id,
          submissionId: id,
          contentHash: '',
          receipt: id,
          invitationId: null,
          personId: null,
          clusterId: null,
          economyCode: text('economy'),
          sex: text('sex') as 'female' | 'male' | null,
          sector: text('sector') as 'public' | 'private' | null,
          origin: 'demo',
          language: 'en',
          answers: JSON.stringify(answers),
          submittedOn: '2020-05-04',
          submittedAt: survey.anonymous ? null : new Date('2020-05-04T10:00:00Z'),
        },
        answerValues(compiled, answers),
      );
    }
    await multiply(tx, survey, total / samples);
  });
}

/** Of the questionnaire as many by each kind of respondent, as where its submissions are measured. */
function fixedAnswers(form: string, index: number): { fixed?: Answers } {
  if (form !== 'cluster_survey') return {};
  return { fixed: { respondent_type: respondentTypes[index % respondentTypes.length] ?? '' } };
}

async function versionOf(surveyId: number): Promise<{ currentVersionId: number | null }> {
  const [line] = await db().query<{ id: number | null }>(
    'SELECT MAX(id) AS id FROM survey_versions WHERE survey_id = :surveyId',
    { type: QueryTypes.SELECT, replacements: { surveyId } },
  );
  return { currentVersionId: line?.id ?? null };
}

/**
 * Makes `times` of each response, on three days, for clusters and people in turn. Their ids begin with
 * the number, so that in order of id no response stands beside its like, which would be exported faster.
 */
async function multiply(
  tx: Tx,
  survey: { id: number; anonymous: boolean; form: string },
  times: number,
): Promise<void> {
  const numbers = `WITH RECURSIVE numbers (n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${times - 1})`;
  const turn = `(n * ${samples} + CAST(length(r.answers) AS INTEGER))`;
  const date = `CASE n % 3 WHEN 0 THEN '2020-05-04' WHEN 1 THEN '2020-06-12' ELSE '2020-07-01' END`;
  const cast = (text: string, type: string): string =>
    isPostgres() ? `CAST(${text} AS ${type})` : text;
  const values = survey.anonymous
    ? { person: 'NULL', cluster: 'NULL', at: 'NULL' }
    : {
        person: `${turn} % 4000 + 1`,
        cluster: `${turn} % ${clusters} + 1`,
        at: cast(`${date} || ' 10:00:00.000 +00:00'`, 'TIMESTAMP WITH TIME ZONE'),
      };
  const run = (sql: string): Promise<unknown> =>
    db().query(sql, { transaction: tx, raw: true, replacements: { survey: survey.id } });
  // The rows refer to what there is: asking for each of eight million takes minutes.
  if (isPostgres()) await run('SET LOCAL session_replication_role = replica');
  await run(`${numbers} INSERT INTO responses (id, survey_id, version_id, access_key, submission_id,
      content_hash, receipt, person_id, cluster_id, economy_code, sex, sector, origin, language,
      answers, corrections, valid, review, assigned_to_report, submitted_on, submitted_at)
    SELECT n || '.' || r.id, r.survey_id, r.version_id, r.access_key || '.' || n,
      r.submission_id || '.' || n, '', r.receipt || '.' || n, ${values.person}, ${values.cluster},
      r.economy_code, r.sex, r.sector, r.origin, r.language, r.answers, 0, TRUE,
      CASE WHEN n % 2 = 1 THEN r.review ELSE '${reviewOf(survey.form)}' END, n % 4 = 0,
      ${cast(date, 'DATE')}, ${values.at}
    FROM responses r CROSS JOIN numbers WHERE r.survey_id = :survey`);
  await run(`${numbers} INSERT INTO answer_values (response_id, version_id, sex, question, item, code, number)
    SELECT n || '.' || v.response_id, v.version_id, v.sex, v.question, v.item, v.code, v.number
    FROM answer_values v CROSS JOIN numbers WHERE v.version_id =
      (SELECT MAX(version_id) FROM responses WHERE survey_id = :survey)`);
  await run(`${numbers} INSERT INTO packed_answers (response_id, version_id, sex, sector, economy_code, layout, codes)
    SELECT n || '.' || v.response_id, v.version_id, v.sex, v.sector, v.economy_code, v.layout, v.codes
    FROM packed_answers v CROSS JOIN numbers WHERE v.version_id =
      (SELECT MAX(version_id) FROM responses WHERE survey_id = :survey)`);
}

function reviewOf(form: string): string {
  if (form === 'collaboration_invitation') return 'published';
  return asksForStories(form) ? 'approved' : 'submitted';
}

/** Rows by the million go in faster before the indexes are made, which then are the same again. */
async function withoutIndexesOf(tables: string[], work: () => Promise<void>): Promise<void> {
  const indexes = await db().query<{ name: string; sql: string }>(
    isPostgres()
      ? `SELECT i.indexname AS name, i.indexdef AS sql FROM pg_indexes i
         WHERE i.tablename IN (:tables) AND NOT EXISTS (
           SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)`
      : `SELECT name, sql FROM sqlite_master
         WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (:tables)`,
    { type: QueryTypes.SELECT, replacements: { tables } },
  );
  await inTransaction(async (transaction) => {
    for (const { name } of indexes) await db().query(`DROP INDEX ${name}`, { transaction });
  });
  await work();
  await inTransaction(async (transaction) => {
    const room = isPostgres()
      ? "SET LOCAL maintenance_work_mem = '512MB'"
      : 'PRAGMA cache_size = -512000';
    await db().query(room, { transaction });
    for (const { sql } of indexes) await db().query(sql, { transaction });
  });
}
