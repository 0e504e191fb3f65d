import { formatDate, formatDateTime } from '../../../http/format';
import type { Project } from '../../../models';
import { paths } from '../../../paths';
import type { Audience } from '../evidence';
import { isForm } from '../indicator';
import type { ProtectedIndicator } from '../protect';
import { statuses } from '../status-words';
import { figureText } from '../../snapshots/figure-text';
import type { SnapshotFigure } from '../../snapshots/snapshot-figures';
import { mostDecisions, type Decision } from './decided-rows';
import { decisionsOf } from './decisions.queries';
import { lastKept, lastStep } from './last-change.queries';

/** Sources whose records count as they are entered. */
const fedByEntries: ReadonlySet<string> = new Set(['meetings', 'members', 'speakers']);

type Figure = Pick<SnapshotFigure, 'value' | 'status'>;

export interface Explanation {
  /** When and how the value moved last, in sentences, and where the records behind it stand. */
  lastChange: { text: string; href: string | null }[];
  decisions: (Omit<Decision, 'at'> & { when: string })[];
  /** What is said where there is none. */
  noDecisions: string;
  /** Whether there may be more than are told, and how many these are. */
  isCut: boolean;
  most: number;
  /** Whether who decided is told of any of them, and when. */
  namesDeciders: boolean;
  tellsWhen: boolean;
}

/**
 * What moved an indicator last, and who decided what about it. A fixed number of queries.
 * @param indicator as the audience may see it
 * @param isWhole whether it is counted over all dates, so that it compares with what snapshots keep
 */
export async function explain(
  indicator: Pick<ProtectedIndicator, 'definition' | 'value' | 'status'>,
  audience: Audience,
  { timeZone, suppressionK }: Pick<Project, 'timeZone' | 'suppressionK'>,
  isWhole: boolean,
): Promise<Explanation> {
  const { id, fedBy } = indicator.definition;
  // Figures of answers that were shown under a smaller limit are not shown any more.
  const k = audience === 'overseer' && isForm(fedBy) ? suppressionK : 0;
  const [step, kept, decisions] = await Promise.all([
    lastStep(id, audience, k),
    lastKept(id, audience, k),
    decisionsOf(id, audience),
  ]);
  const between = (a: Figure, b: Figure): string =>
    `from ${figureWithStatus(indicator.definition, a)} to ${figureWithStatus(indicator.definition, b)}`;
  const lastChange: Explanation['lastChange'] = [];
  const hasMoved =
    isWhole &&
    kept !== null &&
    (kept.value !== indicator.value || kept.status !== indicator.status);
  if (hasMoved) {
    lastChange.push({
      text: `Since the snapshot of ${formatDate(kept.takenOn)} it moved ${between(kept, indicator)}.`,
      href: `${paths.snapshotComparison}?from=${kept.number}&to=now`,
    });
  }
  if (step !== null) {
    const when =
      step.from.takenOn === step.to.takenOn
        ? `On ${formatDate(step.to.takenOn)}`
        : `Between ${formatDate(step.from.takenOn)} and ${formatDate(step.to.takenOn)}`;
    lastChange.push({
      text: `${when} it moved ${between(step.from, step.to)}.`,
      href: `${paths.snapshotComparison}?from=${step.from.number}&to=${step.to.number}`,
    });
  }
  return {
    lastChange,
    decisions: once(
      decisions.map(({ at, ...decision }) => ({
        ...decision,
        when: at === null ? '' : formatDateTime(at, timeZone),
      })),
    ),
    noDecisions: fedByEntries.has(fedBy)
      ? 'This indicator counts facts that are entered, without a decision on each. The audit trail keeps who entered them and when.'
      : 'No decision by hand is noted about what this indicator counts.',
    isCut: decisions.length === mostDecisions,
    most: mostDecisions,
    namesDeciders: decisions.some(({ by }) => by !== ''),
    tellsWhen: decisions.some(({ at }) => at !== null),
  };
}

/** Lines that read the same, as they do where names are left out, as one with their number. */
function once(lines: Explanation['decisions']): Explanation['decisions'] {
  const counts = new Map<string, { line: Explanation['decisions'][number]; times: number }>();
  for (const line of lines) {
    const key = JSON.stringify(line);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { line, times: 1 });
    else known.times += 1;
  }
  return [...counts.values()].map(({ line, times }) =>
    times === 1 ? line : { ...line, about: `${line.about}, ${times} times` },
  );
}

/** "12 persons (met)": a figure with its status, as it stands in a sentence. */
function figureWithStatus(definition: { unit: string }, figure: Figure): string {
  const text = figureText(definition, figure);
  if (figure.value === null || figure.status === 'no_target') return text;
  // A value beside this status is that of the days so far.
  if (figure.status === 'no_data') return `${text} (of the days so far)`;
  return `${text} (${statuses[figure.status].label.toLowerCase()})`;
}
