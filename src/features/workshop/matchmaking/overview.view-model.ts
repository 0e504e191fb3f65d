import type { PageLocals } from '../../../http/render';
import type { Meeting, MeetingRequest } from '../../../models';
import { whyUnavailable } from './clashes';
import { countMatchmaking } from './figures';
import {
  bookingsOf,
  describeCluster,
  partiesOf,
  waitingRequests,
  type Matchmaking,
} from './matchmaking.queries';
import { hasBegun } from './meeting-mails';
import {
  meetingStatusWords,
  outcomeLabels,
  requestStatusLabels,
  requestStatusTones,
  timeRange,
} from './meeting-words';
import { unavailableWords } from './require-free-place';
import { reportsDiffer } from './settle-reports';

/** The organisers' page: figures, what waits, and the timetable by day and slot. */
export function overviewPage(matchmaking: Matchmaking): PageLocals {
  const { days, slots, project } = matchmaking;
  const figures = countMatchmaking(matchmaking);
  return {
    title: 'Matchmaking',
    timeZone: project.timeZone,
    figures,
    outcomes: figures.outcomes.map((row) => ({ ...row, label: outcomeLabels[row.outcome] })),
    waiting: waitingRequests(matchmaking).map((request) => requestRow(matchmaking, request)),
    hasSlots: slots.length > 0,
    days: days
      .map((day) => ({
        number: day.number,
        date: day.date,
        slots: slots
          .filter((slot) => slot.day === day.number)
          .map((slot) => {
            const meetings = meetingsIn(matchmaking, slot.id);
            return {
              id: slot.id,
              time: timeRange(slot),
              tables: slot.tables,
              taken: meetings.length,
              meetings,
            };
          }),
      }))
      .filter((day) => day.slots.length > 0),
    clusterOptions: clusterOptions(matchmaking),
  };
}

/** All requests, newest first. */
export function requestsPage(matchmaking: Matchmaking): PageLocals {
  return {
    title: 'Requests for meetings',
    requests: matchmaking.requests.map((request) => requestRow(matchmaking, request)).reverse(),
    timeZone: matchmaking.project.timeZone,
  };
}

/** Clusters with somebody registered, in the order of APEC and then by name. */
export function clusterOptions(matchmaking: Matchmaking): { value: number; label: string }[] {
  const ids = [...new Set(matchmaking.delegates.map(({ clusterId }) => clusterId))];
  return ids
    .flatMap((id) => matchmaking.clusters.get(id) ?? [])
    .sort((a, b) => a.economySort - b.economySort || a.name.localeCompare(b.name, 'en'))
    .map(({ id, name, economy }) => ({ value: id, label: `${economy}: ${name}` }));
}

function requestRow(matchmaking: Matchmaking, request: MeetingRequest) {
  const meeting = matchmaking.meetings.findLast(
    ({ requestId, status }) => requestId === request.id && status !== 'cancelled',
  );
  return {
    id: request.id,
    from: describeCluster(matchmaking, request.fromClusterId),
    to: describeCluster(matchmaking, request.toClusterId),
    askedAt: request.createdAt,
    label: requestStatusLabels[request.status],
    tone: requestStatusTones[request.status],
    meeting:
      meeting === undefined
        ? null
        : { id: meeting.id, label: wordsOf(matchmaking, meeting).label.toLowerCase() },
  };
}

function meetingsIn(matchmaking: Matchmaking, slotId: number) {
  return matchmaking.meetings
    .filter((meeting) => meeting.slotId === slotId && meeting.status !== 'cancelled')
    .sort((a, b) => a.tableNumber - b.tableNumber)
    .map((meeting) => meetingRow(matchmaking, meeting));
}

/** A meeting as lists show it, with what an organiser must look at. */
export function meetingRow(matchmaking: Matchmaking, meeting: Meeting) {
  const request = matchmaking.requests.find(({ id }) => id === meeting.requestId);
  const clusters = request === undefined ? [] : partiesOf(request);
  const reports = matchmaking.reports.filter(({ meetingId }) => meetingId === meeting.id);
  return {
    id: meeting.id,
    table: meeting.tableNumber,
    clusters: clusters.map((id) => describeCluster(matchmaking, id)),
    ...wordsOf(matchmaking, meeting),
    outcome: meeting.outcome === 'none' ? null : outcomeLabels[meeting.outcome],
    problems: [
      ...(meeting.status === 'planned' ? planProblems(matchmaking, meeting, clusters) : []),
      ...(meeting.settledBy !== 'organisers' && reportsDiffer(reports)
        ? ['The two sides report different things.']
        : []),
    ],
  };
}

function wordsOf(matchmaking: Matchmaking, meeting: Meeting) {
  const slot = matchmaking.slots.find(({ id }) => id === meeting.slotId);
  return meetingStatusWords(meeting.status, slot !== undefined && hasBegun(matchmaking, slot));
}

/** What has changed since the meeting was placed: people who cancelled, sessions that moved. */
export function planProblems(
  { slots, delegates, clusters: names }: Matchmaking,
  meeting: Meeting,
  clusters: readonly number[],
): string[] {
  const slot = slots.find(({ id }) => id === meeting.slotId);
  if (slot === undefined) return [];
  return clusters.flatMap((id) => {
    const reason = whyUnavailable(id, slot, delegates);
    return reason === null ? [] : [`${names.get(id)?.name ?? ''} ${unavailableWords[reason]}.`];
  });
}

/** The tables of one slot, free ones too, to be put up in the room. */
export function tablePlanPage(matchmaking: Matchmaking, slotId: number): PageLocals | undefined {
  const slot = matchmaking.slots.find(({ id }) => id === slotId);
  if (slot === undefined) return undefined;
  const taken = new Set(
    bookingsOf(matchmaking)
      .filter((booking) => booking.slotId === slotId)
      .map(({ table }) => table),
  );
  const meetings = meetingsIn(matchmaking, slotId);
  return {
    title: `Table plan, ${timeRange(slot)}`,
    scripts: ['print.js'],
    day: matchmaking.days.find(({ number }) => number === slot.day),
    time: timeRange(slot),
    timeZone: matchmaking.project.timeZone,
    workshop: matchmaking.project.name,
    tables: Array.from({ length: slot.tables }, (_, index) => ({
      number: index + 1,
      meeting: taken.has(index + 1)
        ? (meetings.find(({ table }) => table === index + 1) ?? null)
        : null,
    })),
  };
}
