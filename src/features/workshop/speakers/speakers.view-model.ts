import type { PageLocals } from '../../../http/render';
import type { AuditEvent } from '../../../models';
import type { SheetKind, Suitability } from '../../../models/codes';
import { percent } from '../../../statistics/percent';
import type { SexCounts } from '../../../statistics/sex-split';
import { formatPercent } from '../../../http/format';
import { targetOf, type IndicatorRules } from '../../indicators/rules/rules';
import { fullName } from '../../people/fold-name';
import { sexLabels } from '../../people/person-codes';
import { rosterFigures, type RosterFigures } from './roster-figures';
import type { RosterRow } from './roster.queries';

export const kindLabels: Record<SheetKind, string> = { speaker: 'Speaker', expert: 'Expert' };

export const suitabilityWords: Record<Suitability, { label: string; tone: string }> = {
  undecided: { label: 'Not reviewed', tone: '' },
  suitable: { label: 'Suitable', tone: 'status-good' },
  not_suitable: { label: 'Not suitable', tone: 'status-bad' },
};

/** The list of speakers and experts with the targets they count towards. */
export function speakersPage(rows: RosterRow[], rules: IndicatorRules): PageLocals {
  const people = rows.filter((row) => !row.erased);
  const erased = rows.length - people.length;
  return {
    title: 'Speakers and experts',
    targets: targetLines(rosterFigures(rows), rosterFigures(rows, 'expected'), rules),
    speakers: people.filter(({ kind }) => kind === 'speaker').map(listed),
    experts: people.filter(({ kind }) => kind === 'expert').map(listed),
    erased,
  };
}

function listed(row: RosterRow) {
  return {
    ...row,
    name: fullName(row),
    place: row.economy ?? 'Outside the member economies',
    sexLabel: row.sex === null ? 'Not stated' : sexLabels[row.sex],
    missing: missingParts(row),
    review: suitabilityWords[row.review],
    standing: standingOf(row),
  };
}

/** What organisers still wait for, in the words of the sheet. */
export function missingParts(row: RosterRow): string[] {
  const speaks = row.kind === 'speaker';
  return [
    ...(row.biographyLength === 0 ? ['biography'] : []),
    ...(row.experienceLength === 0 ? ['cluster experience'] : []),
    ...(speaks && row.presentsClusterId === null ? ['cluster presented'] : []),
    ...(row.presentsClusterId !== null && row.clusterHeadedByWoman === null
      ? ['head of the cluster']
      : []),
    ...(speaks && row.files === 0 ? ['slides'] : []),
  ];
}

function standingOf({ status, daysAttended }: RosterRow): { label: string; tone: string } {
  if (daysAttended > 0) {
    return {
      label: daysAttended === 1 ? 'Came on 1 day' : `Came on ${daysAttended} days`,
      tone: 'status-good',
    };
  }
  if (status === null) return { label: 'Not registered', tone: '' };
  if (status === 'registered') return { label: 'Registered', tone: 'status-active' };
  if (status === 'declined' || status === 'cancelled') {
    return { label: status === 'declined' ? 'Declined' : 'Cancelled', tone: 'status-bad' };
  }
  return { label: status === 'waiting' ? 'On the waiting list' : 'Invited', tone: '' };
}

interface TargetLine {
  indicator: string;
  what: string;
  target: string;
  expected: string;
  soFar: string;
  status: { label: string; tone: string };
}

function targetLines(
  facts: RosterFigures,
  expected: RosterFigures,
  rules: IndicatorRules,
): TargetLine[] {
  const women = (counts: SexCounts): string =>
    `${counts.women} of ${total(counts)}${unstated(counts)}`;
  const share = (counts: SexCounts): number | null =>
    percent(counts.women, counts.women + counts.men);
  const shareText = (counts: SexCounts): string =>
    total(counts) === 0 ? '–' : `${formatPercent(share(counts))} (${women(counts)})`;
  const known = total(facts.speakers) > 0;
  const line = (
    indicator: 'I13' | 'I14' | 'I16',
    key: string,
    what: string,
    value: (figures: RosterFigures) => number,
    text: (figures: RosterFigures) => string,
  ): TargetLine => {
    const target = targetOf(rules, key);
    return {
      indicator,
      what,
      target: `at least ${target}`,
      expected: total(expected.speakers) === 0 ? '–' : text(expected),
      soFar: known ? text(facts) : '–',
      status: statusOf(known ? value(facts) : null, target),
    };
  };
  const expertTarget = targetOf(rules, 'I15');
  return [
    line(
      'I13',
      'I13',
      'Female speakers',
      (f) => f.speakers.women,
      (f) => women(f.speakers),
    ),
    line(
      'I13',
      'I13 presenting',
      'Female speakers presenting a cluster headed by a woman',
      (f) => f.womenPresentingWomanHeaded,
      (f) => String(f.womenPresentingWomanHeaded),
    ),
    line(
      'I14',
      'I14',
      'Female speakers out of six',
      (f) => f.speakers.women,
      (f) => women(f.speakers),
    ),
    line(
      'I16',
      'I16',
      'Clusters headed by a woman that a speaker presents',
      (f) => f.womanHeadedClusters,
      (f) => String(f.womanHeadedClusters),
    ),
    {
      indicator: 'I15',
      what: 'Share of women among contributing experts',
      target: `at least ${expertTarget} %`,
      expected: shareText(expected.experts),
      soFar: shareText(facts.experts),
      status: statusOf(share(facts.experts), expertTarget),
    },
  ];
}

function total({ women, men, notStated }: SexCounts): number {
  return women + men + notStated;
}

function unstated({ notStated }: SexCounts): string {
  return notStated === 0 ? '' : `, ${notStated} not stated`;
}

function statusOf(value: number | null, target: number): { label: string; tone: string } {
  if (value === null) return { label: 'No data yet', tone: '' };
  return value >= target
    ? { label: 'Met', tone: 'status-good' }
    : { label: 'Not met', tone: 'status-bad' };
}

/** One line of the history of decisions. */
export function decisionText({ action, changes }: AuditEvent): string {
  const said = JSON.parse(changes) as {
    review?: [Suitability, Suitability];
    reason?: string | null;
    contributed?: [boolean, boolean];
  };
  if (action === 'speaker_sheet.contribution_marked') {
    return said.contributed?.[1] === true
      ? 'Marked as having contributed'
      : 'Mark of contribution taken back';
  }
  const decision = said.review === undefined ? 'Reviewed' : suitabilityWords[said.review[1]].label;
  return said.reason ? `${decision}: ${said.reason}` : decision;
}
