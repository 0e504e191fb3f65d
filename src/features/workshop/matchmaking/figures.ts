import { meetingOutcomes, type MeetingOutcome } from '../../../models/codes';
import { partiesOf, waitingRequests, type Matchmaking } from './matchmaking.queries';

export interface EconomyFigures {
  /** APEC's short name. */
  economy: string;
  /** Requests that clusters of the economy made, and that they were asked. */
  asked: number;
  received: number;
  /** Meetings with a cluster of the economy: one of two economies counts in both. */
  planned: number;
  held: number;
}

export interface MatchmakingFigures {
  requests: { all: number; asked: number; waiting: number; declined: number; withdrawn: number };
  meetings: { planned: number; held: number; noShow: number; cancelled: number };
  /** Of held meetings, from the most that can come of one; zero where none. */
  outcomes: { outcome: MeetingOutcome; meetings: number }[];
  /** Economies with at least one request, in the order of APEC. */
  economies: EconomyFigures[];
}

/** Everything that is counted about matchmaking. Held meetings are those of I19. */
export function countMatchmaking(matchmaking: Matchmaking): MatchmakingFigures {
  const { requests, meetings } = matchmaking;
  const requestsThat = (status: string): number =>
    requests.filter((request) => request.status === status).length;
  const meetingsThat = (status: string): number =>
    meetings.filter((meeting) => meeting.status === status).length;
  return {
    requests: {
      all: requests.length,
      asked: requestsThat('asked'),
      waiting: waitingRequests(matchmaking).length,
      declined: requestsThat('declined'),
      withdrawn: requestsThat('withdrawn'),
    },
    meetings: {
      planned: meetingsThat('planned'),
      held: meetingsThat('held'),
      noShow: meetingsThat('no_show'),
      cancelled: meetingsThat('cancelled'),
    },
    outcomes: [...meetingOutcomes].reverse().map((outcome) => ({
      outcome,
      meetings: meetings.filter(
        (meeting) => meeting.status === 'held' && meeting.outcome === outcome,
      ).length,
    })),
    economies: economiesOf(matchmaking),
  };
}

function economiesOf({ requests, meetings, clusters }: Matchmaking): EconomyFigures[] {
  const byId = new Map(requests.map((request) => [request.id, request]));
  const rows = new Map<number, EconomyFigures>();
  const rowOf = (clusterId: number): EconomyFigures | undefined => {
    const cluster = clusters.get(clusterId);
    if (cluster === undefined) return undefined;
    const row = rows.get(cluster.economySort) ?? {
      economy: cluster.economy,
      asked: 0,
      received: 0,
      planned: 0,
      held: 0,
    };
    rows.set(cluster.economySort, row);
    return row;
  };
  for (const { fromClusterId, toClusterId } of requests) {
    const from = rowOf(fromClusterId);
    const to = rowOf(toClusterId);
    if (from !== undefined) from.asked += 1;
    if (to !== undefined) to.received += 1;
  }
  for (const { requestId, status } of meetings) {
    const request = byId.get(requestId);
    if (request === undefined || (status !== 'planned' && status !== 'held')) continue;
    // A set: two clusters of one economy are one meeting of it.
    for (const row of new Set(partiesOf(request).map(rowOf))) {
      if (row !== undefined) row[status] += 1;
    }
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
}
