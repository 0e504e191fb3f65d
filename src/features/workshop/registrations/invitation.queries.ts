import { createHash } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { containing } from '../../../db/like';
import { db, type Tx } from '../../../db/transaction';
import { foldText, fullName } from '../../people/fold-name';
import { conditionOf } from '../../mailings/recipient-filter';
import type { InvitationSelection } from './invitation.input';

export interface Invitee {
  personId: number;
  name: string;
  address: string;
  economy: string | null;
}

/** Why somebody whom the choice finds gets no invitation. */
export type NotInvitedReason = 'registration' | 'by_hand' | 'no_address' | 'unsubscribed';

export interface InvitationList {
  invitees: Invitee[];
  /** Taken off by hand; they stay on the page, so that they can be put back. */
  takenOff: Invitee[];
  notInvited: { reason: NotInvitedReason; people: { personId: number; name: string }[] }[];
  /** Says which people and addresses the list holds; another list has another one. */
  digest: string;
}

interface Row {
  id: number;
  given_name: string;
  family_name: string;
  email: string | null;
  economy: string | null;
  registration_id: number | null;
  unsubscribed: string | null;
}

const order: NotInvitedReason[] = ['registration', 'by_hand', 'no_address', 'unsubscribed'];

/**
 * The exact list of an invitation at this moment, by name, and who is left out and why. One
 * query, however many people there are. Who has a registration is not invited by a list: who
 * declined is asked again on the page of their registration only.
 */
export async function resolveInvitees(
  { filter, search, without }: InvitationSelection,
  tx?: Tx,
): Promise<InvitationList> {
  const { sql, replacements } = conditionOf(filter);
  const name = foldText(search ?? '');
  const rows = await db().query<Row>(
    `SELECT p.id, p.given_name, p.family_name, p.email, e.name AS economy,
       g.id AS registration_id, u.address_key AS unsubscribed
     FROM people p
     LEFT JOIN economies e ON e.code = p.economy_code
     LEFT JOIN registrations g ON g.person_id = p.id
     LEFT JOIN unsubscriptions u ON u.address_key = p.email_key AND u.kind = 'workshop'
     WHERE p.erased_at IS NULL AND p.name_key LIKE :name ESCAPE '!'${sql}
     ORDER BY p.name_key, p.id`,
    {
      type: QueryTypes.SELECT,
      replacements: { ...replacements, name: containing(name) },
      ...(tx === undefined ? {} : { transaction: tx }),
    },
  );
  const list: InvitationList = { invitees: [], takenOff: [], notInvited: [], digest: '' };
  const leftOut = new Map<NotInvitedReason, { personId: number; name: string }[]>();
  for (const row of rows) {
    const person = {
      personId: row.id,
      name: fullName({ givenName: row.given_name, familyName: row.family_name }),
      address: row.email ?? '',
      economy: row.economy,
    };
    const reason = whyNot(row, without);
    if (reason === undefined) list.invitees.push(person);
    else if (reason === 'by_hand') list.takenOff.push(person);
    else leftOut.set(reason, [...(leftOut.get(reason) ?? []), person]);
  }
  list.notInvited = order.flatMap((reason) => {
    const people = leftOut.get(reason);
    return people === undefined ? [] : [{ reason, people }];
  });
  list.digest = digestOf(list.invitees);
  return list;
}

function whyNot(row: Row, without: number[]): NotInvitedReason | undefined {
  if (row.registration_id !== null) return 'registration';
  if (row.email === null) return 'no_address';
  if (row.unsubscribed !== null) return 'unsubscribed';
  return without.includes(row.id) ? 'by_hand' : undefined;
}

function digestOf(invitees: Invitee[]): string {
  const lines = invitees.map(({ personId, address }) => `${personId} ${address}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32);
}
