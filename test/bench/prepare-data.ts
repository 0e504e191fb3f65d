import { db, inTransaction } from '../../src/db/transaction';
import { publishSurvey } from '../../src/features/surveys/publish-survey';
import { findSurvey } from '../../src/features/surveys/surveys.queries';
import { loadVersion } from '../../src/features/surveys/survey-cache';
import { linkToken } from '../../src/lib/link-tokens';
import { hashToken, newToken } from '../../src/lib/tokens';
import { Invitation, Person, Session, User } from '../../src/models';
import type { Answers } from '../../src/survey-engine/answers';
import { answerValues } from '../../src/survey-engine/answer-values';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import type { CompiledSurvey } from '../../src/survey-engine/compile';
import { seeded } from '../harness/seeded';
import { withData, type Place } from './place';

export interface BenchData {
  versionId: number;
  /** One personal link a respondent. */
  tokens: string[];
  /** Valid answers of the questionnaire, as a whole and halfway. */
  answers: { whole: Answers; half: Answers }[];
  /** Cookie of a signed-in organiser. */
  cookie: string;
}

const samples = 200;

/** Publishes the real questionnaire, invites people and makes valid answers for them. */
export function prepareData(place: Place, people: number): Promise<BenchData> {
  return withData(place, () => prepare(people));
}

async function prepare(people: number): Promise<BenchData> {
  const { draftRevision } = await findSurvey('cluster_survey');
  const { id } = await publishSurvey(
    { kind: 'command', name: 'bench' },
    'cluster_survey',
    draftRevision,
  );
  const { compiled, version } = await loadVersion(id);
  const tokens = await invite(version.surveyId, people);
  const cookie = await signIn();
  return { versionId: id, tokens, answers: makeAnswers(compiled), cookie };
}

async function invite(surveyId: number, people: number): Promise<string[]> {
  const numbers = Array.from({ length: people }, (_none, index) => index + 1);
  await inTransaction(async (transaction) => {
    await Person.bulkCreate(
      numbers.map((number) => ({
        id: number,
        givenName: 'Demo',
        familyName: String(number),
        nameKey: `demo ${number}`,
        affiliation: 'member_economy' as const,
        economyCode: 'PER',
        role: 'participant',
        language: 'en',
        origin: 'demo' as const,
        revision: 1,
      })),
      { transaction },
    );
    await Invitation.bulkCreate(
      numbers.map((number) => ({
        id: number,
        surveyId,
        personId: number,
        tokenHash: hashToken(linkToken(`invitation:${number}`)),
      })),
      { transaction },
    );
  });
  return numbers.map((number) => linkToken(`invitation:${number}`));
}

async function signIn(): Promise<string> {
  const token = newToken();
  const email = 'bench@team.example';
  const user = await User.create({ email, name: 'Bench', role: 'organiser' });
  await Session.create({
    tokenHash: hashToken(token),
    userId: user.id,
    lastSeenAt: new Date(),
    expiresAt: new Date(Date.now() + 86_400_000),
  });
  return `pec_session=${token}`;
}

export const respondentTypes = ['cluster_manager', 'cluster_member', 'policy_maker', 'researcher'];

function makeAnswers(compiled: CompiledSurvey): BenchData['answers'] {
  // The same numbers on each run, so that runs compare.
  const random = seeded(2020);
  return Array.from({ length: samples }, (_none, index) => {
    const whole = generateAnswers(compiled, random, {
      fixed: { respondent_type: respondentTypes[index % respondentTypes.length] ?? '' },
    });
    const entries = Object.entries(whole);
    return { whole, half: Object.fromEntries(entries.slice(0, entries.length / 2)) };
  });
}

/** Fills the form up to `total` responses by plain SQL, as they would be after real submissions. */
export function fillResponses(place: Place, data: BenchData, total: number): Promise<void> {
  return withData(place, () => fill(data, total));
}

async function fill(data: BenchData, total: number): Promise<void> {
  const { compiled, version } = await loadVersion(data.versionId);
  const rows = data.answers.map(({ whole }) => ({
    answers: JSON.stringify(whole),
    values: JSON.stringify(answerValues(compiled, whole)),
    economy: typeof whole.economy === 'string' ? whole.economy : null,
    sex: typeof whole.sex === 'string' ? whole.sex : null,
    sector: typeof whole.sector === 'string' ? whole.sector : null,
  }));
  const have = await db().query('SELECT COUNT(*) AS n FROM responses', { plain: true });
  const missing = total - Number(have?.n ?? 0);
  const chunk = 5000;
  for (let first = 0; first < missing; first += chunk) {
    const count = Math.min(chunk, missing - first);
    await inTransaction(async (transaction) => {
      await db().query(fillStatement, {
        transaction,
        replacements: {
          survey: version.surveyId,
          version: version.id,
          samples: JSON.stringify(rows),
          sampleCount: rows.length,
          count,
          batch: `${total}-${first}`,
        },
      });
    });
  }
}

// One statement a chunk: sample n of the JSON array becomes response n, n + 200, n + 400, …
const fillStatement = `
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count),
samples AS (SELECT key AS position, value AS sample FROM json_each(:samples))
INSERT INTO responses (id, survey_id, version_id, access_key, submission_id, content_hash, receipt,
  economy_code, sex, sector, origin, language, answers, corrections, valid, review,
  assigned_to_report, submitted_on, submitted_at)
SELECT :batch || '-' || n, :survey, :version, 'a' || :batch || '-' || n, 's' || :batch || '-' || n,
  '', 'R' || :batch || '-' || n, json_extract(sample, '$.economy'), json_extract(sample, '$.sex'),
  json_extract(sample, '$.sector'), 'demo', 'en', json_extract(sample, '$.answers'), 0, TRUE,
  'submitted', FALSE, '2020-05-04', '2020-05-04 10:00:00.000 +00:00'
FROM numbers JOIN samples ON samples.position = numbers.n % :sampleCount`;
