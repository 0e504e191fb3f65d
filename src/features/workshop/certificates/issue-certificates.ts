import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { certificateCode, certificateHash } from '../../../lib/certificate-code';
import { now } from '../../../lib/clock';
import { ConflictError } from '../../../lib/errors';
import { newToken } from '../../../lib/tokens';
import { enqueueMany, type OutgoingMail } from '../../../mail/enqueue';
import { certificateMail } from '../../../mail/messages/certificate';
import { Certificate, CertificateDay, Registration } from '../../../models';
import { readWorkshopFacts, type WorkshopFacts } from '../registrations/workshop-facts';
import { isOver } from '../registrations/registration.policy';
import {
  certificateAffiliation,
  certificateName,
  correctionOf,
  lastDayHasBegun,
  mayIssue,
  mayIssueOwn,
  standingOf,
  type Standing,
} from './certificate.policy';
import { listAttendees, type AttendeeRow } from './certificates.queries';

export interface Issued {
  issued: number;
  /** Chosen, but not to be issued (any more). */
  leftOut: number;
  mails: number;
}

/**
 * Issues certificates to those of a list who came often enough; an outdated one is replaced.
 * Pressed twice, the second time issues nothing and writes no mail.
 * @param tell write a mail to each who has an address
 * @throws ConflictError `too_early` before the last day; `no_signatory`
 */
export async function issueCertificates(
  actor: Actor,
  registrationIds: number[],
  tell: boolean,
): Promise<Issued> {
  return inTransaction(async (tx) => {
    const workshop = await readWorkshopFacts(tx);
    requireReady(workshop, lastDayHasBegun(workshop.days, workshop.project.timeZone));
    const rows = await lockAttendees(tx, registrationIds);
    const mails: OutgoingMail[] = [];
    let issued = 0;
    for (const row of rows) {
      if (!mayIssue(standingOf(row, workshop.settings.certificateDaysMin))) continue;
      const certificate = await issueOne(tx, actor, row, workshop);
      issued += 1;
      if (tell && row.email !== null) mails.push(mailFor(row, row.email, certificate.id, workshop));
    }
    await enqueueMany(tx, mails);
    const leftOut = new Set(registrationIds).size - issued;
    return { issued, leftOut, mails: mails.length };
  });
}

/**
 * A person takes their own certificate, once the workshop is over: an old one that still holds
 * stays as it is.
 * @throws ConflictError `too_early`, `no_signatory`, or `not_due` with why there is none
 */
export async function issueOwnCertificate(actor: Actor, registrationId: number): Promise<void> {
  await inTransaction(async (tx) => {
    const workshop = await readWorkshopFacts(tx);
    requireReady(workshop, isOver(workshop));
    const [row] = await lockAttendees(tx, [registrationId]);
    const standing =
      row === undefined ? 'too_few_days' : standingOf(row, workshop.settings.certificateDaysMin);
    if (standing === 'valid') return;
    if (row === undefined || !mayIssueOwn(standing)) {
      throw new ConflictError(whyNot(standing), 'not_due');
    }
    await issueOne(tx, actor, row, workshop);
  });
}

function requireReady({ settings }: WorkshopFacts, inTime: boolean): void {
  if (!inTime) {
    throw new ConflictError('Certificates are issued at the end of the workshop.', 'too_early');
  }
  if (settings.certificateSignatory === '') {
    throw new ConflictError(
      'Nobody is named yet who signs the certificates. Organisers set this in the settings of the workshop.',
      'no_signatory',
    );
  }
}

/** Nobody else issues to these meanwhile, in the same order for everyone. */
async function lockAttendees(tx: Tx, registrationIds: number[]): Promise<AttendeeRow[]> {
  await Registration.findAll({
    attributes: ['id'],
    where: { id: registrationIds },
    order: ['id'],
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  return listAttendees([0, ...registrationIds], tx);
}

async function issueOne(
  tx: Tx,
  actor: Actor,
  row: AttendeeRow,
  { project, settings, days }: WorkshopFacts,
): Promise<Certificate> {
  const { registrationId, personId, attended, certificate: before } = row;
  if (before?.state === 'valid') {
    await Certificate.update(
      {
        state: 'replaced',
        endedAt: now(),
        endedReason: `The ${correctionOf(row) ?? 'attendance'} was corrected.`,
      },
      { where: { id: before.id }, transaction: tx },
    );
  }
  const certificate = await Certificate.create(
    {
      registrationId,
      // The code is derived from the id, which the row must have first.
      codeHash: newToken(),
      state: 'valid',
      holderName: certificateName(row),
      holderAffiliation: certificateAffiliation(row),
      workshopName: project.name,
      signatory: settings.certificateSignatory,
      signatoryPosition: settings.certificateSignatoryPosition,
      issuedAt: now(),
    },
    { transaction: tx },
  );
  const codeHash = certificateHash(certificateCode(certificate.id)) ?? '';
  await certificate.update({ codeHash }, { transaction: tx });
  await CertificateDay.bulkCreate(
    days
      .filter(({ number }) => attended.includes(number))
      .map(({ number, date }) => ({
        certificateId: certificate.id,
        dayNumber: number,
        heldOn: date,
      })),
    { transaction: tx },
  );
  await recordAuditEvent(tx, actor, {
    action: 'certificate.issued',
    subjectType: 'certificate',
    subjectId: certificate.id,
    personId,
    changes: { days: attended, replaces: before?.state === 'valid' ? before.id : null },
  });
  return certificate;
}

function mailFor(
  row: AttendeeRow,
  address: string,
  certificateId: number,
  { project }: WorkshopFacts,
): OutgoingMail {
  const name = certificateName({ ...row, certificateName: null });
  return {
    dedupeKey: `certificate:${certificateId}`,
    kind: 'certificate',
    to: { name, address },
    content: certificateMail({
      toName: name,
      workshop: project.name,
      days: row.attended,
      replaces: row.certificate?.state === 'valid',
      contactName: project.contactName,
      contactEmail: project.contactEmail,
    }),
    linkSubject: `registration:${row.registrationId}`,
    personId: row.personId,
  };
}

/** What a person is told who cannot have a certificate now. */
export function whyNot(standing: Standing): string {
  if (standing === 'name_unprintable') {
    return 'Your name is written in letters that the certificate cannot print. Please tell the organisers how else it may be written, for example in Latin letters.';
  }
  if (standing === 'revoked') {
    return 'Your certificate was revoked. Please ask the organisers.';
  }
  return 'Certificates are for those who were checked in on enough days. If you were there, please tell the organisers.';
}
