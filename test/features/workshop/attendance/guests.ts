import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../../src/db/transaction';
import { nameKeyOf } from '../../../../src/features/people/fold-name';
import { addRegistration } from '../../../../src/features/workshop/registrations/add-registration';
import { changeStatus } from '../../../../src/features/workshop/registrations/change-status';
import { now } from '../../../../src/lib/clock';
import { Person, type Registration } from '../../../../src/models';
import type {
  AttendanceMode,
  RegistrationRole,
  RegistrationStatus,
  Sex,
} from '../../../../src/models/codes';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';

interface Guest {
  givenName?: string;
  familyName?: string;
  sex?: Sex | null;
  economyCode?: string | null;
  organisation?: string;
  role?: RegistrationRole;
  status?: RegistrationStatus;
  days?: number[];
  mode?: AttendanceMode;
}

let made = 0;

/** Somebody with a registration, who has not come yet. */
export async function guest(facts: Guest = {}): Promise<Registration> {
  made += 1;
  const { economyCode = 'PER', givenName = 'Ana', familyName = `Invented${made}` } = facts;
  const person = await Person.create({
    givenName,
    familyName,
    nameKey: nameKeyOf(givenName, familyName),
    sex: facts.sex === undefined ? 'female' : facts.sex,
    sector: 'public',
    affiliation: economyCode === null ? 'guest' : 'member_economy',
    economyCode,
    organisation: facts.organisation ?? 'Example Institute',
    role: 'participant',
    language: 'en',
    origin: 'manual',
    revision: 1,
  });
  const { status = 'registered' } = facts;
  return inTransaction(async (tx) => {
    const registration = await addRegistration(tx, {
      personId: person.id,
      role: facts.role ?? 'participant',
      origin: 'invitation',
      status: 'invited',
      mode: facts.mode ?? 'on_site',
      days: facts.days ?? [1, 2, 3],
      by: 'Test',
    });
    await changeStatus(tx, registration, status, { by: 'Test' });
    return registration;
  });
}

export interface Answered {
  eventKey: string;
  code: string;
  words: string;
  notes: string[];
  person?: { registrationId: number; name: string; status: string };
  candidates?: { personId: number; name: string; about: string; registrationId: number | null }[];
}

export function newKey(): string {
  return randomUUID();
}

/** An event as a desk makes it, of now unless told otherwise. */
export function deskEvent(facts: Record<string, unknown>): Record<string, unknown> {
  return {
    eventKey: newKey(),
    day: 1,
    kind: 'check_in',
    method: 'scan',
    desk: 'Desk A',
    at: now().toISOString(),
    ...facts,
  };
}

/** Sends events as a desk does and gives the answers. */
export async function sendEvents(
  desk: Client,
  events: Record<string, unknown>[],
  sentAt = now(),
): Promise<Answered[]> {
  const answer = await desk.postJson(paths.deskEvents, { sentAt: sentAt.toISOString(), events });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return (answer.json() as { answers: Answered[] }).answers;
}
