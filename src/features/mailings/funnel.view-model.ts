import type { PageLocals } from '../../http/render';
import { deliveryMode } from '../../mail/delivery-mode';
import type { Economy, Survey } from '../../models';
import { affiliations, sectors, type Role, type Sex } from '../../models/codes';
import { affiliationLabels, sectorLabels } from '../people/person-codes';
import type { ReleasedAnswers } from '../results/released-answers';
import { joinEconomies } from '../workshop/economies';
import { openLinkShown, stepsShown } from './funnel.policy';
import {
  funnelSteps,
  type FunnelGroup,
  type FunnelStep,
  type OpenLinkGroup,
} from './funnel.queries';

export interface FunnelFacts {
  survey: Survey;
  economies: Economy[];
  groups: FunnelGroup[];
  openLink: OpenLinkGroup[];
  role: Role | undefined;
  /** For overseers; undefined while nothing is released. Null for live counts. */
  released: ReleasedAnswers | null | undefined;
}

const stepLabels: Record<FunnelStep, string> = {
  invited: 'Invited',
  accepted: 'Mail accepted',
  opened: 'Opened',
  started: 'Started',
  finished: 'Finished',
};

interface FunnelRow {
  label: string;
  cells: { n: number; percent: number | null }[];
}

export function funnelPage(facts: FunnelFacts): PageLocals {
  const { survey, groups, role, released } = facts;
  const shown = stepsShown(role);
  const total = sumOf(groups);
  const invitedFrom = new Set(groups.map((group) => group.economy));
  return {
    title: 'Funnel',
    form: survey.form,
    surveyTitle: survey.title,
    keptAsFiles: deliveryMode() === 'files',
    stepLabels: shown.groups.map((step) => stepLabels[step]),
    total: shown.total.map((step, index) => ({
      label: stepLabels[step],
      n: total[step],
      percent: index === 0 ? null : percentOf(total[step], total.invited),
    })),
    isLive: released === null,
    released: released ?? null,
    nobodyInvited: total.invited === 0,
    tables: [
      table('economy', 'By economy', economyRows(facts, shown.groups)),
      table(
        'sex',
        'By sex',
        rows(groups, sexColumns, (group) => sexColumn(group.sex), shown.groups),
      ),
      table(
        'sector',
        'By sector',
        rows(groups, sectorColumns, (group) => group.sector ?? 'not_stated', shown.groups),
      ),
    ],
    totalRow: rowOf('Total', groups, shown.groups),
    notInvited: joinEconomies(
      facts.economies.filter(({ code }) => !invitedFrom.has(code)).map(({ name }) => name),
    ),
    openLink: openLinkFacts(facts),
  };
}

function table(id: string, title: string, tableRows: FunnelRow[]) {
  return { id, title, rows: tableRows };
}

function sumOf(groups: FunnelGroup[]): Record<FunnelStep, number> {
  const sum = { invited: 0, accepted: 0, opened: 0, started: 0, finished: 0 };
  for (const group of groups) for (const step of funnelSteps) sum[step] += group[step];
  return sum;
}

function percentOf(n: number, base: number): number | null {
  return base === 0 ? null : (100 * n) / base;
}

function rowOf(label: string, groups: FunnelGroup[], shown: readonly FunnelStep[]): FunnelRow {
  const sum = sumOf(groups);
  return {
    label,
    cells: shown.map((step) => ({
      n: sum[step],
      percent: step === 'invited' ? null : percentOf(sum[step], sum.invited),
    })),
  };
}

interface Column {
  code: string;
  label: string;
}

const sexColumns: Column[] = [
  { code: 'women', label: 'Women' },
  { code: 'men', label: 'Men' },
  { code: 'not_stated', label: 'Not stated' },
];

const sectorColumns: Column[] = [
  ...sectors.map((code) => ({ code, label: sectorLabels[code] })),
  { code: 'not_stated', label: 'Not stated' },
];

function sexColumn(sex: Sex | null): string {
  if (sex === 'female') return 'women';
  return sex === 'male' ? 'men' : 'not_stated';
}

/** One row a category; "not stated" only when somebody is in it. */
function rows(
  groups: FunnelGroup[],
  categories: Column[],
  codeOf: (group: FunnelGroup) => string,
  shown: readonly FunnelStep[],
): FunnelRow[] {
  return categories.flatMap(({ code, label }) => {
    const own = groups.filter((group) => codeOf(group) === code);
    return code === 'not_stated' && own.length === 0 ? [] : [rowOf(label, own, shown)];
  });
}

/** The economies from which somebody was invited, in APEC's order, then people from elsewhere. */
function economyRows(
  { economies, groups }: FunnelFacts,
  shown: readonly FunnelStep[],
): FunnelRow[] {
  const members = economies.flatMap(({ code, name }) => {
    const own = groups.filter((group) => group.economy === code);
    return own.length === 0 ? [] : [rowOf(name, own, shown)];
  });
  const others = affiliations.flatMap((affiliation) => {
    const own = groups.filter(
      (group) => group.economy === null && group.affiliation === affiliation,
    );
    return own.length === 0 ? [] : [rowOf(affiliationLabels[affiliation], own, shown)];
  });
  return [...members, ...others];
}

function openLinkFacts({ survey, economies, groups, openLink, role }: FunnelFacts) {
  const shown = openLinkShown({ anonymous: survey.anonymous, role });
  if (shown === 'nothing') return null;
  const answered = openLink.reduce((sum, { answers }) => sum + answers, 0);
  const finished = groups.reduce((sum, group) => sum + group.finished, 0);
  const total = survey.anonymous ? Math.max(0, answered - finished) : answered;
  const count = (matches: (group: OpenLinkGroup) => boolean): number =>
    openLink.filter(matches).reduce((sum, { answers }) => sum + answers, 0);
  const lines = (title: string, all: [label: string, n: number][]) => ({
    title,
    lines: all.filter(([, n]) => n > 0),
  });
  return {
    enabled: survey.openLinkEnabled,
    total,
    groups:
      shown === 'groups'
        ? [
            lines('By economy', [
              ...economies.map(({ code, name }): [string, number] => [
                name,
                count(({ economy }) => economy === code),
              ]),
              ['No member economy', count(({ economy }) => economy === null)],
            ]),
            lines(
              'By sex',
              sexColumns.map(({ code, label }) => [
                label,
                count(({ sex }) => sexColumn(sex) === code),
              ]),
            ),
            lines(
              'By sector',
              sectorColumns.map(({ code, label }) => [
                label,
                count(({ sector }) => (sector ?? 'not_stated') === code),
              ]),
            ),
          ]
        : [],
  };
}
