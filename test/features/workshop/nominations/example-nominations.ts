import { systemActor } from '../../../../src/audit/record-audit-event';
import { nameFocalPoint } from '../../../../src/features/workshop/nominations/name-focal-point';
import { setEconomyRules } from '../../../../src/features/workshop/nominations/set-rules';
import { getEconomyRules } from '../../../../src/features/workshop/nominations/economy-rules.queries';
import { linkToken } from '../../../../src/lib/link-tokens';
import { newToken } from '../../../../src/lib/tokens';
import { Nomination, type FocalPoint } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { makePerson } from '../../people/example-people';

/** A focal point of an economy with a link, as organisers make one. */
export async function makeFocalPoint(
  economyCode: string,
): Promise<{ focalPoint: FocalPoint; token: string }> {
  const person = await makePerson({
    familyName: `Focal ${economyCode}`,
    email: `focal.${newToken().toLowerCase()}@economy.example`,
    economyCode,
    role: 'focal_point',
    clusterName: '',
  });
  const focalPoint = await nameFocalPoint(systemActor, economyCode, person.id);
  return { focalPoint, token: linkToken(`focal_point:${focalPoint.id}`) };
}

/** Places, deadline or advice of one economy; what is not named is as for all. */
export async function rulesFor(
  economyCode: string,
  rules: { places?: number; closesAt?: Date; advice?: string },
): Promise<void> {
  const { own } = await getEconomyRules(economyCode);
  await setEconomyRules(systemActor, economyCode, {
    places: null,
    closesAt: null,
    advice: null,
    ...rules,
    revision: own.revision,
  });
}

/** What the form for a new person sends, filled in, with a key of its own. */
export function nominee(fields: Record<string, string> = {}): Record<string, string> {
  return {
    title: 'Dr',
    givenName: 'Ngoc Lan',
    familyName: 'de la NGUYEN',
    email: `${newToken().toLowerCase()}@cluster.example`,
    sex: 'female',
    sector: 'private',
    position: 'Manager',
    organisation: 'Invented Cluster',
    clusterName: '',
    role: 'participant',
    why: 'Leads a cluster\r\nwith members in two economies.',
    as: 'place',
    submissionKey: newToken(),
    ...fields,
  };
}

/** Nominates through the front door. @throws when it is refused */
export async function nominate(
  visitor: Client,
  token: string,
  fields: Record<string, string> = {},
): Promise<Nomination> {
  const sent = nominee(fields);
  const answer: Answer = await visitor.post(paths.focalPointPeople(token), sent);
  if (answer.status !== 303) throw new Error(answer.$('main').text());
  return Nomination.findOne({
    where: { submissionKey: sent.submissionKey },
    rejectOnEmpty: true,
  });
}

/** Decides as an organiser does on the list. */
export function decide(
  organiser: Client,
  nominations: readonly Nomination[],
  decision: string,
  fields: Record<string, string> = {},
): Promise<Answer> {
  return organiser.post(paths.nominationDecisions, {
    ids: nominations.map(({ id }) => String(id)),
    decision,
    publicReason: '',
    note: '',
    ...fields,
  });
}
