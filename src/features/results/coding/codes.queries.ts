import { QueryTypes } from 'sequelize';
import { db, inSnapshot, type Tx } from '../../../db/transaction';
import { NotFoundError } from '../../../lib/errors';
import { OpenCode, type Survey } from '../../../models';
import type { StoredSex } from '../../../statistics/sex-split';
import { parseFacts } from '../../surveys/facts';
import { listDefinitions } from '../results.queries';
import { codeableQuestions, type CodeableQuestion } from './codeable';
import { wordsReplacements, wordsSql } from './words-in-sql';

/** The questions of a form whose answers can be coded. */
export async function listCodeable(
  survey: Pick<Survey, 'id' | 'facts'>,
): Promise<CodeableQuestion[]> {
  const { fields } = parseFacts(survey.facts);
  const personal = new Set(Object.values(fields).filter((name) => name !== null));
  return codeableQuestions(await listDefinitions(survey.id), personal);
}

/** @throws NotFoundError for a question that is not answered in words */
export async function findCodeable(
  survey: Pick<Survey, 'id' | 'facts'>,
  name: string,
): Promise<CodeableQuestion> {
  const question = (await listCodeable(survey)).find((one) => one.name === name);
  if (question === undefined) {
    throw new NotFoundError('This form has no such question answered in words.');
  }
  return question;
}

/** All codes of a question by name, retired and merged ones too. */
export function listCodes(surveyId: number, question: string): Promise<OpenCode[]> {
  return OpenCode.findAll({ where: { surveyId, question }, order: ['nameKey', 'id'] });
}

/** Rows of those who were asked for words, of responses that count. */
const rows = `answer_values v JOIN responses r ON r.id = v.response_id AND r.valid = TRUE`;

export interface CodingCounts {
  /** Answers by sex: asked, answered, and answered without a code so far. */
  asked: { sex: StoredSex; n: number }[];
  answered: { sex: StoredSex; n: number; uncoded: number }[];
  codes: { codeId: number; sex: StoredSex; n: number }[];
  respondents: { sex: StoredSex; n: number }[];
}

/** What the frequency table of codes is made of, counted at one moment. */
export async function countCodes(
  surveyId: number,
  question: CodeableQuestion,
): Promise<CodingCounts> {
  const replacements = { ...wordsReplacements(question), surveyId };
  const { asked, answered, hasCode } = wordsSql(question);
  return inSnapshot(async (transaction: Tx) => {
    const options = { type: QueryTypes.SELECT as const, replacements, transaction };
    return {
      asked: await db().query<CodingCounts['asked'][number]>(
        `SELECT r.sex, CAST(COUNT(*) AS INTEGER) AS n FROM ${rows} WHERE ${asked} GROUP BY r.sex`,
        options,
      ),
      answered: await db().query<CodingCounts['answered'][number]>(
        `SELECT r.sex, CAST(COUNT(*) AS INTEGER) AS n,
           CAST(SUM(CASE WHEN ${hasCode} THEN 0 ELSE 1 END) AS INTEGER) AS uncoded
         FROM ${rows} WHERE ${asked} AND ${answered} GROUP BY r.sex`,
        options,
      ),
      codes: (
        await db().query<{ code_id: number; sex: StoredSex; n: number }>(
          `SELECT g.code_id, r.sex, CAST(COUNT(*) AS INTEGER) AS n FROM open_codes n
           JOIN coded_answers g ON g.code_id = n.id
           JOIN responses r ON r.id = g.response_id AND r.valid = TRUE
           JOIN answer_values v ON v.response_id = r.id
           WHERE n.survey_id = :surveyId AND n.question = :words AND ${asked} AND ${answered}
           GROUP BY g.code_id, r.sex`,
          options,
        )
      ).map(({ code_id: codeId, sex, n }) => ({ codeId, sex, n })),
      respondents: await db().query<CodingCounts['respondents'][number]>(
        `SELECT sex, CAST(COUNT(*) AS INTEGER) AS n FROM responses
         WHERE survey_id = :surveyId AND valid = TRUE GROUP BY sex`,
        options,
      ),
    };
  });
}

/** An open answer with the codes it has. */
export interface OpenAnswer {
  responseId: string;
  text: string;
  receivedOn: string;
  codeIds: number[];
  /** Whether it was corrected since it was coded. */
  isStale: boolean;
}

/**
 * The answer after another in the order of coding, which is that of the numbers of responses: random, so
 * that nobody codes by date. Null at the end.
 */
export async function nextAnswer(
  question: CodeableQuestion,
  { after, show }: { after: string; show: 'uncoded' | 'all' },
): Promise<OpenAnswer | null> {
  const { asked, answered, hasCode } = wordsSql(question);
  const [row] = await db().query<{ id: string }>(
    `SELECT r.id FROM ${rows} WHERE ${asked} AND ${answered} AND r.id > :after
       AND r.access_key NOT LIKE 'erased:%'
       ${show === 'uncoded' ? `AND NOT ${hasCode}` : ''} ORDER BY r.id LIMIT 1`,
    { type: QueryTypes.SELECT, replacements: { ...wordsReplacements(question), after } },
  );
  return row === undefined ? null : findAnswer(question.name, row.id);
}

/**
 * One open answer by its response; null where there is none.
 * @param question key of the words in answers
 */
export async function findAnswer(question: string, id: string): Promise<OpenAnswer | null> {
  const [row] = await db().query<{ answers: string; submitted_on: string; corrections: number }>(
    'SELECT answers, submitted_on, corrections FROM responses WHERE id = :id',
    { type: QueryTypes.SELECT, replacements: { id } },
  );
  const text = row && (JSON.parse(row.answers) as Record<string, unknown>)[question];
  if (row === undefined || typeof text !== 'string') return null;
  const codes = await db().query<{ code_id: number; content_version: number }>(
    `SELECT c.code_id, c.content_version FROM coded_answers c JOIN open_codes o ON o.id = c.code_id
     WHERE c.response_id = :id AND o.question = :question`,
    { type: QueryTypes.SELECT, replacements: { id, question } },
  );
  return {
    responseId: id,
    text,
    receivedOn: row.submitted_on,
    codeIds: codes.map(({ code_id: codeId }) => codeId),
    isStale: codes.some(({ content_version: version }) => version < row.corrections),
  };
}

/** What happened to the codes of a question, newest first. */
export interface ListedCodeChange {
  code: string;
  change: string;
  before: string;
  after: string;
  by: string;
  at: Date;
}

export async function listCodeChanges(
  surveyId: number,
  question: string,
): Promise<ListedCodeChange[]> {
  const rows = await db().query<{
    code: string;
    change: string;
    before_text: string;
    after_text: string;
    made_by: string;
    made_at: string | Date;
  }>(
    `SELECT o.name AS code, h.change, h.before_text, h.after_text, u.name AS made_by, h.made_at
     FROM open_code_changes h JOIN open_codes o ON o.id = h.code_id JOIN users u ON u.id = h.made_by
     WHERE o.survey_id = :surveyId AND o.question = :question ORDER BY h.id DESC`,
    { type: QueryTypes.SELECT, replacements: { surveyId, question } },
  );
  return rows.map((row) => ({
    code: row.code,
    change: row.change,
    before: row.before_text,
    after: row.after_text,
    by: row.made_by,
    at: new Date(row.made_at),
  }));
}
