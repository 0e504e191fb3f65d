import { randomUUID } from 'node:crypto';
import type { Actor } from '../../audit/record-audit-event';
import { addNomination } from '../../features/workshop/nominations/add-nomination';
import { decideNominations } from '../../features/workshop/nominations/decide-nominations';
import { nameFocalPoint } from '../../features/workshop/nominations/name-focal-point';
import { receiveLetter } from '../../features/workshop/nominations/receive-letter';
import { recordOpening } from '../../features/workshop/nominations/record-opening';
import { sendFocalLinks } from '../../features/workshop/nominations/send-focal-links';
import { setGeneralRules } from '../../features/workshop/nominations/set-rules';
import { tellDecisions } from '../../features/workshop/nominations/tell-decisions';
import { listUntoldDecisions } from '../../features/workshop/nominations/untold-decisions.queries';
import { linkToken } from '../../lib/link-tokens';
import { Nomination, NominationSettings } from '../../models';
import type { NominationRole } from '../../models/codes';
import { demoPdf } from '../demo-pdf';
import type { InventedPerson } from '../invent-people';
import { personOf } from './demo-people';

/** The focal point of each economy nominates its people; returns nothing, as a mail would not. */
export async function nominate(
  actor: Actor,
  focalPoint: InventedPerson,
  nominees: readonly { person: InventedPerson; role: NominationRole }[],
): Promise<void> {
  const { id } = await personOf(focalPoint);
  const named = await nameFocalPoint(actor, focalPoint.economyCode ?? '', id);
  await sendFocalLinks(actor, [named.id], `demo-focal-point-${named.id}`);
  const token = linkToken(`focal_point:${named.id}`);
  await recordOpening(token);
  await receiveLetter(token, {
    fileName: `letter-of-nomination-${focalPoint.economyCode ?? ''}-demo.pdf`,
    content: demoPdf(`Letter of nomination, ${focalPoint.economyCode ?? ''} (demo)`),
  });
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

/** Tells all focal points but the last two what became of their nominations. */
export async function tellMost(actor: Actor): Promise<void> {
  const untold = await listUntoldDecisions();
  const told = untold.slice(0, -2).filter(({ focalPoints }) => focalPoints.length > 0);
  await tellDecisions(
    actor,
    told.map(({ economy, digest }) => ({ code: economy.code, digest })),
  );
}
