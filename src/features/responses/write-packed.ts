import { QueryTypes } from 'sequelize';
import { runStatements, type Statement } from '../../db/statements';
import { db, inTransaction, type Tx } from '../../db/transaction';
import type { Response } from '../../models';
import { answerValues, type AnswerValue } from '../../survey-engine/answer-values';
import {
  packAnswers,
  packedLayout,
  packedLayoutNumber,
  type PackedLayout,
} from '../../survey-engine/packed-codes';
import { loadVersion, type LoadedVersion } from '../surveys/survey-cache';
import { parseAnswers } from './stored-answers';

type PackedRow = Pick<Response, 'id' | 'versionId' | 'sex' | 'sector' | 'economyCode'>;

const layouts = new WeakMap<LoadedVersion, PackedLayout>();

/** Where the choices of a version stand in packed answers. */
export async function layoutOf(versionId: number): Promise<PackedLayout> {
  const version = await loadVersion(versionId);
  const known = layouts.get(version);
  if (known !== undefined) return known;
  const layout = packedLayout(version.definition);
  layouts.set(version, layout);
  return layout;
}

/** Stores the choices of a response for tables of one question by another, in place of older ones. */
export async function packedStatement(row: PackedRow, values: AnswerValue[]): Promise<Statement> {
  const { id, versionId, sex, sector, economyCode } = row;
  const codes = Buffer.from(packAnswers(await layoutOf(versionId), values), 'latin1');
  return {
    sql: `INSERT INTO packed_answers (response_id, version_id, sex, sector, economy_code, layout, codes)
     VALUES (:id, :versionId, :sex, :sector, :economyCode, :layout, :codes)
     ON CONFLICT (response_id) DO UPDATE SET version_id = excluded.version_id, sex = excluded.sex,
       sector = excluded.sector, economy_code = excluded.economy_code, layout = excluded.layout,
       codes = excluded.codes`,
    values: { id, versionId, sex, sector, economyCode, layout: packedLayoutNumber, codes },
  };
}

const chunk = 200;

/**
 * Packs the answers of a form that are not packed yet, or by an older layout: those sent before this
 * version of the product. @returns how many
 */
export async function packMissing(surveyId: number): Promise<number> {
  let packed = 0;
  let after = '';
  for (;;) {
    const ids = await inTransaction((tx) => packSome(tx, surveyId, after));
    packed += ids.length;
    after = ids.at(-1) ?? '';
    if (ids.length < chunk) return packed;
  }
}

async function packSome(tx: Tx, surveyId: number, after: string): Promise<string[]> {
  const rows = await db().query<{
    id: string;
    version_id: number;
    sex: Response['sex'];
    sector: Response['sector'];
    economy_code: string | null;
    answers: string;
  }>(
    `SELECT r.id, r.version_id, r.sex, r.sector, r.economy_code, r.answers FROM responses r
     WHERE r.survey_id = :surveyId AND r.id > :after AND NOT EXISTS (SELECT 1
       FROM packed_answers p WHERE p.response_id = r.id AND p.layout = :layout)
     ORDER BY r.id LIMIT :chunk`,
    {
      type: QueryTypes.SELECT,
      replacements: { surveyId, after, layout: packedLayoutNumber, chunk },
      transaction: tx,
    },
  );
  const statements: Statement[] = [];
  for (const { id, version_id: versionId, sex, sector, economy_code, answers } of rows) {
    const { compiled } = await loadVersion(versionId);
    const values = answerValues(compiled, parseAnswers(answers));
    const row = { id, versionId, sex, sector, economyCode: economy_code };
    statements.push(await packedStatement(row, values));
  }
  await runStatements(tx, statements);
  return rows.map(({ id }) => id);
}
