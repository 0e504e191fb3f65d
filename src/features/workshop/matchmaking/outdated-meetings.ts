import { QueryTypes } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { db, inTransaction, type Tx } from '../../../db/transaction';
import { Meeting } from '../../../models';
import { getMatchmaking, partiesOf, type Matchmaking } from './matchmaking.queries';
import { meetingEntry } from './meeting-calendar';
import { hasBegun, sendMeetingMails, type ToldMeeting } from './meeting-mails';

/**
 * Planned meetings to come whose people have a calendar entry of another day or zone: the date of
 * a day or the zone of the workshop has changed since they were told.
 */
export async function outdatedMeetings(matchmaking: Matchmaking, tx?: Tx): Promise<ToldMeeting[]> {
  const planned = matchmaking.meetings.filter(({ status }) => status === 'planned');
  if (planned.length === 0) return [];
  const sent = await sentTimes(tx);
  return planned.flatMap((meeting): ToldMeeting[] => {
    const slot = matchmaking.slots.find(({ id }) => id === meeting.slotId);
    const request = matchmaking.requests.find(({ id }) => id === meeting.requestId);
    const told = sent.get(`meeting:${meeting.id}:${meeting.revision}`);
    if (slot === undefined || request === undefined || told === undefined) return [];
    if (hasBegun(matchmaking, slot)) return [];
    const nobody = { name: '', address: 'nobody@entry.invalid' };
    const placed = { meeting, slot, partner: request.toClusterId };
    const { file } = meetingEntry(matchmaking, placed, { registrationId: 0 }, nobody);
    return timesIn(file) === told ? [] : [{ meeting, request, slot, what: 'moved' as const }];
  });
}

/**
 * Brings the entries of all such meetings to the day and zone that are true now: the same UID, the
 * next SEQUENCE, and a mail to everybody of both clusters.
 * @returns how many meetings
 */
export async function sendMovedMeetings(actor: Actor): Promise<number> {
  return inTransaction(async (tx) => {
    // Two presses at once: the second waits here, and finds nothing left to send.
    await Meeting.findAll({
      attributes: ['id'],
      where: { status: 'planned' },
      order: ['id'],
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    const matchmaking = await getMatchmaking(tx);
    const outdated = await outdatedMeetings(matchmaking, tx);
    for (const { meeting, request, slot } of outdated) {
      await meeting.update({ revision: meeting.revision + 1 }, { transaction: tx });
      await recordAuditEvent(tx, actor, {
        action: 'meeting.day_moved',
        subjectType: 'meeting',
        subjectId: meeting.id,
        changes: { day: slot.day, clusters: partiesOf(request) },
      });
    }
    await sendMeetingMails(tx, matchmaking, outdated);
    return outdated.length;
  });
}

/** What calendars were told last, by "meeting:<id>:<revision>". */
async function sentTimes(tx: Tx | undefined): Promise<Map<string, string>> {
  const rows = await db().query<{ key: string; body: string }>(
    `SELECT dedupe_key AS key, calendar_body AS body FROM messages
     WHERE kind = 'meeting' AND calendar_method = 'REQUEST'`,
    { type: QueryTypes.SELECT, transaction: tx ?? null },
  );
  return new Map(
    rows.map(({ key, body }) => [key.split(':').slice(0, 3).join(':'), timesIn(body)]),
  );
}

/** Beginning and end of an entry, with the zone. */
function timesIn(file: string): string {
  return file
    .split(/\r?\n/)
    .filter((line) => /^DT(START|END)\b.*TZID|^DT(START|END):.*Z$/.test(line))
    .join('\n');
}
