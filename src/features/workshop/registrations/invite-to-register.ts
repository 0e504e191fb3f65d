import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import type { Tx } from '../../../db/transaction';
import { ConflictError, GoneError, NotFoundError } from '../../../lib/errors';
import { Person, Registration } from '../../../models';
import type {
  AttendanceMode,
  Funding,
  RegistrationOrigin,
  RegistrationRole,
} from '../../../models/codes';
import { addRegistration } from './add-registration';
import { changeStatus } from './change-status';
import { enqueueRegistrationMail, type MailResult } from './registration-mails';
import { onlyMode } from './registration.policy';
import { readWorkshopFacts, type WorkshopFacts } from './workshop-facts';

export interface InvitedPerson {
  personId: number;
  role: RegistrationRole;
  origin: RegistrationOrigin;
  funding?: Funding | null;
  /** Numbers of days; all days of the workshop without it. */
  days?: number[];
  mode?: AttendanceMode;
  /** A few words of the team in the mail. */
  note?: string;
  /** Kept in the history, e.g. "Nomination of Chile accepted". */
  reason?: string;
}

export interface Invited {
  registration: Registration;
  /** What became of the mail; `no_address`: the person has none, tell them in another way. */
  mail: MailResult;
}

/**
 * Makes a person's registration as "invited" and puts the mail with their own link into the
 * outbox. Who declined or was cancelled is invited again. The line of the audit trail is written.
 * @param workshop read before, when many people are invited in one transaction
 * @throws NotFoundError; GoneError for an erased person; ConflictError `already_registered` when
 *   the person is invited, registered or waiting already
 */
export async function inviteToRegister(
  tx: Tx,
  actor: Actor,
  invited: InvitedPerson,
  workshop?: WorkshopFacts,
): Promise<Invited> {
  const facts = workshop ?? (await readWorkshopFacts(tx));
  const person = await Person.findByPk(invited.personId, {
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  if (person === null) throw new NotFoundError('There is no such person.');
  if (person.erasedAt !== null) throw new GoneError('This person has been erased.');
  const existing = await Registration.findOne({
    where: { personId: person.id },
    transaction: tx,
    lock: tx.LOCK.UPDATE,
  });
  const registration =
    existing === null
      ? await makeRegistration(tx, actor, invited, facts)
      : await inviteAgain(tx, actor, existing, invited);
  await recordAuditEvent(tx, actor, {
    action: existing === null ? 'registration.invited' : 'registration.invited_again',
    subjectType: 'registration',
    subjectId: registration.id,
    personId: person.id,
    changes: {
      role: registration.role,
      origin: registration.origin,
      funding: registration.funding ?? null,
      ...(invited.reason === undefined ? {} : { reason: invited.reason }),
    },
  });
  const mail = await enqueueRegistrationMail(tx, facts, {
    person,
    registration,
    mail: { kind: 'invitation', note: invited.note ?? '' },
    moment: String(registration.revision),
  });
  return { registration, mail };
}

function makeRegistration(
  tx: Tx,
  actor: Actor,
  invited: InvitedPerson,
  { settings, days }: WorkshopFacts,
): Promise<Registration> {
  return addRegistration(tx, {
    personId: invited.personId,
    role: invited.role,
    origin: invited.origin,
    status: 'invited',
    mode: onlyMode(settings.mode) ?? invited.mode ?? 'on_site',
    days: invited.days ?? days.map(({ number }) => number),
    ...(invited.funding === undefined ? {} : { funding: invited.funding }),
    by: actor.name,
    ...(invited.reason === undefined ? {} : { reason: invited.reason }),
  });
}

async function inviteAgain(
  tx: Tx,
  actor: Actor,
  registration: Registration,
  invited: InvitedPerson,
): Promise<Registration> {
  if (registration.status !== 'declined' && registration.status !== 'cancelled') {
    throw new ConflictError('This person is registered already.', 'already_registered');
  }
  await changeStatus(tx, registration, 'invited', {
    by: actor.name,
    ...(invited.reason === undefined ? {} : { reason: invited.reason }),
  });
  await registration.update(
    {
      role: invited.role,
      ...(invited.funding === undefined ? {} : { funding: invited.funding }),
    },
    { transaction: tx },
  );
  return registration;
}
