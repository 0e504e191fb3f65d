import { dateIn } from '../../../lib/clock';
import { fullName } from '../../people/fold-name';
import type { AttendeeRow } from './certificates.queries';
import { composed, unprintable } from '../../../lib/print/runs';

/** Where somebody stands with their certificate. */
export type Standing =
  /** came often enough, none issued yet */
  | 'due'
  | 'valid'
  /** issued, and the attendance or the name was corrected since: to be issued again */
  | 'outdated'
  /** issued, and after a correction the days are too few: to be revoked */
  | 'unfounded'
  | 'revoked'
  | 'too_few_days'
  /** due or outdated, but the name cannot be printed as it is */
  | 'name_unprintable';

/** @param daysMin days that the organisers' rule asks for */
export function standingOf(row: AttendeeRow, daysMin: number): Standing {
  const { attended, certificate } = row;
  const enough = attended.length >= daysMin && attended.length > 0;
  if (certificate?.state === 'revoked') return 'revoked';
  if (certificate?.state === 'valid') {
    if (correctionOf(row) === undefined) return 'valid';
    if (!enough) return 'unfounded';
    return unprintable(certificateName(row)).length > 0 ? 'name_unprintable' : 'outdated';
  }
  if (!enough) return 'too_few_days';
  return unprintable(certificateName(row)).length > 0 ? 'name_unprintable' : 'due';
}

/** Those for whom organisers can press "issue"; a revoked one is issued again on purpose only. */
export function mayIssue(standing: Standing): boolean {
  return standing === 'due' || standing === 'outdated' || standing === 'revoked';
}

/** Whether a person may make their own: never against a decision of the organisers. */
export function mayIssueOwn(standing: Standing): boolean {
  return standing === 'due' || standing === 'outdated';
}

/** The name as it stands on the certificate: the person's own spelling, unless organisers set one. */
export function certificateName(
  row: Pick<AttendeeRow, 'certificateName' | 'givenName' | 'familyName'>,
): string {
  return composed(row.certificateName ?? fullName(row));
}

/** "Delta Cluster, Viet Nam"; what cannot be printed is left out. */
export function certificateAffiliation({
  organisation,
  economy,
}: Pick<AttendeeRow, 'organisation' | 'economy'>): string {
  return composed(
    [organisation, economy]
      .filter((part): part is string => part !== null && unprintable(part).length === 0)
      .join(', '),
  );
}

/** What was corrected since the certificate was issued; undefined when it still holds. */
export function correctionOf(row: AttendeeRow): 'attendance' | 'name' | undefined {
  if (row.certificate === null) return undefined;
  if (!sameDays(row.attended, row.certificate.days)) return 'attendance';
  return row.certificate.holderName === certificateName(row) ? undefined : 'name';
}

export function sameDays(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((day, index) => day === b[index]);
}

/** Whether the last day has begun, in the workshop's zone: certificates are handed out at its end. */
export function lastDayHasBegun(days: { date: string }[], timeZone: string): boolean {
  const last = days.at(-1);
  return last !== undefined && dateIn(timeZone) >= last.date;
}
