import { formatDateTime, formatNumber } from '../../http/format';
import type { PageLocals } from '../../http/render';
import { absoluteUrl } from '../../lib/base-url';
import { localTime, offsetName } from '../../lib/zoned-time';
import type { Project, Survey } from '../../models';
import type { Role } from '../../models/codes';
import { paths } from '../../paths';
import type { ReleasedAnswers } from '../results/released-answers';
import { parseFacts, type SurveyFacts } from './facts';
import type { SurveyLine, SurveyState, VersionLine } from './surveys.queries';

const states: Record<SurveyState, { label: string; tone: string }> = {
  unpublished: { label: 'Not published', tone: '' },
  not_yet_open: { label: 'Not open yet', tone: 'status-caution' },
  open: { label: 'Open', tone: 'status-good' },
  closed: { label: 'Closed', tone: 'status-bad' },
};

const fieldLabels: Record<string, string> = {
  economy: 'Economy',
  sex: 'Sex',
  sector: 'Sector',
  cluster: 'Cluster',
  email: 'E-mail',
  name: 'Name',
  organisation: 'Organisation',
  position: 'Position',
  respondentType: 'Type of respondent',
  affiliation: 'Affiliation',
  role: 'Role',
  title: 'Title',
  overallSatisfaction: 'Overall satisfaction',
  coreItems: 'Core items',
  consent: 'Consent to the use of data',
  consentPublish: 'Consent to publish',
  consentPublishName: 'Consent to publish the name',
  consentPublishContact: 'Consent to publish the contact',
};

/** @param released for overseers: answers by form as they were released; null for live counts */
export function surveyListPage(
  lines: SurveyLine[],
  project: Project,
  released: ReadonlyMap<string, ReleasedAnswers> | null,
): PageLocals {
  return {
    title: 'Questionnaires',
    isOverseer: released !== null,
    surveys: lines.map(({ survey, state, version, answers, invited, finished }) => ({
      form: survey.form,
      title: survey.title,
      purpose: parseFacts(survey.facts).purpose,
      anonymous: survey.anonymous,
      state: states[state],
      when: timesInWords(survey, state, project.timeZone),
      version,
      answers:
        released === null ? formatNumber(answers) : (released.get(survey.form)?.answers ?? '–'),
      answersNote: released?.get(survey.form)?.note ?? '',
      invited,
      finished,
    })),
  };
}

export interface SurveyPageData {
  /** For overseers; undefined while nothing is released. Null for live counts. */
  released: ReleasedAnswers | null | undefined;
  project: Project;
  line: SurveyLine;
  versions: VersionLine[];
  /** QR code of the open link, SVG. */
  code: string;
  role: Role | undefined;
  at: Date;
}

export function surveyPage(data: SurveyPageData): PageLocals {
  const { project, line, versions, code, role } = data;
  const { survey, state } = line;
  const zone = project.timeZone;
  const facts = parseFacts(survey.facts);
  const input = (moment: Date | null): string => (moment === null ? '' : localTime(moment, zone));
  return {
    title: survey.title,
    form: survey.form,
    mayEdit: role !== undefined && role !== 'overseer',
    state: states[state],
    stateCode: state,
    when: timesInWords(survey, state, zone),
    line,
    answers: data.released === null ? formatNumber(line.answers) : (data.released?.answers ?? '–'),
    answersNote:
      data.released === null
        ? ''
        : data.released === undefined
          ? 'not released yet'
          : data.released.note,
    zone,
    zoneNow: offsetName(data.at, zone),
    opensAt: input(survey.opensAt),
    closesAt: input(survey.closesAt),
    facts,
    minutes: minutesInWords(facts.minutes),
    fields: fieldLines(facts),
    versions: versions.map((version) => ({
      ...version,
      when: formatDateTime(version.publishedAt, zone),
    })),
    openLink: {
      enabled: survey.openLinkEnabled,
      meant: facts.openLink,
      address: absoluteUrl(paths.join(survey.openLink)),
      code,
    },
  };
}

/** The sheet to print and hang on a wall. */
export function openLinkPage(survey: Survey, address: string, code: string): PageLocals {
  const { minutes } = parseFacts(survey.facts);
  return {
    title: survey.title,
    layout: 'plain',
    form: survey.form,
    minutes: minutesInWords(minutes),
    anonymous: survey.anonymous,
    enabled: survey.openLinkEnabled,
    address,
    code,
    styles: ['preview.css'],
    scripts: ['print.js'],
  };
}

function minutesInWords([from, to]: [number, number]): string {
  return from === to ? `${to} minutes` : `${from} to ${to} minutes`;
}

function fieldLines(facts: SurveyFacts): { label: string; field: string | null }[] {
  return Object.entries(facts.fields).map(([key, field]) => ({
    label: fieldLabels[key] ?? key,
    field,
  }));
}

function timesInWords(survey: Survey, state: SurveyState, zone: string): string {
  const { opensAt, closesAt, closedAt } = survey;
  const at = (moment: Date): string => formatDateTime(moment, zone);
  if (state === 'closed') {
    const closed = closedAt ?? closesAt;
    return closed === null ? '' : `Closed on ${at(closed)}`;
  }
  const opens = opensAt === null ? 'when it is published' : `on ${at(opensAt)}`;
  const closes = closesAt === null ? 'no closing time' : `closes on ${at(closesAt)}`;
  if (state === 'open') return closesAt === null ? 'No closing time' : `Closes on ${at(closesAt)}`;
  return `Opens ${opens}; ${closes}`;
}
