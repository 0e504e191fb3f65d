import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import { nameInSql } from '../people/name-in-sql';
import { answerText } from './json-text';
import { evaluatedForms, ruleValues } from './count-satisfied-forms';
import type { Within } from './period';
import type { SatisfactionRule } from './rules/rules';

export interface EvidenceColumn {
  key: string;
  label: string;
  type: 'text' | 'date' | 'number' | 'yes_no' | 'sex' | 'sector';
}

/** Cells by column key; dates as YYYY-MM-DD, yes and no as true and false. */
export interface EvidenceRow {
  /** The record behind the row, for those who may open it; null for rows that sum up several. */
  link: { kind: 'response'; id: string } | { kind: 'person'; id: number } | null;
  cells: Record<string, string | number | boolean | null>;
}

export interface EvidenceSource {
  columns: EvidenceColumn[];
  count(): Promise<number>;
  /** In a fixed order: economies as APEC lists them, then clusters by name, then by date. */
  rows(limit: number, offset: number): Promise<EvidenceRow[]>;
}

const column = {
  economy: { key: 'economy', label: 'Economy', type: 'text' },
  cluster: { key: 'cluster', label: 'Cluster', type: 'text' },
  title: { key: 'title', label: 'Title', type: 'text' },
  respondent: { key: 'respondent', label: 'Respondent', type: 'text' },
  contact: { key: 'respondent', label: 'Contact', type: 'text' },
  sex: { key: 'sex', label: 'Sex', type: 'sex' },
  sector: { key: 'sector', label: 'Sector', type: 'sector' },
  sentOn: { key: 'sent_on', label: 'Sent on', type: 'date' },
} as const satisfies Record<string, EvidenceColumn>;

/** Which columns are shown. */
const shapes = {
  respondents: ['economy', 'cluster', 'respondent', 'sex', 'sector', 'sentOn'],
  invitations: ['economy', 'cluster', 'title', 'contact', 'sex', 'sentOn'],
  stories: ['economy', 'cluster', 'storyTitle', 'respondent', 'sex', 'sentOn'],
  published: ['economy', 'cluster', 'title'],
  clusters: ['economy', 'cluster'],
} as const;

/** Those that overseers see: no row leads to a response, and neither date nor order tells when it came. */
const withoutPersons: readonly (keyof typeof shapes)[] = ['published', 'clusters'];

type Values = Record<string, unknown>;
type Line = Record<string, string | number | null>;

const tables = `FROM responses r
  JOIN surveys s ON s.id = r.survey_id
  LEFT JOIN economies e ON e.code = r.economy_code
  LEFT JOIN clusters c ON c.id = r.cluster_id
  LEFT JOIN people p ON p.id = r.person_id`;

/** Valid responses of a form, one a row, under a further condition on `r`. */
export function recordsWhere(
  form: string,
  condition: string,
  values: Values,
  shape: keyof typeof shapes,
): EvidenceSource {
  const expressions: Record<(typeof shapes)[keyof typeof shapes][number], string> = {
    economy: 'e.name AS economy',
    cluster: 'c.name AS cluster',
    title: `${answerText('r', 'title')} AS title`,
    storyTitle: `${answerText('r', 'story_title')} AS title`,
    respondent: respondentName(),
    contact: respondentName(),
    sex: 'r.sex',
    sector: 'r.sector',
    sentOn: 'r.submitted_on AS sent_on',
  };
  const names = shapes[shape];
  const where = `${tables} WHERE s.form = :form AND r.valid AND (${condition})`;
  return queried({
    columns: names.map((name) => (name === 'storyTitle' ? column.title : column[name])),
    select: `SELECT ${withoutPersons.includes(shape) ? 'NULL' : 'r.id'} AS response_id, ${names.map((name) => expressions[name]).join(', ')} ${where}
      ORDER BY e.sort, c.name, ${withoutPersons.includes(shape) ? '' : 'r.submitted_on, '}r.id`,
    count: `SELECT CAST(COUNT(*) AS INTEGER) AS n ${where}`,
    values: { ...values, form },
  });
}

