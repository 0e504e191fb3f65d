import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import { hashToken } from '../../../lib/tokens';
import { fullName } from '../../people/fold-name';
import type { ProgrammeChange } from './programme-changes';

/** Somebody whom changes of the programme concern. */
export interface NoticeRecipient {
  personId: number;
  name: string;
  /** Null: cannot be told by mail. */
  email: string | null;
  /** Has, or had, a part in a changed session. */
  hasPart: boolean;
  /** Changed days for which the person is registered. */
  days: number[];
  /** The changes that concern this person, in the order of the programme. */
  changes: ProgrammeChange[];
}

interface Row {
  personId: number;
  givenName: string;
  familyName: string;
  email: string | null;
  dayNumber: number | null;
}

/**
 * Who is concerned by these changes, by name: those with a part in a changed session, and those
 * registered for a changed day. One statement, however many changes.
 */
export async function listNoticeRecipients(
  changes: readonly ProgrammeChange[],
  tx?: Tx,
): Promise<NoticeRecipient[]> {
  const days = [...new Set(changes.flatMap((change) => change.days))];
  const personIds = [...new Set(changes.flatMap((change) => change.personIds))];
  const rows = await db().query<Row>(
    `SELECT p.id AS "personId", p.given_name AS "givenName", p.family_name AS "familyName", p.email,
       d.day_number AS "dayNumber"
     FROM people p
     LEFT JOIN registrations r ON r.person_id = p.id AND r.status = 'registered'
     LEFT JOIN registration_days d ON d.registration_id = r.id AND d.day_number IN (:days)
     WHERE p.erased_at IS NULL AND (p.id IN (:personIds) OR d.day_number IS NOT NULL)
     ORDER BY p.name_key, p.id, d.day_number`,
    {
      type: QueryTypes.SELECT,
      ...(tx === undefined ? {} : { transaction: tx }),
      // An empty list is no SQL; no day and no person has the number 0.
      replacements: { days: [0, ...days], personIds: [0, ...personIds] },
    },
  );
  const recipients = new Map<number, NoticeRecipient>();
  for (const { personId, email, dayNumber, ...names } of rows) {
    const known = recipients.get(personId);
    if (known !== undefined) {
      if (dayNumber !== null) known.days.push(dayNumber);
      continue;
    }
    recipients.set(personId, {
      personId,
      name: fullName(names),
      email,
      hasPart: personIds.includes(personId),
      days: dayNumber === null ? [] : [dayNumber],
      changes: [],
    });
  }
  return [...recipients.values()].map((recipient) => ({
    ...recipient,
    changes: changes.filter((change) => concerns(change, recipient)),
  }));
}

function concerns(change: ProgrammeChange, { personId, days }: NoticeRecipient): boolean {
  return change.personIds.includes(personId) || change.days.some((day) => days.includes(day));
}

/** Tells whether a list of recipients, with their addresses, is the one that was shown. */
export function digestOfRecipients(recipients: readonly NoticeRecipient[]): string {
  return hashToken(JSON.stringify(recipients.map(({ personId, email }) => [personId, email])));
}
