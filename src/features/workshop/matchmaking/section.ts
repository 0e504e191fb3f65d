import type { OwnRegistrationRecord } from '../registrations/find-own-registration';
import { isOver } from '../registrations/registration.policy';
import { getMatchmaking } from './matchmaking.queries';
import { hasBegun } from './meeting-mails';
import { ownMeetings } from './own-meetings.view-model';

export interface MatchmakingSection {
  /** null for people who belong to no cluster, or are not registered: they have a timetable only. */
  meetings: {
    /** Requests of other clusters that wait for an answer. */
    toAnswer: number;
    planned: number;
    /** The next one to come. */
    next: { when: string; table: number; partner: string } | null;
    /** The workshop is over: no more meetings are arranged. */
    isOver: boolean;
  } | null;
}

/** What a participant's own page says about their timetable and meetings. */
export async function matchmakingSection(own: OwnRegistrationRecord): Promise<MatchmakingSection> {
  const { clusterId } = own.person;
  if (clusterId === null || own.registration.status !== 'registered') return { meetings: null };
  const matchmaking = await getMatchmaking();
  const over = isOver(matchmaking);
  const toCome = ownMeetings(matchmaking, clusterId).filter(
    ({ slot }) => !hasBegun(matchmaking, slot),
  );
  return {
    meetings: {
      toAnswer: over
        ? 0
        : matchmaking.requests.filter(
            ({ status, toClusterId }) => status === 'asked' && toClusterId === clusterId,
          ).length,
      planned: toCome.length,
      next: toCome[0] ?? null,
      isOver: over,
    },
  };
}