function respondentName(): string {
  return `CASE WHEN p.id IS NULL THEN NULL ELSE ${nameInSql('p')} END AS respondent`;
}

/** I01 without personal data: each economy once. */
export function economiesThatAnswered(condition: string, values: Values): EvidenceSource {
  const where = `${tables} WHERE s.form = 'cluster_survey' AND r.valid AND ${condition}`;
  return queried({
    columns: [column.economy],
    select: `SELECT e.name AS economy ${where}
      GROUP BY e.name, e.sort ORDER BY e.sort`,
    count: `SELECT CAST(COUNT(DISTINCT e.code) AS INTEGER) AS n ${where}`,
    values,
  });
}

/**
 * I02 for readers outside the team: each cluster once, in its own economy, whoever answered for it. By a
 * number alone, since its name is what a respondent wrote and nobody has read.
 */
export function clustersThatAnswered(when: Within): EvidenceSource {
  const where = `FROM responses r
    JOIN surveys s ON s.id = r.survey_id
    JOIN clusters c ON c.id = r.cluster_id
    JOIN economies e ON e.code = c.economy_code
    WHERE s.form = 'cluster_survey' AND r.valid AND ${when.sent('r')}`;
  return queried({
    columns: [{ key: 'number', label: 'Cluster no.', type: 'number' }, column.economy],
    select: `SELECT ROW_NUMBER() OVER (ORDER BY e.sort, c.name, c.id) AS number, e.name AS economy
      ${where} GROUP BY c.id, c.name, e.name, e.sort ORDER BY e.sort, c.name, c.id`,
    count: `SELECT CAST(COUNT(DISTINCT c.id) AS INTEGER) AS n ${where}`,
    values: when.values,
  });
}

/** I06: each form with what decides whether it is highly satisfied. Anonymous, so in no order of time. */
export function evaluationForms(rule: SatisfactionRule, when: Within): EvidenceSource {
  return queried({
    columns: [
      { key: 'overall', label: 'Overall satisfaction', type: 'number' },
      { key: 'answered', label: 'Core items answered', type: 'number' },
      { key: 'mean', label: 'Mean of core items', type: 'number' },
      { key: 'high', label: 'Highly satisfied', type: 'yes_no' },
      column.sex,
    ],
    select: `${evaluatedForms(when)} SELECT id AS response_id, overall, answered, mean, high, sex
      FROM forms ORDER BY id`,
    count: `SELECT CAST(COUNT(*) AS INTEGER) AS n FROM responses r
      JOIN surveys s ON s.id = r.survey_id WHERE s.form = 'workshop_evaluation' AND r.valid
        AND ${when.sent('r')}`,
    values: ruleValues(rule, when),
  });
}

/**
 * Evidence that SQL finds. A row leads to a record when `response_id` or `person_id` is among what
 * is selected.
 */
export function queried(query: {
  columns: EvidenceColumn[];
  select: string;
  count: string;
  values: Values;
}): EvidenceSource {
  const { columns, select, count, values } = query;
  return {
    columns,
    count: async () => {
      const [line] = await db().query<{ n: number }>(count, {
        type: QueryTypes.SELECT,
        replacements: values,
      });
      return line?.n ?? 0;
    },
    rows: async (limit, offset) => {
      const lines = await db().query<Line>(`${select} LIMIT :limit OFFSET :offset`, {
        type: QueryTypes.SELECT,
        replacements: { ...values, limit, offset },
      });
      return lines.map((line) => ({
        link: linkOf(line),
        cells: Object.fromEntries(columns.map(({ key, type }) => [key, cellOf(line[key], type)])),
      }));
    },
  };
}

function linkOf({ response_id: response, person_id: person }: Line): EvidenceRow['link'] {
  if (typeof response === 'string') return { kind: 'response', id: response };
  return typeof person === 'number' ? { kind: 'person', id: person } : null;
}

function cellOf(
  value: string | number | null | undefined,
  type: EvidenceColumn['type'],
): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  return type === 'yes_no' ? value === 1 : value;
}
