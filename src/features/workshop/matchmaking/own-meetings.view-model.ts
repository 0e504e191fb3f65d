import type { PageLocals } from '../../../http/render';
import { meetingOutcomes } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import type { Meeting, MeetingRequest } from '../../../models';
import { isOver } from '../registrations/registration.policy';
import { messageMost } from './matchmaking.input';
import {
  describeCluster,
  partiesOf,
  standingMeeting,
  type Matchmaking,
} from './matchmaking.queries';
import { belongsInCalendar } from './meeting-calendar';
import { hasBegun } from './meeting-mails';
import {
  describeTime,
  meetingStatusWords,
  outcomeLabels,
  requestStatusLabels,
  requestStatusTones,
} from './meeting-words';
import { openRequestsMost } from './request-meeting';
import type { ShownWish } from './shown-wishes.queries';

/** Clusters that somebody of this one could meet: with somebody registered. */
export function clustersThere({ delegates }: Matchmaking, own: number): number[] {
  return [...new Set(delegates.map(({ clusterId }) => clusterId))].filter((id) => id !== own);
}

/** A cluster's page about its meetings, the same for all its people. */
export function ownMeetingsPage(
  matchmaking: Matchmaking,
  { token, clusterId }: { token: string; clusterId: number },
  wishes: readonly ShownWish[],
): PageLocals {
  const own = matchmaking.requests.filter((request) => partiesOf(request).includes(clusterId));
  const open = own.filter(({ fromClusterId, status }) => {
    return fromClusterId === clusterId && status === 'asked';
  });
  const rows = own.map((request) => requestRow(matchmaking, request, clusterId));
  return {
    layout: 'plain',
    styles: ['guests.css'],
    title: 'Meetings with other clusters',
    token,
    cluster: describeCluster(matchmaking, clusterId),
    workshop: matchmaking.project.name,
    timeZone: matchmaking.project.timeZone,
    messageMost,
    openRequestsMost,
    isOver: isOver(matchmaking),
    mayAsk: open.length < openRequestsMost,
    meetings: ownMeetings(matchmaking, clusterId),
    toAnswer: rows.filter(({ mayAccept }) => mayAccept),
    others: rows.filter(({ mayAccept, placed }) => !mayAccept && !placed).reverse(),
    clusters: clusterCards(matchmaking, clusterId, own, wishes),
    outcomeOptions: meetingOutcomes.map((value) => ({ value, label: outcomeLabels[value] })),
  };
}

function requestRow(matchmaking: Matchmaking, request: MeetingRequest, clusterId: number) {
  const asking = request.fromClusterId === clusterId;
  const { status } = request;
  const placed = standingMeeting(matchmaking, request.id) !== undefined;
  const asker = matchmaking.delegates.find(
    ({ registrationId }) => registrationId === request.askedBy,
  );
  return {
    id: request.id,
    partner: describeCluster(matchmaking, asking ? request.toClusterId : request.fromClusterId),
    asking,
    askedBy: asker === undefined ? null : fullName(asker.person),
    message: request.message,
    label: requestStatusLabels[status],
    tone: requestStatusTones[status],
    placed,
    waitsForPlace: status === 'accepted' && !placed && !isOver(matchmaking),
    mayAccept: !asking && status === 'asked' && !isOver(matchmaking),
    mayDecline: !asking && !placed && (status === 'asked' || status === 'accepted'),
    mayWithdraw: asking && !placed && (status === 'asked' || status === 'accepted'),
  };
}

/** The meetings of a cluster that were not cancelled, by time. */
export function ownMeetings(matchmaking: Matchmaking, clusterId: number) {
  const { slots, meetings, requests } = matchmaking;
  return slots.flatMap((slot) =>
    meetings
      .filter((meeting) => meeting.slotId === slot.id && meeting.status !== 'cancelled')
      .flatMap((meeting) => {
        const request = requests.find(({ id }) => id === meeting.requestId);
        if (request === undefined || !partiesOf(request).includes(clusterId)) return [];
        const partner = partiesOf(request).find((id) => id !== clusterId) ?? clusterId;
        return [
          {
            id: meeting.id,
            slot,
            when: describeTime(matchmaking, slot),
            table: meeting.tableNumber,
            inCalendar: belongsInCalendar(meeting),
            partner: describeCluster(matchmaking, partner),
            ...meetingStatusWords(meeting.status, hasBegun(matchmaking, slot)),
            mayReport: hasBegun(matchmaking, slot),
            reports: reportsOf(matchmaking, meeting, clusterId),
            own: ownReport(matchmaking, meeting, clusterId),
          },
        ];
      }),
  );
}

function reportsOf(matchmaking: Matchmaking, meeting: Meeting, clusterId: number) {
  return matchmaking.reports
    .filter(({ meetingId }) => meetingId === meeting.id)
    .map((report) => ({
      by: report.clusterId === clusterId ? 'Your cluster' : 'The other cluster',
      text: report.held ? `Met: ${outcomeLabels[report.outcome].toLowerCase()}` : 'Did not meet',
    }));
}

function ownReport(matchmaking: Matchmaking, meeting: Meeting, clusterId: number) {
  const report = matchmaking.reports.find(
    (one) => one.meetingId === meeting.id && one.clusterId === clusterId,
  );
  return report === undefined
    ? null
    : { held: report.held ? 'yes' : 'no', outcome: report.outcome, note: report.note };
}

function clusterCards(
  matchmaking: Matchmaking,
  clusterId: number,
  own: readonly MeetingRequest[],
  wishes: readonly ShownWish[],
) {
  return clustersThere(matchmaking, clusterId)
    .flatMap((id) => matchmaking.clusters.get(id) ?? [])
    .sort((a, b) => a.economySort - b.economySort || a.name.localeCompare(b.name, 'en'))
    .map(({ id, name, economy }) => ({
      id,
      name,
      economy,
      wishes: wishes.filter((wish) => wish.clusterId === id),
      standing: standingWords(own.filter((request) => partiesOf(request).includes(id))),
    }));
}

/** What there is between two clusters; null when one may ask. */
function standingWords(requests: readonly MeetingRequest[]): string | null {
  if (requests.some(({ status }) => status === 'accepted')) return 'you agreed to meet';
  return requests.some(({ status }) => status === 'asked') ? 'a request is open' : null;
}
