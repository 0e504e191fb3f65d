import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type { MeetingRequestStatus } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { requestStatusLabels } from './meeting-words';

/** What was done with a request, by whom and when. */
export interface HistoryLine {
  label: string;
  by: string;
  at: Date;
}

/** Oldest first. People who were erased stay as "An erased person". */
export async function getRequestHistory(requestId: number): Promise<HistoryLine[]> {
  const rows = await db().query<{
    status: MeetingRequestStatus;
    at: Date | string;
    account: string | null;
    given: string | null;
    family: string | null;
  }>(
    `SELECT c.status, c.changed_at AS at, u.name AS account, p.given_name AS given,
       p.family_name AS family
     FROM meeting_request_changes c
     LEFT JOIN users u ON u.id = c.user_id
     LEFT JOIN registrations r ON r.id = c.registration_id
     LEFT JOIN people p ON p.id = r.person_id
     WHERE c.request_id = :requestId ORDER BY c.id`,
    { type: QueryTypes.SELECT, replacements: { requestId } },
  );
  return rows.map(({ status, at, account, given, family }) => {
    const person = fullName({ givenName: given ?? '', familyName: family ?? '' });
    return {
      label: status === 'asked' ? 'Asked' : requestStatusLabels[status],
      by: account ?? (person === '' ? 'An erased person' : person),
      at: new Date(at),
    };
  });
}
