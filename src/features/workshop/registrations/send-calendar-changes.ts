import type { Tx } from '../../../db/transaction';
import { baseUrl } from '../../../lib/base-url';
import { dateIn, now } from '../../../lib/clock';
import { newToken } from '../../../lib/tokens';
import { enqueueMany, type OutgoingMail } from '../../../mail/enqueue';
import { dayEntryMail } from '../../../mail/messages/registration';
import { CalendarEntry } from '../../../models';
import { fullName } from '../../people/fold-name';
import { readCalendarOwners, type CalendarOwner } from './calendar-entries.queries';
import { dayEntryFacts, entryFile, whenOf, type EntryState } from './day-entries';
import { readWorkshopFacts, type WorkshopFacts } from './workshop-facts';

export interface EntryChange {
  owner: CalendarOwner;
  day: number;
  kind: 'new' | 'changed' | 'cancelled';
  entry: EntryState;
}

/**
 * Brings calendars up to what is true now: an entry for each day of those who are registered,
 * under the same UID for ever and with a rising SEQUENCE; CANCEL for what is not true any more.
 * Each entry goes in a mail of its own, since one REQUEST speaks of one UID only (RFC 5546).
 * Days that are over stay as they are. Nothing is sent where nothing changed. For `all`, only
 * entries that people have are put right: a walk-in needs none.
 * @returns how many entries changed
 */
export async function sendCalendarChanges(
  tx: Tx,
  which: number[] | 'all',
  workshop?: WorkshopFacts,
): Promise<number> {
  const facts = workshop ?? (await readWorkshopFacts(tx));
  const owners = await readCalendarOwners(which, tx);
  const changes = owners
    .flatMap((owner) => changesOf(facts, owner))
    .filter(({ kind }) => which !== 'all' || kind !== 'new');
  if (changes.length === 0) return 0;
  await CalendarEntry.bulkCreate(
    changes.map(({ owner, day, entry }) => ({
      registrationId: owner.registrationId,
      dayNumber: day,
      uid: entry.uid,
      sequence: entry.sequence,
      cancelled: entry.cancelled,
      facts: JSON.stringify(entry.facts),
      updatedAt: now(),
    })),
    {
      updateOnDuplicate: ['sequence', 'cancelled', 'facts', 'updatedAt'],
      conflictAttributes: ['registrationId', 'dayNumber'],
      transaction: tx,
    },
  );
  await enqueueMany(
    tx,
    changes.flatMap((change) => mailOf(facts, change) ?? []),
  );
  return changes.length;
}

/** What has to change in a person's calendar. */
export function changesOf(workshop: WorkshopFacts, owner: CalendarOwner): EntryChange[] {
  if (owner.erased) return [];
  const today = dateIn(workshop.project.timeZone);
  const coming = owner.status === 'registered' ? owner.days : [];
  const numbers = [...new Set([...coming, ...owner.entries.keys()])].sort((a, b) => a - b);
  return numbers.flatMap((day): EntryChange[] => {
    const sent = owner.entries.get(day);
    const wanted = coming.includes(day)
      ? dayEntryFacts(workshop, day, { mode: owner.mode, address: owner.email })
      : undefined;
    if ((wanted ?? sent?.facts ?? { date: '' }).date < today) return [];
    if (wanted === undefined) {
      if (sent === undefined || sent.cancelled) return [];
      const entry = { ...sent, sequence: sent.sequence + 1, cancelled: true };
      return [{ owner, day, kind: 'cancelled', entry }];
    }
    if (sent === undefined) {
      const uid = `${newToken()}@${new URL(baseUrl()).hostname}`;
      return [
        { owner, day, kind: 'new', entry: { uid, sequence: 0, cancelled: false, facts: wanted } },
      ];
    }
    if (!sent.cancelled && JSON.stringify(sent.facts) === JSON.stringify(wanted)) return [];
    const entry = { ...sent, sequence: sent.sequence + 1, cancelled: false, facts: wanted };
    return [{ owner, day, kind: sent.cancelled ? 'new' : 'changed', entry }];
  });
}

function mailOf(
  workshop: WorkshopFacts,
  { owner, day, kind, entry }: EntryChange,
): OutgoingMail | undefined {
  const { facts } = entry;
  if (facts.address === null) return undefined;
  const name = fullName(owner);
  const { contactName, contactEmail } = workshop.project;
  return {
    dedupeKey: `calendar:${owner.registrationId}:${day}:${entry.sequence}`,
    kind: 'calendar_entry',
    to: { name, address: facts.address },
    content: dayEntryMail({
      toName: name,
      workshop: facts.workshop,
      day: `Day ${day}`,
      when: whenOf(facts),
      place: facts.place,
      kind,
      contactName,
      contactEmail,
    }),
    personId: owner.personId,
    calendar: {
      method: entry.cancelled ? 'CANCEL' : 'REQUEST',
      file: entryFile(workshop, entry, { name, address: facts.address }),
    },
  };
}
