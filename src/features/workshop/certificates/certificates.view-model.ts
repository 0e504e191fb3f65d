import type { PageLocals } from '../../../http/render';
import { certificateCode } from '../../../lib/certificate-code';
import { fullName } from '../../people/fold-name';
import { readWorkshopFacts } from '../registrations/workshop-facts';
import {
  certificateAffiliation,
  certificateName,
  lastDayHasBegun,
  mayIssue,
  standingOf,
  type Standing,
} from './certificate.policy';
import { listAttendees, type AttendeeRow } from './certificates.queries';
import { listOfDays } from './certificate-words';
import { unprintable } from '../../../lib/print/runs';

export const standingWords: Record<Standing, { label: string; tone: string }> = {
  due: { label: 'To be issued', tone: 'status-active' },
  valid: { label: 'In force', tone: 'status-good' },
  outdated: { label: 'Outdated', tone: 'status-caution' },
  unfounded: { label: 'To be revoked', tone: 'status-bad' },
  revoked: { label: 'Revoked', tone: 'status-bad' },
  too_few_days: { label: 'Too few days', tone: '' },
  name_unprintable: { label: 'Name to be set', tone: 'status-caution' },
};

function listed(row: AttendeeRow, daysMin: number) {
  const standing = standingOf(row, daysMin);
  const { certificate } = row;
  return {
    registrationId: row.registrationId,
    personId: row.personId,
    name: fullName(row),
    printedName: certificateName(row),
    affiliation: certificateAffiliation(row),
    email: row.email,
    attended: listOfDays(row.attended) || 'none',
    standing,
    words: standingWords[standing],
    mayIssue: mayIssue(standing),
    // Outdated ones are meant; a revoked one is issued again on purpose only.
    suggested: standing === 'due' || standing === 'outdated',
    missing: unprintable(certificateName(row)),
    hasOwnName: row.certificateName !== null,
    certificate:
      certificate === null
        ? null
        : {
            id: certificate.id,
            code: certificateCode(certificate.id),
            issuedAt: certificate.issuedAt,
            days: listOfDays(certificate.days),
            valid: certificate.state === 'valid',
            reason: certificate.reason,
          },
  };
}

/** Everybody who came, with their certificates, for organisers. */
export async function certificatesPage(): Promise<PageLocals> {
  const [{ project, settings, days }, rows] = await Promise.all([
    readWorkshopFacts(),
    listAttendees(),
  ]);
  const people = rows.map((row) => listed(row, settings.certificateDaysMin));
  const count = (...wanted: Standing[]): number =>
    people.filter(({ standing }) => wanted.includes(standing)).length;
  return {
    title: 'Certificates',
    people,
    counts: {
      due: count('due'),
      valid: count('valid'),
      attention: count('outdated', 'unfounded', 'name_unprintable'),
    },
    daysMin: settings.certificateDaysMin,
    signatory: settings.certificateSignatory,
    tooEarly: !lastDayHasBegun(days, project.timeZone),
    timeZone: project.timeZone,
  };
}

/** Exactly whose certificates would be issued, before anything is. */
export async function issuePreview(ids: number[], tell: boolean): Promise<PageLocals> {
  const { settings } = await readWorkshopFacts();
  const rows = await listAttendees([0, ...ids]);
  const people = rows.map((row) => listed(row, settings.certificateDaysMin));
  const issued = people.filter((person) => person.mayIssue);
  return {
    title: 'Issue certificates',
    issued,
    leftOut: people.filter((person) => !person.mayIssue),
    tell,
    mails: tell ? issued.filter(({ email }) => email !== null).length : 0,
  };
}

/** One person's name on the certificate. */
export async function namePage(registrationId: number): Promise<PageLocals | undefined> {
  const [row] = await listAttendees([registrationId]);
  if (row === undefined) return undefined;
  return {
    title: 'Name on the certificate',
    registrationId,
    name: fullName(row),
    missing: unprintable(fullName(row)),
    printedName: row.certificateName ?? '',
  };
}
