import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import { certificateHash } from '../../../lib/certificate-code';
import { NotFoundError } from '../../../lib/errors';
import { Certificate, CertificateDay, Person, Registration } from '../../../models';
import type { CertificateState, RegistrationRole } from '../../../models/codes';

/** With its days in order, and the economy of the person, whose way of writing the name is set in. */
export type IssuedCertificate = Certificate & {
  days: CertificateDay[];
  registration: { person: { economyCode: string | null } };
};
type WithDays = Certificate & { days: CertificateDay[] };

const withDays = { include: [{ model: CertificateDay, as: 'days' }] };
const withDaysAndEconomy = {
  include: [
    ...withDays.include,
    {
      model: Registration,
      as: 'registration',
      attributes: ['id'],
      include: [{ model: Person, as: 'person', attributes: ['economyCode'] }],
    },
  ],
};

function daysInOrder<T extends WithDays>(certificate: T): T {
  certificate.days.sort((a, b) => a.dayNumber - b.dayNumber);
  return certificate;
}

/** @throws NotFoundError */
export async function getCertificate(id: number): Promise<IssuedCertificate> {
  const certificate = Number.isSafeInteger(id)
    ? await Certificate.findByPk(id, withDaysAndEconomy)
    : null;
  if (certificate === null) throw new NotFoundError('There is no such certificate.');
  return daysInOrder(certificate as IssuedCertificate);
}

/** These certificates in the order of the ids, in two statements; missing ones are left out. */
export async function listCertificates(ids: readonly number[]): Promise<IssuedCertificate[]> {
  const found = (await Certificate.findAll({
    where: { id: [...ids] },
    ...withDaysAndEconomy,
  })) as IssuedCertificate[];
  const byId = new Map(found.map((certificate) => [certificate.id, daysInOrder(certificate)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** By a code in whatever way it was typed; undefined for codes that nobody issued. */
export async function findByCode(code: string): Promise<WithDays | undefined> {
  const codeHash = code.length > 60 ? undefined : certificateHash(code);
  if (codeHash === undefined) return undefined;
  const certificate = await Certificate.findOne({ where: { codeHash }, ...withDays });
  return certificate === null ? undefined : daysInOrder(certificate as WithDays);
}

/** The certificate of a registration that is in force, if there is one. */
export async function findValid(registrationId: number): Promise<IssuedCertificate | undefined> {
  const where = { registrationId, state: 'valid' };
  const certificate = await Certificate.findOne({ where, ...withDaysAndEconomy });
  return certificate === null ? undefined : daysInOrder(certificate as IssuedCertificate);
}

/** Somebody who came on at least one day, or has a certificate, with what both say. */
export interface AttendeeRow {
  registrationId: number;
  personId: number;
  role: RegistrationRole;
  givenName: string;
  familyName: string;
  email: string | null;
  organisation: string | null;
  /** APEC's short name; null for people from outside the member economies. */
  economy: string | null;
  /** How the name is to be written on the certificate, where organisers said so. */
  certificateName: string | null;
  /** Numbers of the days attended, rising. */
  attended: number[];
  /** The latest certificate; null: none was issued. */
  certificate: {
    id: number;
    state: CertificateState;
    holderName: string;
    holderAffiliation: string;
    issuedAt: Date;
    reason: string | null;
    days: number[];
  } | null;
}

/**
 * Everybody who came, without the organising team and people who were erased, by name: three
 * queries, however many they are.
 * @param registrationIds only these
 */
export async function listAttendees(registrationIds?: number[], tx?: Tx): Promise<AttendeeRow[]> {
  const within = tx === undefined ? {} : { transaction: tx };
  const people = await db().query<Omit<AttendeeRow, 'attended' | 'certificate'>>(
    `SELECT r.id AS "registrationId", p.id AS "personId", r.role AS role,
       p.given_name AS "givenName", p.family_name AS "familyName", p.email AS email,
       p.organisation AS organisation, e.name AS economy, n.name AS "certificateName"
     FROM registrations r JOIN people p ON p.id = r.person_id
     LEFT JOIN economies e ON e.code = p.economy_code
     LEFT JOIN certificate_names n ON n.registration_id = r.id
     WHERE p.erased_at IS NULL AND r.role <> 'organising_team'
       AND (EXISTS (SELECT 1 FROM attendances a WHERE a.registration_id = r.id AND a.present)
         OR EXISTS (SELECT 1 FROM certificates c WHERE c.registration_id = r.id))
       ${registrationIds === undefined ? '' : 'AND r.id IN (:registrationIds)'}
     ORDER BY p.name_key, r.id`,
    { type: QueryTypes.SELECT, replacements: { registrationIds }, ...within },
  );
  const ids = people.map(({ registrationId }) => registrationId);
  const attended = await daysAttended(ids, tx);
  const latest = await latestCertificates(ids, tx);
  return people.map((person) => ({
    ...person,
    attended: attended.get(person.registrationId) ?? [],
    certificate: latest.get(person.registrationId) ?? null,
  }));
}

async function daysAttended(ids: number[], tx?: Tx): Promise<Map<number, number[]>> {
  const rows = await db().query<{ registrationId: number; day: number }>(
    `SELECT registration_id AS "registrationId", day_number AS day FROM attendances
     WHERE present AND registration_id IN (:ids) ORDER BY registration_id, day_number`,
    {
      type: QueryTypes.SELECT,
      replacements: { ids: [0, ...ids] },
      ...(tx === undefined ? {} : { transaction: tx }),
    },
  );
  const days = new Map<number, number[]>();
  for (const { registrationId, day } of rows) {
    days.set(registrationId, [...(days.get(registrationId) ?? []), day]);
  }
  return days;
}

async function latestCertificates(
  ids: number[],
  tx?: Tx,
): Promise<Map<number, NonNullable<AttendeeRow['certificate']>>> {
  const certificates = await Certificate.findAll({
    where: { registrationId: ids },
    ...withDays,
    order: ['id'],
    ...(tx === undefined ? {} : { transaction: tx }),
  });
  // Later ones take the place of earlier ones.
  return new Map(
    certificates.map((certificate) => [
      certificate.registrationId,
      {
        id: certificate.id,
        state: certificate.state,
        holderName: certificate.holderName,
        holderAffiliation: certificate.holderAffiliation,
        issuedAt: certificate.issuedAt,
        reason: certificate.endedReason,
        days: daysInOrder(certificate as WithDays).days.map(({ dayNumber }) => dayNumber),
      },
    ]),
  );
}
