import type { PageLocals } from '../../../http/render';
import { NotFoundError } from '../../../lib/errors';
import { meetingOutcomes } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { freeTables, hasMeeting, whyUnavailable, type PlanSlot } from './clashes';
import type { HistoryLine } from './history.queries';
import {
  bookingsOf,
  describeCluster,
  partiesOf,
  standingMeeting,
  waitingRequests,
  type Matchmaking,
  type RegisteredDelegate,
} from './matchmaking.queries';
import { hasBegun, recipientsOf } from './meeting-mails';
import {
  describeTime,
  meetingStatusWords,
  outcomeLabels,
  requestStatusLabels,
  requestStatusTones,
} from './meeting-words';
import { planProblems } from './overview.view-model';
import { proposeTimetable } from './propose-timetable';
import { unavailableWords } from './require-free-place';
import { reportsDiffer } from './settle-reports';

/** One request with its history and, once accepted, the places it can have. @throws NotFoundError */
export function requestPage(
  matchmaking: Matchmaking,
  requestId: number,
  history: HistoryLine[],
): PageLocals {
  const request = matchmaking.requests.find(({ id }) => id === requestId);
  if (request === undefined) throw new NotFoundError('There is no such request.');
  const clusters = partiesOf(request);
  const meeting = standingMeeting(matchmaking, requestId);
  const open = request.status === 'asked' || request.status === 'accepted';
  return {
    title: 'Request for a meeting',
    request: { id: requestId, message: request.message },
    from: describeCluster(matchmaking, request.fromClusterId),
    to: describeCluster(matchmaking, request.toClusterId),
    status: {
      label: requestStatusLabels[request.status],
      tone: requestStatusTones[request.status],
    },
    history,
    meetingId: meeting?.id ?? null,
    mayClose: open && meeting === undefined,
    mayPlace: request.status === 'accepted' && meeting === undefined,
    ...placesFor(matchmaking, clusters),
    recipients: recipientsOf(matchmaking, clusters).map(recipientLine),
    timeZone: matchmaking.project.timeZone,
  };
}

/** One meeting: where, what both sides say, and what organisers can do. @throws NotFoundError */
export function meetingPage(matchmaking: Matchmaking, meetingId: number): PageLocals {
  const meeting = matchmaking.meetings.find(({ id }) => id === meetingId);
  const request = matchmaking.requests.find(({ id }) => id === meeting?.requestId);
  const slot = matchmaking.slots.find(({ id }) => id === meeting?.slotId);
  if (meeting === undefined || request === undefined || slot === undefined) {
    throw new NotFoundError('There is no such meeting.');
  }
  const clusters = partiesOf(request);
  const begun = hasBegun(matchmaking, slot);
  const reports = matchmaking.reports.filter((report) => report.meetingId === meetingId);
  const others = {
    ...matchmaking,
    meetings: matchmaking.meetings.filter(({ id }) => id !== meetingId),
  };
  return {
    title: 'Meeting',
    meeting: {
      id: meetingId,
      revision: meeting.revision,
      requestId: request.id,
      table: meeting.tableNumber,
      status: meeting.status,
      outcome: meeting.outcome,
      note: meeting.note,
    },
    clusters: clusters.map((id) => describeCluster(matchmaking, id)),
    when: describeTime(matchmaking, slot),
    status: meetingStatusWords(meeting.status, begun),
    settledBy: meeting.settledBy,
    outcomeLabel: meeting.status === 'held' ? outcomeLabels[meeting.outcome] : null,
    problems: meeting.status === 'planned' ? planProblems(matchmaking, meeting, clusters) : [],
    differ: reportsDiffer(reports),
    reports: reports.map((report) => ({
      cluster: describeCluster(matchmaking, report.clusterId),
      held: report.held,
      outcome: outcomeLabels[report.outcome],
      note: report.note,
      at: report.reportedAt,
    })),
    begun,
    mayMove: meeting.status === 'planned',
    mayNote: meeting.status !== 'cancelled' && begun,
    ...placesFor(others, clusters),
    // Of a time that is over nobody is told; a move away from it is told by its new time.
    recipients: recipientsOf(matchmaking, clusters).map(recipientLine),
    outcomeOptions: meetingOutcomes.map((value) => ({ value, label: outcomeLabels[value] })),
    timeZone: matchmaking.project.timeZone,
  };
}

