import { formatDate, formatNumber } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { Project } from '../../models';
import { paths } from '../../paths';
import { conflictOf } from './dashboard.view-model';
import { dayTable, type DayTable } from './days.view-model';
import type { EvidenceColumn, EvidenceRow, EvidenceSource } from './evidence';
import { documents, isForm, type IndicatorUnderRules } from './indicator';
import { indicatorView } from './indicators.view-model';
import { countedBy, isWholeTime, type Period } from './period';
import { periodQuery, periodText } from './period-address';
import type { ProtectedIndicator } from './protect';

export const evidencePageSize = 50;

export interface EvidencePage {
  source: EvidenceSource;
  rows: EvidenceRow[];
  total: number;
  page: number;
}

export function indicatorPage(
  indicator: ProtectedIndicator,
  definitions: readonly IndicatorUnderRules[],
  evidence: EvidencePage | null,
  project: Pick<Project, 'timeZone' | 'name'>,
  isOverseer: boolean,
  period: Period,
): PageLocals {
  const view = indicatorView(indicator, project.timeZone, period);
  const [byDay, bySex] = [dayTable(indicator), splitTable(indicator)];
  return {
    title: `${view.id} ${view.title}`,
    indicator: view,
    sources: view.definition.sources.map((source) => documents[source]),
    dayTable: byDay,
    splitTable: bySex,
    splitBy: splitsShown(indicator, byDay, bySex !== null),
    conflict: conflictOf(view.id, definitions),
    asOf: indicator.asOf,
    projectName: project.name,
    period: { isSet: !isWholeTime(period), text: periodText(period), query: periodQuery(period) },
    countedBy: countedBy[view.definition.fedBy],
    timeZone: project.timeZone,
    evidence: evidence && evidenceView(evidence, view.href),
    withheld: isOverseer && evidence === null,
    isOverseer,
    scripts: indicator.split === null && indicator.days === null ? [] : ['charts.js'],
  };
}

/** By what the tables of the page split the figure; a reader who sees none is promised none. */
function splitsShown(
  { definition: { splitBy } }: ProtectedIndicator,
  days: DayTable | null,
  hasSexTable: boolean,
): string[] {
  const isShown: Record<(typeof splitBy)[number], boolean> = {
    day: days !== null,
    sex: days === null ? hasSexTable : days.rows.some(({ people }) => people !== null),
    sector: days?.rows.some(({ isPart }) => isPart) === true,
    'host economy': days?.rows.some(({ isPart }) => isPart) === true,
  };
  return splitBy.filter((split) => isShown[split]);
}

/** What is counted, what is not, and both; people are all counted, so that they are one line. */
function splitTable({ split, definition }: ProtectedIndicator) {
  if (split === null || isForm(definition.fedBy)) {
    return split && { ...split, baseLabel: 'All valid records (base)' };
  }
  const { splitOf } = definition;
  const label = splitOf === null ? '' : splitOf.charAt(0).toUpperCase() + splitOf.slice(1);
  const plain = <T extends { percent: number | null }>(cell: T): T => ({ ...cell, percent: null });
  const categories = split.categories
    .filter(({ code }) => code === 'counted')
    .map(({ women, men, notStated, total, ...row }) => ({
      ...row,
      label,
      ...{ women: plain(women), men: plain(men) },
      ...{ notStated: plain(notStated), total: plain(total) },
    }));
  return { ...split, categories, baseLabel: null };
}

function evidenceView({ source, rows, total, page }: EvidencePage, href: string) {
  const pages = Math.max(1, Math.ceil(total / evidencePageSize));
  return {
    columns: source.columns,
    rows: rows.map(({ link, cells }) => ({
      href: link && (link.kind === 'response' ? paths.response(link.id) : paths.person(link.id)),
      cells: source.columns.map(({ key, type }) => cellText(cells[key] ?? null, type)),
    })),
    total,
    page,
    pages,
    hrefOf: (other: number) => `${href}${href.includes('?') ? '&' : '?'}page=${other}`,
    linksTo: rows.find(({ link }) => link !== null)?.link?.kind ?? null,
    range:
      total === 0
        ? ''
        : `${formatNumber((page - 1) * evidencePageSize + 1)}–${formatNumber(Math.min(page * evidencePageSize, total))} of ${formatNumber(total)}`,
  };
}

const words: Record<string, string> = {
  female: 'Female',
  male: 'Male',
  prefer_not_to_say: 'Not stated',
  public: 'Public',
  private: 'Private',
  academia: 'Academia',
  other: 'Other',
};

function cellText(value: string | number | boolean | null, type: EvidenceColumn['type']): string {
  if (value === null) return type === 'sex' ? 'Not stated' : '–';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(2);
  if (type === 'date') return formatDate(value);
  return type === 'sex' || type === 'sector' ? (words[value] ?? value) : value;
}
