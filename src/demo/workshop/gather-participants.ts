import { randomUUID } from 'node:crypto';
import type { Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { addNomination } from '../../features/workshop/nominations/add-nomination';
import { decideNominations } from '../../features/workshop/nominations/decide-nominations';
import { nameFocalPoint } from '../../features/workshop/nominations/name-focal-point';
import { setGeneralRules } from '../../features/workshop/nominations/set-rules';
import { decline, register } from '../../features/workshop/registrations/answer-invitation';
import { changeRegistration } from '../../features/workshop/registrations/change-registration';
import { inviteToRegister } from '../../features/workshop/registrations/invite-to-register';
import { linkToken } from '../../lib/link-tokens';
import {
  Economy,
  Nomination,
  NominationSettings,
  Person,
  Registration,
  RegistrationDay,
} from '../../models';
import type { NominationRole } from '../../models/codes';
import type { Chance } from '../chance';
import type { InventedPerson } from '../invent-people';
import { personOf, registrationOf } from './demo-people';

/** The focal point of each economy nominates its people; returns nothing, as a mail would not. */
export async function nominate(
  actor: Actor,
  focalPoint: InventedPerson,
  nominees: readonly { person: InventedPerson; role: NominationRole }[],
): Promise<void> {
  const { id } = await personOf(focalPoint);
  const named = await nameFocalPoint(actor, focalPoint.economyCode ?? '', id);
  const token = linkToken(`focal_point:${named.id}`);
  for (const [index, { person, role }] of nominees.entries()) {
    await addNomination(token, {
      title: null,
      givenName: person.givenName,
      familyName: person.familyName,
      email: person.email,
      sex: person.sex ?? 'prefer_not_to_say',
      sector: person.sector,
      position: person.position,
      organisation: person.organisation,
      clusterName: person.cluster,
      role,
      why: 'Invented for the demo.',
      as: index < placesOfAnEconomy ? 'place' : 'reserve',
      submissionKey: randomUUID(),
    });
  }
}

/** One more than the product proposes, so that the demo has a full house. */
const placesOfAnEconomy = 3;

export async function setPlaces(actor: Actor): Promise<void> {
  const { advice, revision } = await NominationSettings.findByPk(1, { rejectOnEmpty: true });
  await setGeneralRules(actor, { places: placesOfAnEconomy, advice, revision });
}

/** Decides on what the focal points sent: places are accepted, reserves wait or are declined. */
export async function decideAll(actor: Actor): Promise<void> {
  const nominations = await Nomination.findAll({ order: ['id'] });
  const places = nominations.filter(({ reserveRank }) => reserveRank === null);
  const reserves = nominations.filter(({ reserveRank }) => reserveRank !== null);
  const say = (ids: number[], decision: 'accepted' | 'waiting' | 'declined', publicReason = '') =>
    ids.length === 0
      ? Promise.resolve()
      : decideNominations(actor, { ids, decision, publicReason, note: '' });
  await say(
    places.map(({ id }) => id),
    'accepted',
  );
  const half = Math.ceil(reserves.length / 2);
  await say(
    reserves.slice(0, half).map(({ id }) => id),
    'waiting',
  );
  await say(
    reserves.slice(half).map(({ id }) => id),
    'declined',
    'All places are taken.',
  );
}

/** Invites people whom no economy nominated. */
export async function inviteOthers(
  actor: Actor,
  people: readonly { person: InventedPerson; role: NominationRole }[],
): Promise<void> {
  for (const { person, role } of people) {
    if ((await registrationOf(person)) !== null) continue;
    const { id } = await personOf(person);
    await inTransaction((tx) =>
      inviteToRegister(tx, actor, { personId: id, role, origin: 'invitation' }),
    );
  }
}

/** APEC pays for those whose economies are travel-eligible; about the others nothing is decided yet. */
export async function fundTravel(actor: Actor): Promise<void> {
  const registrations = await Registration.findAll({
    where: { status: 'registered' },
    include: [
      {
        model: Person,
        as: 'person',
        include: [{ model: Economy, as: 'economy', where: { travelEligible: true } }],
        required: true,
      },
    ],
    order: ['id'],
  });
  for (const { id, role, mode, revision } of registrations) {
    const days = await RegistrationDay.findAll({
      where: { registrationId: id },
      order: ['dayNumber'],
    });
    await changeRegistration(actor, id, {
      ...{ role, mode, revision, funding: 'apec_funded', reason: 'Invented for the demo.' },
      days: days.map(({ dayNumber }) => dayNumber),
    });
  }
}

/** What people do with their invitation: most come, some on fewer days, a few decline or are silent. */
export async function answerInvitations(
  chance: Chance,
  people: readonly InventedPerson[],
): Promise<void> {
  for (const person of people) {
    const registration = await registrationOf(person);
    if (registration?.status !== 'invited') continue;
    const luck = chance.random();
    if (luck < 0.04) continue;
    if (luck < 0.1) await decline(registration.id);
    else await register(registration.id, answersOf(chance, person));
  }
}

function answersOf(chance: Chance, person: InventedPerson): Parameters<typeof register>[1] {
  return {
    givenName: person.givenName,
    familyName: person.familyName,
    email: person.email,
    position: person.position,
    organisation: person.organisation,
    sex: person.sex ?? 'prefer_not_to_say',
    sector: person.sector,
    days: chance.random() < 0.8 ? [1, 2, 3] : chance.pick([[1, 2], [2, 3], [3]]),
    mode: 'on_site',
    dietaryNeeds: chance.random() < 0.15 ? chance.pick(['Vegetarian', 'No nuts', 'Halal']) : null,
    accessNeeds: chance.random() < 0.03 ? 'Step-free access' : null,
    dataUse: true,
    participantList: chance.random() < 0.85,
    photographs: chance.random() < 0.7,
  };
}
