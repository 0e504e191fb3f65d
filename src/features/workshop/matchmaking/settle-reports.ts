import { meetingOutcomes, type MeetingOutcome } from '../../../models/codes';

export interface SideReport {
  held: boolean;
  outcome: MeetingOutcome;
}

export interface Settlement {
  status: 'planned' | 'held' | 'no_show';
  outcome: MeetingOutcome;
}

/**
 * What the words of the two sides amount to while organisers have not decided (our rule): one
 * side's word is enough as long as the other does not contradict it. Where they differ about
 * whether it took place, nothing is settled; where they differ about what came of it, the lesser
 * outcome counts.
 */
export function settleReports(reports: readonly SideReport[]): Settlement {
  const [first, ...others] = reports;
  if (first === undefined || others.some(({ held }) => held !== first.held)) {
    return { status: 'planned', outcome: 'none' };
  }
  if (!first.held) return { status: 'no_show', outcome: 'none' };
  const least = Math.min(...reports.map(({ outcome }) => meetingOutcomes.indexOf(outcome)));
  return { status: 'held', outcome: meetingOutcomes[least] ?? 'none' };
}

/** Whether the two sides say different things: shown until organisers decide, and after. */
export function reportsDiffer(reports: readonly SideReport[]): boolean {
  const [first, ...others] = reports;
  return others.some(({ held, outcome }) => held !== first?.held || outcome !== first.outcome);
}