/** A timetable for all requests that wait, with everyone who would be written to. */
export function proposalPage(matchmaking: Matchmaking): PageLocals {
  const requests = waitingRequests(matchmaking);
  const proposal = proposeTimetable({
    // A time that is over is no proposal; by hand it can still be noted.
    slots: matchmaking.slots.filter((slot) => !hasBegun(matchmaking, slot)),
    delegates: matchmaking.delegates,
    bookings: bookingsOf(matchmaking),
    requests: requests.map((request) => ({ id: request.id, clusters: partiesOf(request) })),
  });
  const pair = (requestId: number): { from: string; to: string; clusters: number[] } => {
    const request = requests.find(({ id }) => id === requestId);
    if (request === undefined) return { from: '', to: '', clusters: [] };
    const [from, to] = partiesOf(request);
    return {
      from: describeCluster(matchmaking, from),
      to: describeCluster(matchmaking, to),
      clusters: [from, to],
    };
  };
  return {
    title: 'Proposed timetable',
    timeZone: matchmaking.project.timeZone,
    placements: proposal.placements.map(({ requestId, slotId, table }) => {
      const slot = matchmaking.slots.find(({ id }) => id === slotId);
      return {
        key: `${requestId}:${slotId}:${table}`,
        when: slot === undefined ? '' : describeTime(matchmaking, slot),
        table,
        ...pair(requestId),
      };
    }),
    unplaced: proposal.unplaced.map(({ requestId, reason }) => ({
      requestId,
      reason:
        reason === 'never_both_free'
          ? 'In no slot to come are people of both free.'
          : 'All slots in which both are free are taken.',
      ...pair(requestId),
    })),
    recipients: recipientsOf(
      matchmaking,
      proposal.placements.flatMap(({ requestId }) => pair(requestId).clusters),
    ).map(recipientLine),
  };
}

function recipientLine({ registrationId, person }: RegisteredDelegate) {
  return { id: registrationId, name: fullName(person), email: person.email ?? '' };
}

/** Where two clusters can meet, and what keeps them from the other slots. */
function placesFor(matchmaking: Matchmaking, clusters: readonly number[]) {
  const bookings = bookingsOf(matchmaking);
  const obstacles = (slot: PlanSlot): string[] => [
    ...(freeTables(slot, bookings).length === 0 ? ['All tables are taken.'] : []),
    ...clusters.flatMap((id) => {
      const name = matchmaking.clusters.get(id)?.name ?? '';
      if (hasMeeting(id, slot.id, bookings)) return [`${name} has another meeting.`];
      const reason = whyUnavailable(id, slot, matchmaking.delegates);
      return reason === null ? [] : [`${name} ${unavailableWords[reason]}.`];
    }),
  ];
  const slots = matchmaking.slots.map((slot) => ({
    slot,
    begun: hasBegun(matchmaking, slot),
    obstacles: obstacles(slot),
  }));
  return {
    placeOptions: slots
      .filter((one) => one.obstacles.length === 0)
      // Times that are over come last: they are only for meetings that took place unplanned.
      .sort((one, other) => Number(one.begun) - Number(other.begun))
      .flatMap(({ slot, begun }) =>
        freeTables(slot, bookings).map((table) => ({
          value: `${slot.id}:${table}`,
          label: `${describeTime(matchmaking, slot)}, table ${table}${begun ? ' (time is over)' : ''}`,
        })),
      ),
    closedSlots: slots
      .filter((one) => one.obstacles.length > 0)
      .map((one) => ({ when: describeTime(matchmaking, one.slot), obstacles: one.obstacles })),
  };
}
