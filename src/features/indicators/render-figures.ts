import { formatDateTime } from '../../http/format';
import { demoMark } from '../../lib/demo-mark';
import { LimitedWorker } from '../../lib/limited-worker';
import type { Project } from '../../models';
import type { Audience } from './evidence';
import { documents } from './indicator';
import { conflictViews, groupViews, statusCounts } from './dashboard.view-model';
import type { IndicatorView } from './indicators.view-model';
import type { FiguresDocument, PrintedIndicator, StatusMark } from './pdf/figures-document';
import type { DrawnFigures } from './pdf/worker';
import { isWholeTime, type Period } from './period';
import { periodText } from './period-address';
import type { ProtectedIndicator } from './protect';

const drawer = new LimitedWorker<FiguresDocument, DrawnFigures>(
  'features/indicators/pdf/worker.js',
  {
    seconds: 20,
    megabytes: 256,
    keepSeconds: 60,
    mostWaiting: 50,
    busy: 'Many files are being made. Please try again in a minute.',
  },
);

/**
 * The dashboard as a PDF file, with the same words and figures as the page.
 * @throws AppError 503 `busy` when very many wait
 */
export async function renderFigures(
  indicators: readonly ProtectedIndicator[],
  project: Pick<Project, 'name' | 'timeZone'>,
  period: Period,
  audience: Audience,
): Promise<Buffer> {
  const drawn = await drawer.run(documentOf(indicators, project, period, audience));
  if ('problem' in drawn) throw new Error(`The figures were not drawn: ${drawn.problem}`);
  return Buffer.from(drawn.file);
}

/** Ends the thread; for the end of the server. */
export function stopDrawingFigures(): Promise<void> {
  return drawer.stop();
}

function documentOf(
  indicators: readonly ProtectedIndicator[],
  { name, timeZone }: Pick<Project, 'name' | 'timeZone'>,
  period: Period,
  audience: Audience,
): FiguresDocument {
  const groups = groupViews(indicators, timeZone, period);
  return {
    projectName: name,
    asOf: formatDateTime(indicators[0]?.asOf, timeZone),
    remarks: remarksOn(indicators, period, timeZone, audience),
    mark: demoMark() ?? '',
    counts: statusCounts(indicators, period).map(({ count, ...status }) => ({
      status: markOf(status),
      count,
    })),
    groups: groups.map(({ title, lead, indicators: views }) => ({
      title,
      lead,
      indicators: views.map(printed),
    })),
    conflicts: conflictViews(
      groups.flatMap(({ indicators: views }) => views),
      indicators,
    ).map(({ title, explanation, status, lines }) => ({
      title,
      explanation,
      status: markOf(status),
      lines: lines.map((line) => ({
        id: line.id,
        title: line.title,
        target: line.targets.map(({ text }) => text).join('; '),
        isStrictest: line.isStrictest,
        status: markOf(line.status),
      })),
    })),
    sources: Object.values(documents),
  };
}

function remarksOn(
  indicators: readonly ProtectedIndicator[],
  period: Period,
  timeZone: string,
  audience: Audience,
): string[] {
  const remarks: string[] = [];
  if (!isWholeTime(period)) {
    remarks.push(
      `Records of ${periodText(period)} (${timeZone}) alone, each counted by the date named with it. Targets are those of the whole project.`,
    );
    if (indicators.some(({ isUncut }) => isUncut)) {
      remarks.push('What is made of single answers is of all dates.');
    }
  }
  remarks.push(
    audience === 'team'
      ? 'For organisers: small groups are not hidden. Not to be passed on.'
      : 'What is made of answers comes from the tables released last, in which small groups are hidden.',
  );
  return remarks;
}

function printed(view: IndicatorView): PrintedIndicator {
  const bySex = view.split
    ?.map(
      ({ label, n, share }) => `${label.toLowerCase()} ${n}${share === '' ? '' : ` (${share})`}`,
    )
    .join(', ');
  return {
    id: view.id,
    title: view.title,
    value: view.value,
    unit: [view.unit, view.isKnown ? (view.days?.lowest ?? '') : ''].filter(Boolean).join(' '),
    status: markOf(view.status),
    targets: view.targets.map(({ text }) => text),
    days: view.isKnown
      ? (view.days?.days ?? []).map(({ name, date, value, status }) => ({
          name,
          date,
          value,
          status: markOf(status),
        }))
      : [],
    lines: [
      view.isKnown ? (view.days?.summary ?? '') : '',
      ...view.notes,
      view.hidden ?? '',
      view.base === '' ? '' : `${view.base.charAt(0).toUpperCase()}${view.base.slice(1)}.`,
      view.releasedOn === null ? '' : `${view.releasedOn}.`,
      bySex === undefined ? '' : `By sex of ${view.splitOf}: ${bySex}.`,
      view.cut,
    ].filter((line) => line !== ''),
  };
}

function markOf({ label, tone }: { label: string; tone: string }): StatusMark {
  if (tone === 'status-good') return { label, tone: 'good' };
  return { label, tone: tone === 'status-bad' ? 'bad' : 'none' };
}
