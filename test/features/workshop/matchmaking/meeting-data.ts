import { inTransaction } from '../../../../src/db/transaction';
import { findOrCreateCluster } from '../../../../src/features/people/find-or-create-cluster';
import { nameKeyOf } from '../../../../src/features/people/fold-name';
import { addRegistration } from '../../../../src/features/workshop/registrations/add-registration';
import { setClock } from '../../../../src/lib/clock';
import { linkToken } from '../../../../src/lib/link-tokens';
import {
  Meeting,
  MeetingParty,
  MeetingReport,
  MeetingRequest,
  MeetingSlot,
  Message,
  Person,
  type Registration,
} from '../../../../src/models';
import type { RegistrationStatus } from '../../../../src/models/codes';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';

export interface Member {
  token: string;
  person: Person;
  registration: Registration;
  clusterId: number;
  clusterName: string;
}

let made = 0;

/** A registered person of a cluster; the cluster is made when it is not there. */
export async function member(
  cluster: string | null,
  facts: {
    economyCode?: string;
    days?: number[];
    email?: string | null;
    status?: RegistrationStatus;
  } = {},
): Promise<Member> {
  made += 1;
  const { economyCode = 'CHL', days = [1, 2, 3], status = 'registered' } = facts;
  return inTransaction(async (tx) => {
    const clusterId = cluster === null ? null : await findOrCreateCluster(tx, cluster, economyCode);
    const email = facts.email === undefined ? `person${made}@cluster.example` : facts.email;
    const person = await Person.create(
      {
        givenName: 'Ana',
        familyName: `Invented${made}`,
        nameKey: nameKeyOf('Ana', `Invented${made}`),
        email,
        emailKey: email,
        affiliation: 'member_economy',
        economyCode,
        role: 'cluster_manager',
        clusterId,
        language: 'en',
        origin: 'manual',
        revision: 1,
      },
      { transaction: tx },
    );
    const registration = await addRegistration(tx, {
      personId: person.id,
      role: 'participant',
      origin: 'invitation',
      status,
      mode: 'on_site',
      days,
      by: 'Test',
    });
    return {
      token: linkToken(`registration:${registration.id}`),
      person,
      registration,
      clusterId: clusterId ?? 0,
      clusterName: cluster ?? '',
    };
  });
}

export async function slot(startsAt: string, endsAt: string, tables = 2, day = 1) {
  return MeetingSlot.create({
    dayNumber: day,
    startsAt,
    endsAt,
    tableCount: tables,
    revision: 1,
  });
}

/** A request of one cluster to another, as organisers enter an agreement. */
export async function agreed(organiser: Client, from: Member, to: Member): Promise<number> {
  const answer = await organiser.post(paths.meetingRequests, {
    from: String(from.clusterId),
    to: String(to.clusterId),
  });
  if (answer.status !== 303) throw new Error(`${answer.status} ${answer.text}`);
  const request = await MeetingRequest.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  return request.id;
}

/** Everybody the mails of a meeting go to, as the page shows them. */
export const recipients = (...members: Member[]): string[] =>
  members.map(({ registration }) => String(registration.id));

/** Places a request by hand. */
export function place(
  organiser: Client,
  requestId: number,
  to: { slotId: number; table: number },
  people: Member[],
): Promise<Answer> {
  return organiser.post(paths.meetingRequestPlace(requestId), {
    place: `${to.slotId}:${to.table}`,
    recipients: recipients(...people),
  });
}

export function lastMeeting(): Promise<Meeting> {
  return Meeting.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
}

/** The day before Day 1. */
export const beforeTheWorkshop = new Date('2020-06-15T09:00:00Z');

let pairs = 0;

/** People of two clusters of two economies that nobody else uses. */
export async function two(
  facts: { days?: number[]; email?: null } = {},
): Promise<[a: Member, b: Member]> {
  pairs += 1;
  return [
    await member(`Cluster A${pairs}`, { economyCode: 'CHL', ...facts }),
    await member(`Cluster B${pairs}`, { economyCode: 'HKG', ...facts }),
  ];
}

/** What a page says on top after a conflict. */
export async function notice(client: Client, address: string): Promise<string> {
  return (await client.get(address)).$('.notice-danger').first().text().trim();
}

/** Slots, meetings and their mails are gone; no request waits any more. */
export async function forgetMeetings(): Promise<void> {
  await MeetingReport.destroy({ where: {} });
  await MeetingParty.destroy({ where: {} });
  await Meeting.destroy({ where: {} });
  await MeetingSlot.destroy({ where: {} });
  await MeetingRequest.update({ status: 'withdrawn' }, { where: {} });
  await Message.destroy({ where: {} });
}

/**
 * A server for the tests of a file, with an organiser, the day before the workshop. Meetings are
 * forgotten after each test.
 */
export function runBeforeTheWorkshop(ready: (server: TestServer, organiser: Client) => void): void {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    ready(server, await server.visitor().signInAs('organiser'));
  });
  beforeEach(() => {
    setClock(beforeTheWorkshop);
  });
  afterEach(forgetMeetings);
  afterAll(async () => {
    setClock(undefined);
    await server.stop();
  });
}
