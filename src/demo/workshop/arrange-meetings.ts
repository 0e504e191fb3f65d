import type { Actor } from '../../audit/record-audit-event';
import { answerRequest } from '../../features/workshop/matchmaking/answer-request';
import { addSlots } from '../../features/workshop/matchmaking/change-slots';
import {
  bookingsOf,
  getMatchmaking,
  partiesOf,
  waitingRequests,
} from '../../features/workshop/matchmaking/matchmaking.queries';
import { recipientsOf } from '../../features/workshop/matchmaking/meeting-mails';
import { noteOutcome } from '../../features/workshop/matchmaking/note-outcome';
import { placeMeetings } from '../../features/workshop/matchmaking/place-meetings';
import { proposeTimetable } from '../../features/workshop/matchmaking/propose-timetable';
import { requestMeeting } from '../../features/workshop/matchmaking/request-meeting';
import { linkToken } from '../../lib/link-tokens';
import { Meeting, MeetingRequest } from '../../models';
import type { Chance } from '../chance';
import type { InventedPerson } from '../invent-people';
import { personOf, registrationOf } from './demo-people';

export async function addMeetingSlots(actor: Actor): Promise<void> {
  for (const day of [1, 2, 3]) {
    await addSlots(actor, { day, startsAt: '16:05', minutes: 20, pause: 5, count: 2, tables: 6 });
  }
}

/** Clusters ask each other; most say yes. */
export async function askForMeetings(
  chance: Chance,
  managers: readonly InventedPerson[],
): Promise<void> {
  const there: { person: InventedPerson; token: string; clusterId: number }[] = [];
  for (const person of managers) {
    const registration = await registrationOf(person);
    const { clusterId } = await personOf(person);
    if (registration?.status !== 'registered' || clusterId === null) continue;
    there.push({ person, token: linkToken(`registration:${registration.id}`), clusterId });
  }
  const shuffled = chance.shuffle(there);
  for (let index = 0; index + 1 < shuffled.length && index < 40; index += 2) {
    const [from, to] = [shuffled[index], shuffled[index + 1]];
    if (from === undefined || to === undefined) continue;
    await requestMeeting(from.token, {
      cluster: to.clusterId,
      message: 'We would like to compare our services to members (demo).',
    });
    const request = await MeetingRequest.findOne({
      where: { fromClusterId: from.clusterId, toClusterId: to.clusterId },
      rejectOnEmpty: true,
    });
    const luck = chance.random();
    if (luck < 0.8) await answerRequest(to.token, request.id, 'accept');
    else if (luck < 0.9) await answerRequest(to.token, request.id, 'decline');
  }
}

/** Takes the timetable that the product proposes. */
export async function placeAccepted(actor: Actor): Promise<void> {
  const matchmaking = await getMatchmaking();
  const { placements } = proposeTimetable({
    slots: matchmaking.slots,
    delegates: matchmaking.delegates,
    bookings: bookingsOf(matchmaking),
    requests: waitingRequests(matchmaking).map((request) => ({
      id: request.id,
      clusters: partiesOf(request),
    })),
  });
  const clusters = placements.flatMap(({ requestId }) => {
    const request = matchmaking.requests.find(({ id }) => id === requestId);
    return request === undefined ? [] : partiesOf(request);
  });
  const told = recipientsOf(matchmaking, clusters);
  await placeMeetings(
    actor,
    placements,
    told.map(({ registrationId }) => registrationId),
  );
}

/** What came of the meetings, as organisers noted it. */
export async function noteOutcomes(actor: Actor, chance: Chance): Promise<void> {
  for (const { id, revision } of await Meeting.findAll({ order: ['id'] })) {
    const held = chance.random() < 0.85;
    await noteOutcome(actor, id, {
      revision,
      status: held ? 'held' : 'no_show',
      outcome: held
        ? chance.pick(['contact', 'contact', 'meeting', 'letter_of_intent', 'project'] as const)
        : 'none',
      note: '',
    });
  }
}
