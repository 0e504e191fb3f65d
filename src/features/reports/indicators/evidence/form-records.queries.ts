import { QueryTypes } from 'sequelize';
import type {
  AnswerRecord,
  EvaluationRecord,
  InvitationRecord,
  StoryRecord,
} from '../../../../../exports/indicators/evidence/records';
import { db } from '../../../../db/transaction';
import type { StoredSex } from '../../../../statistics/sex-split';
import { countedInvitations, wasPublished } from '../../../indicators/count-invitations';
import { evaluatedForms, ruleValues } from '../../../indicators/count-satisfied-forms';
import { storyRounds } from '../../../surveys/story-rounds';
import { countableConditions, inReport } from '../../../indicators/count-stories';
import { answerText } from '../../../indicators/json-text';
import { allDates, within } from '../../../indicators/period';
import { namelessTitle } from '../../../responses/project-title';
import type { SatisfactionRule } from '../../../indicators/rules/rules';
import { boundaryValues, sentBefore, type Boundary } from '../../../indicators/workshop-boundaries';
import { sexWord } from './sex-word';

/** Responses of a form that are valid, with their economies and clusters. */
const validResponses = `FROM responses r
  JOIN surveys s ON s.id = r.survey_id
  LEFT JOIN economies e ON e.code = r.economy_code
  LEFT JOIN clusters c ON c.id = r.cluster_id
  WHERE r.valid`;

const pageSize = 4_000;

// The sheets hold all records, so the zone, in which periods begin and end, does not matter.
const always = within(allDates, 'UTC');

/** The rows of a query, so many in memory at a time; `id` is what they are ordered by. */
async function* pages<T extends { id: string }>(
  select: string,
  values: Record<string, unknown>,
): AsyncGenerator<T> {
  let after = '';
  for (;;) {
    const rows = await db().query<T>(`${select} AND r.id > :after ORDER BY r.id LIMIT :pageSize`, {
      type: QueryTypes.SELECT,
      replacements: { ...values, after, pageSize },
    });
    yield* rows;
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.id ?? '';
  }
}

/** @param numbers of the clusters, as they are listed */
export async function* answerRecords(
  dayOne: Boundary | undefined,
  numbers: ReadonlyMap<number, number>,
): AsyncGenerator<AnswerRecord> {
  const select = `SELECT r.id, e.name AS economy, r.cluster_id AS cluster, r.sex,
      CASE WHEN r.economy_code IS NOT NULL AND ${sentBefore('r', 'dayOne')} THEN 1 ELSE 0 END AS early
    ${validResponses} AND s.form = 'cluster_survey'`;
  interface Row {
    id: string;
    economy: string | null;
    cluster: number | null;
    sex: StoredSex;
    early: number;
  }
  for await (const row of pages<Row>(select, boundaryValues('dayOne', dayOne))) {
    yield {
      economy: row.economy,
      cluster: row.cluster === null ? null : (numbers.get(row.cluster) ?? null),
      sex: sexWord(row.sex),
      early: row.early === 1,
    };
  }
}

/** In batches of their own, since each counts all forms anew. */
export async function* evaluationRecords(rule: SatisfactionRule): AsyncGenerator<EvaluationRecord> {
  interface Row {
    overall: number | null;
    answered: number;
    mean: number | null;
    high: number;
    sex: StoredSex;
  }
  for (let offset = 0; ; offset += pageSize) {
    const rows = await db().query<Row>(
      `${evaluatedForms(always)} SELECT overall, answered, mean, high, sex FROM forms
       ORDER BY id LIMIT :pageSize OFFSET :offset`,
      { type: QueryTypes.SELECT, replacements: { ...ruleValues(rule, always), pageSize, offset } },
    );
    for (const { overall, answered, mean, high, sex } of rows) {
      yield {
        overall,
        answered,
        // Steps of a scale are whole numbers, so their sum is one, too.
        sum: Math.round(answered * (mean ?? 0)),
        high: high === 1,
        sex: sexWord(sex),
      };
    }
    if (rows.length < pageSize) return;
  }
}

/** Few enough to be put in the order of their projects. */
export async function invitationRecords(
  firstDay: Boundary | undefined,
): Promise<InvitationRecord[]> {
  const counted = (await countedInvitations(firstDay, always)).map(({ id }) => id);
  const rows = await db().query<{
    id: string;
    economy: string | null;
    cluster_id: number | null;
    cluster: string | null;
    sex: StoredSex;
    title: string | null;
    published: number;
    late: number;
  }>(
    `SELECT r.id, e.name AS economy, r.cluster_id, c.name AS cluster, r.sex,
       ${answerText('r', 'title')} AS title,
       CASE WHEN ${wasPublished} THEN 1 ELSE 0 END AS published,
       CASE WHEN NOT (${sentBefore('r', 'firstDay')}) THEN 1 ELSE 0 END AS late
     ${validResponses} AND s.form = 'collaboration_invitation' ORDER BY e.sort, c.name, r.id`,
    { type: QueryTypes.SELECT, replacements: boundaryValues('firstDay', firstDay) },
  );
  const projects = new Map<string, number>();
  const isCounted = new Set(counted);
  return rows
    .map((row) => {
      const key =
        row.cluster_id === null ? row.id : `${row.cluster_id} ${namelessTitle(row.title ?? '')}`;
      const project = projects.get(key) ?? projects.size + 1;
      projects.set(key, project);
      return { ...row, project, counted: isCounted.has(row.id) };
    })
    .sort((a, b) => a.project - b.project || Number(b.counted) - Number(a.counted))
    .map((row) => ({
      economy: row.economy,
      cluster: row.cluster,
      project: row.project,
      published: row.published === 1,
      late: row.late === 1,
      counted: row.counted,
      sex: sexWord(row.sex),
      title: row.counted ? row.title : null,
    }));
}

/** The stories of one round. */
export async function* storyRecords(round: keyof typeof storyRounds): AsyncGenerator<StoryRecord> {
  const flag = (condition: string, name: string): string =>
    `CASE WHEN ${condition} THEN 1 ELSE 0 END AS ${name}`;
  const { approved, consent, evidence, partner } = countableConditions;
  const select = `SELECT r.id, e.name AS economy, c.name AS cluster, r.sex,
      ${flag(approved, 'approved')}, ${flag(inReport, 'in_report')}, ${flag(consent, 'consent')},
      ${flag(evidence, 'evidence')}, ${flag(partner, 'partner')}
    ${validResponses} AND s.form = '${storyRounds[round]}'`;
  interface Row {
    id: string;
    economy: string | null;
    cluster: string | null;
    sex: StoredSex;
    approved: number;
    in_report: number;
    consent: number;
    evidence: number;
    partner: number;
  }
  for await (const row of pages<Row>(select, {})) {
    yield {
      economy: row.economy,
      cluster: row.cluster,
      approved: row.approved === 1,
      inReport: row.in_report === 1,
      consent: row.consent === 1,
      evidence: row.evidence === 1,
      partner: row.partner === 1,
      sex: sexWord(row.sex),
    };
  }
}
