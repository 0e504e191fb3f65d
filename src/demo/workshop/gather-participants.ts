import { Op } from 'sequelize';
import type { Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { economies } from '../../features/workshop/economies';
import { decline, register } from '../../features/workshop/registrations/answer-invitation';
import { moveRegistration } from '../../features/workshop/registrations/change-registration';
import { confirmFunding } from '../../features/workshop/registrations/confirm-funding';
import { inviteToRegister } from '../../features/workshop/registrations/invite-to-register';
import type { OwnRegistration } from '../../features/workshop/registrations/me.input';
import {
  currentWaitingList,
  moveUpWaiting,
} from '../../features/workshop/registrations/waiting-list';
import { Person, Registration } from '../../models';
import type { Funding, NominationRole } from '../../models/codes';
import type { Chance } from '../chance';
import type { InventedPerson } from '../invent-people';
import { personOf, registrationOf } from './demo-people';

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

/** The team confirms what most people told about their funding; some of it waits for a decision. */
export async function confirmFundings(actor: Actor): Promise<void> {
  const told = await Registration.findAll({
    where: { status: 'registered', fundingTold: { [Op.ne]: null } },
    order: ['id'],
  });
  for (const [index, { id, revision }] of told.entries()) {
    if (index % 6 !== 5) await confirmFunding(actor, id, revision);
  }
}

/** The team takes two people off who told so by telephone; those who wait longest move up. */
export async function fillFreedSeats(actor: Actor): Promise<void> {
  const participants = await Registration.findAll({
    where: { status: 'registered', role: 'participant' },
    include: [{ model: Person, as: 'person', where: { clusterId: null }, required: true }],
    order: ['id'],
  });
  for (const { id, revision } of participants.slice(0, 2)) {
    await moveRegistration(actor, id, {
      to: 'cancelled',
      reason: 'Has told by telephone that she or he cannot come (demo).',
      revision,
    });
  }
  await moveUpWaiting(actor, (await currentWaitingList()).digest);
}

/**
 * What people do with their invitation: most come, some on fewer days, a few decline or are silent.
 * Speakers and experts answer first; for some of the others no seat is left.
 */
export async function answerInvitations(
  chance: Chance,
  people: readonly InventedPerson[],
): Promise<void> {
  const coming: { registration: Registration; answers: OwnRegistration }[] = [];
  for (const person of people) {
    const registration = await registrationOf(person);
    if (registration?.status !== 'invited') continue;
    const luck = chance.random();
    if (luck < 0.04) continue;
    if (luck < 0.1) await decline(registration.id);
    else coming.push({ registration, answers: answersOf(chance, person) });
  }
  const isParticipant = ({ registration: { role } }: (typeof coming)[number]): number =>
    role === 'participant' ? 1 : 0;
  coming.sort((a, b) => isParticipant(a) - isParticipant(b));
  for (const { registration, answers } of coming) await register(registration.id, answers);
}

function answersOf(chance: Chance, person: InventedPerson): OwnRegistration {
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
    fundingTold: fundingTold(person),
    dietaryNeeds: chance.random() < 0.15 ? chance.pick(['Vegetarian', 'No nuts', 'Halal']) : null,
    accessNeeds: chance.random() < 0.03 ? 'Step-free access' : null,
    dataUse: true,
    participantList: chance.random() < 0.85,
    photographs: chance.random() < 0.7,
  };
}

/** One category that applies to the person; every seventh does not know yet. */
function fundingTold({ economyCode, email }: InventedPerson): Funding | null {
  const economy = economies.find(({ code }) => code === economyCode);
  if (economy?.travelEligible === true) return 'apec_funded';
  const number = Number(/person-(\d+)/.exec(email)?.[1] ?? 0);
  if (number % 7 === 0) return null;
  return economy === undefined || number % 2 === 0 ? 'own_organisation' : 'own_economy';
}
