import type { Registration } from '../../../models';
import { isOver } from '../registrations/registration.policy';
import { readWorkshopFacts } from '../registrations/workshop-facts';
import { mayIssueOwn, standingOf } from './certificate.policy';
import { listAttendees } from './certificates.queries';
import { listOfDays } from './certificate-words';
import { whyNot } from './issue-certificates';

export interface CertificateSection {
  /** one is in force and can be downloaded */
  ready: boolean;
  /** the person can make one, or a corrected one */
  mayTake: boolean;
  /** "1 and 3" */
  days: string;
  /** why there is none; null when there is one or will be */
  reason: string | null;
}

/** A person's certificate as their own page shows it; null before the end of the workshop. */
export async function certificateSection(
  registration: Registration,
): Promise<CertificateSection | null> {
  const workshop = await readWorkshopFacts();
  const [row] = await listAttendees([registration.id]);
  const standing =
    row === undefined ? 'too_few_days' : standingOf(row, workshop.settings.certificateDaysMin);
  const ready = row?.certificate?.state === 'valid';
  if (!ready && (!isOver(workshop) || registration.role === 'organising_team')) return null;
  // Nobody who stayed away, and said so, is told that they were not there.
  if (row === undefined && registration.status !== 'registered') return null;
  const mayTake =
    mayIssueOwn(standing) && isOver(workshop) && workshop.settings.certificateSignatory !== '';
  return {
    ready,
    mayTake,
    days: listOfDays(row?.attended ?? []),
    reason: ready || mayIssueOwn(standing) ? null : whyNot(standing),
  };
}
