import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import {
  Cluster,
  Economy,
  Meeting,
  MeetingReport,
  MeetingRequest,
  MeetingSlot,
  Person,
  Project,
  Registration,
  RegistrationDay,
  WorkshopDay,
} from '../../../models';
import type { Booking, Delegate, PlanSlot } from './clashes';
import { byTime, type DayTime } from './meeting-times';

export interface ClusterFacts {
  id: number;
  name: string;
  /** APEC's short name. */
  economy: string;
  economySort: number;
}

/** A person with a cluster who is registered for the workshop. */
export interface RegisteredDelegate extends Delegate {
  registrationId: number;
  person: Person;
}

/** Everything about matchmaking at one moment. */
export interface Matchmaking {
  project: Project;
  days: WorkshopDay[];
  /** By time. */
  slots: PlanSlot[];
  /** Revision of each slot by its id. */
  slotRevisions: Map<number, number>;
  /** Oldest first. */
  requests: MeetingRequest[];
  /** Oldest first, cancelled ones too. */
  meetings: Meeting[];
  reports: MeetingReport[];
  clusters: Map<number, ClusterFacts>;
  delegates: RegisteredDelegate[];
}

type ClusterRow = Cluster & { economy: Economy };
type RegistrationRow = Registration & { person: Person; days: RegistrationDay[] };

/** In a fixed number of statements, whatever the number of meetings. */
export async function getMatchmaking(tx?: Tx): Promise<Matchmaking> {
  const within = tx === undefined ? {} : { transaction: tx };
  const project = await Project.findByPk(1, { rejectOnEmpty: true, ...within });
  const days = await WorkshopDay.findAll({ order: ['number'], ...within });
  const slots = await MeetingSlot.findAll(within);
  const requests = await MeetingRequest.findAll({ order: ['id'], ...within });
  const meetings = await Meeting.findAll({ order: ['id'], ...within });
  const reports = await MeetingReport.findAll({ order: ['meetingId', 'clusterId'], ...within });
  const clusters = (await Cluster.findAll({
    include: [{ model: Economy, as: 'economy' }],
    ...within,
  })) as ClusterRow[];
  return {
    project,
    days,
    slots: slots.map(planSlotOf).sort(byTime),
    slotRevisions: new Map(slots.map(({ id, revision }) => [id, revision])),
    requests,
    meetings,
    reports,
    clusters: new Map(
      clusters.map(({ id, name, economy }) => [
        id,
        { id, name, economy: economy.name, economySort: economy.sort },
      ]),
    ),
    delegates: await listDelegates(tx),
  };
}

export function planSlotOf(slot: MeetingSlot): PlanSlot {
  const { id, dayNumber, startsAt, endsAt, tableCount } = slot;
  return { id, day: dayNumber, startsAt, endsAt, tables: tableCount };
}

/** Registered people who belong to a cluster, with their days and their parts in the programme's draft. */
async function listDelegates(tx: Tx | undefined): Promise<RegisteredDelegate[]> {
  const within = tx === undefined ? {} : { transaction: tx };
  const registrations = (await Registration.findAll({
    where: { status: 'registered' },
    include: [
      { model: Person, as: 'person' },
      { model: RegistrationDay, as: 'days' },
    ],
    order: ['id'],
    ...within,
  })) as RegistrationRow[];
  const parts = await db().query<DayTime & { person: number }>(
    `SELECT sp.person_id AS person, s.day_number AS day, s.starts_at AS "startsAt",
       s.ends_at AS "endsAt"
     FROM session_people sp JOIN programme_sessions s ON s.id = sp.session_id`,
    { type: QueryTypes.SELECT, ...within },
  );
  return registrations.flatMap(({ id, person, days }) =>
    person.clusterId === null || person.erasedAt !== null
      ? []
      : [
          {
            registrationId: id,
            person,
            clusterId: person.clusterId,
            days: days.map(({ dayNumber }) => dayNumber),
            busy: parts.filter((part) => part.person === person.id),
          },
        ],
  );
}

/** The tables that are taken. */
export function bookingsOf({ meetings, requests }: Matchmaking): Booking[] {
  const byId = new Map(requests.map((request) => [request.id, request]));
  return meetings.flatMap(({ status, requestId, slotId, tableNumber }) => {
    const request = byId.get(requestId);
    return status === 'cancelled' || request === undefined
      ? []
      : [{ slotId, table: tableNumber, clusters: partiesOf(request) }];
  });
}

export function partiesOf(request: MeetingRequest): [number, number] {
  return [request.fromClusterId, request.toClusterId];
}

/** The meeting of a request that stands: planned or held. */
export function standingMeeting(
  { meetings }: Pick<Matchmaking, 'meetings'>,
  requestId: number,
): Meeting | undefined {
  return meetings.find(
    (meeting) =>
      meeting.requestId === requestId &&
      (meeting.status === 'planned' || meeting.status === 'held'),
  );
}

/** Accepted requests that wait for a place. */
export function waitingRequests(matchmaking: Matchmaking): MeetingRequest[] {
  return matchmaking.requests.filter(
    ({ id, status }) => status === 'accepted' && standingMeeting(matchmaking, id) === undefined,
  );
}

/** "Copper Valley Cluster (Chile)" */
export function describeCluster({ clusters }: Pick<Matchmaking, 'clusters'>, id: number): string {
  const cluster = clusters.get(id);
  return cluster === undefined ? 'A cluster' : `${cluster.name} (${cluster.economy})`;
}
