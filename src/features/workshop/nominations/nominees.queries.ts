import { Op, QueryTypes, type WhereOptions } from 'sequelize';
import { db } from '../../../db/transaction';
import { NotFoundError } from '../../../lib/errors';
import {
  Economy,
  Nomination,
  NominationDecision,
  NominationLetter,
  Person,
  Registration,
} from '../../../models';
import type { NominationStatus } from '../../../models/codes';
import { addPeople, noOne } from '../../indicators/measures';
import { isRowId } from '../../people/row-id';
import type { SexCounts, StoredSex } from '../../../statistics/sex-split';
import type { NomineesQuery } from './decision.input';
import { statusesWithPlace } from './places';

/**
 * What an economy has nominated so far; withdrawn and declined people are not in it. Who was erased
 * after being accepted is counted as such, and holds no place.
 */
export interface EconomyCounts {
  nominated: SexCounts;
  accepted: SexCounts;
  waitingForDecision: number;
  holdingPlaces: number;
  reserves: number;
  declined: number;
}

/** By economy, in one statement; economies that nominated nobody are missing. */
export async function countNominations(): Promise<Map<string, EconomyCounts>> {
  const rows = await db().query<{
    economy_code: string;
    status: NominationStatus;
    sex: StoredSex;
    reserve: number;
    erased: number;
    people: number;
  }>(
    `SELECT economy_code, status, sex, CASE WHEN reserve_rank IS NULL THEN 0 ELSE 1 END AS reserve,
       CASE WHEN erased_at IS NULL THEN 0 ELSE 1 END AS erased,
       CAST(COUNT(*) AS INTEGER) AS people
     FROM nominations WHERE status <> 'withdrawn'
     GROUP BY economy_code, status, sex, CASE WHEN reserve_rank IS NULL THEN 0 ELSE 1 END,
       CASE WHEN erased_at IS NULL THEN 0 ELSE 1 END`,
    { type: QueryTypes.SELECT },
  );
  const byEconomy = new Map<string, EconomyCounts>();
  for (const row of rows) {
    const counts = byEconomy.get(row.economy_code) ?? noNominations();
    byEconomy.set(row.economy_code, counts);
    if (row.status === 'declined') {
      counts.declined += row.people;
      continue;
    }
    if (!statusesWithPlace.includes(row.status)) continue;
    addPeople(counts.nominated, row.sex, row.people);
    if (row.status === 'accepted') addPeople(counts.accepted, row.sex, row.people);
    if (row.status === 'submitted') counts.waitingForDecision += row.people;
    if (row.erased === 1) continue;
    if (row.reserve === 1) counts.reserves += row.people;
    else counts.holdingPlaces += row.people;
  }
  return byEconomy;
}

export function noNominations(): EconomyCounts {
  return {
    nominated: noOne(),
    accepted: noOne(),
    waitingForDecision: 0,
    holdingPlaces: 0,
    reserves: 0,
    declined: 0,
  };
}

export type NominationWithEconomy = Nomination & { economy: Economy };

const openStatuses: NominationStatus[] = ['submitted', 'waiting'];

/** By economy in the order of APEC, those with places before reserves. */
export async function listNominees({
  economy,
  status,
}: Pick<NomineesQuery, 'economy' | 'status'>): Promise<NominationWithEconomy[]> {
  const where: WhereOptions = {
    erasedAt: null,
    ...(economy === '' ? {} : { economyCode: economy }),
    ...(status === 'all' ? {} : { status: status === 'open' ? { [Op.in]: openStatuses } : status }),
  };
  const found = (await Nomination.findAll({
    where,
    include: [{ model: Economy, as: 'economy' }],
  })) as NominationWithEconomy[];
  const rank = (one: Nomination): number => one.reserveRank ?? 0;
  return found.sort((a, b) => a.economy.sort - b.economy.sort || rank(a) - rank(b) || a.id - b.id);
}

/** People known by the addresses of these nominations, by the key of the address. */
export async function listKnownPeople(nominations: Nomination[]): Promise<Map<string, Person>> {
  const keys = nominations.flatMap(({ emailKey }) => (emailKey === null ? [] : [emailKey]));
  if (keys.length === 0) return new Map();
  const people = await Person.findAll({ where: { emailKey: keys } });
  return new Map(people.map((person) => [person.emailKey ?? '', person]));
}

export interface NomineeDetails {
  nomination: NominationWithEconomy;
  /** oldest first */
  decisions: NominationDecision[];
  /** the person it was accepted for, or the one with the same address */
  person: Person | null;
  registration: Registration | null;
  /** of the same economy */
  letters: NominationLetter[];
  /** other economies' nominations of the same address */
  others: NominationWithEconomy[];
}

/** @throws NotFoundError */
export async function getNominee(nominationId: number): Promise<NomineeDetails> {
  const nomination = (
    isRowId(nominationId)
      ? await Nomination.findByPk(nominationId, { include: [{ model: Economy, as: 'economy' }] })
      : null
  ) as NominationWithEconomy | null;
  if (nomination === null) throw new NotFoundError('There is no such nomination.');
  const { personId, emailKey, economyCode } = nomination;
  const person =
    personId !== null
      ? await Person.findByPk(personId)
      : emailKey === null
        ? null
        : await Person.findOne({ where: { emailKey } });
  const [decisions, registration, letters, others] = await Promise.all([
    NominationDecision.findAll({ where: { nominationId }, order: ['id'] }),
    person === null ? null : Registration.findOne({ where: { personId: person.id } }),
    listLetters(economyCode),
    emailKey === null ? [] : othersWith(emailKey, nominationId),
  ]);
  return { nomination, decisions, person, registration, letters, others };
}

async function othersWith(emailKey: string, exceptId: number): Promise<NominationWithEconomy[]> {
  return (await Nomination.findAll({
    where: { emailKey, id: { [Op.ne]: exceptId }, status: { [Op.ne]: 'withdrawn' } },
    include: [{ model: Economy, as: 'economy' }],
    order: ['id'],
  })) as NominationWithEconomy[];
}

export function listLetters(economyCode: string): Promise<NominationLetter[]> {
  return NominationLetter.findAll({ where: { economyCode }, order: ['createdAt', 'id'] });
}

/** All of one economy, in the order of nomination. */
export function listOfEconomy(economyCode: string): Promise<Nomination[]> {
  return Nomination.findAll({ where: { economyCode, erasedAt: null }, order: ['id'] });
}

/** Letters by economy; economies without one are missing. */
export async function countLetters(): Promise<Map<string, number>> {
  const rows = await db().query<{ economy_code: string; letters: number }>(
    `SELECT economy_code, CAST(COUNT(*) AS INTEGER) AS letters FROM nomination_letters
     GROUP BY economy_code`,
    { type: QueryTypes.SELECT },
  );
  return new Map(rows.map(({ economy_code: code, letters }) => [code, letters]));
}
