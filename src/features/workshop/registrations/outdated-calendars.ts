import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { ConflictError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { fullName } from '../../people/fold-name';
import { readCalendarOwners } from './calendar-entries.queries';
import { whenOf, type DayEntryFacts } from './day-entries';
import { changesOf, sendCalendarChanges, type EntryChange } from './send-calendar-changes';
import { readWorkshopFacts } from './workshop-facts';

/** Somebody whose calendar shows a venue, day or time that is not true any more. */
export interface OutdatedCalendar {
  registrationId: number;
  name: string;
  /** To which the changes go; null: there is nobody to write to, the entry is put right here. */
  address: string | null;
  /** "Day 2, time: 17 June 2026, 09:00–17:30 (Asia/Tokyo), was 17 June 2026" */
  changes: string[];
}

export interface OutdatedCalendars {
  people: OutdatedCalendar[];
  /** Of everything the mails will say: tells whether the list is the one that was shown. */
  digest: string;
}

/** Whose calendars are out of date, and what changes in them; by name. */
export async function listOutdatedCalendars(tx?: Tx): Promise<OutdatedCalendars> {
  const workshop = await readWorkshopFacts(tx);
  const owners = await readCalendarOwners('all', tx);
  const outdated = owners.flatMap((owner) => {
    const changes = changesOf(workshop, owner).filter(({ kind }) => kind !== 'new');
    return changes.length === 0 ? [] : [{ owner, changes }];
  });
  const facts = outdated.map(({ owner, changes }) => [
    owner.registrationId,
    changes.map(({ day, kind, entry }) => [day, kind, entry.sequence, entry.facts]),
  ]);
  const people = outdated.map(({ owner, changes }) => ({
    registrationId: owner.registrationId,
    name: fullName(owner),
    address: changes.map(({ entry }) => entry.facts.address).find((to) => to !== null) ?? null,
    changes: changes.map(changeWords),
  }));
  people.sort((a, b) => a.name.localeCompare(b.name));
  return { people, digest: hashToken(JSON.stringify(facts)) };
}

const fields: { label: string; of: (facts: DayEntryFacts) => string }[] = [
  { label: 'time', of: whenOf },
  { label: 'time zone', of: ({ timeZone }) => timeZone },
  { label: 'place', of: ({ place }) => place },
  { label: 'name', of: ({ workshop }) => workshop },
  { label: 'theme', of: ({ theme }) => theme },
  { label: 'address', of: ({ address }) => address ?? '' },
];

function changeWords({ owner, day, kind, entry }: EntryChange): string {
  const before = owner.entries.get(day)?.facts;
  if (kind === 'cancelled' || before === undefined) return `Day ${day}: taken out of the calendar`;
  const said = (text: string): string => (text === '' ? 'not stated' : text);
  const changed = fields
    .filter(({ of }) => of(before) !== of(entry.facts))
    .map(({ label, of }) => `${label}: ${said(of(entry.facts))}, was ${said(of(before))}`);
  return `Day ${day}, ${changed.join('; ')}`;
}

/**
 * Sends everybody concerned what has to change in their calendar, after a new venue, day or hour.
 * The list is made again and must be the one that was shown.
 * @param shown `digest` of the list on the page
 * @returns how many entries changed; 0 when somebody has sent them all before
 * @throws ConflictError `list_changed`
 */
export async function sendAllCalendarChanges(actor: Actor, shown: string): Promise<number> {
  return inTransaction(async (tx) => {
    const { people, digest } = await listOutdatedCalendars(tx);
    if (people.length === 0) return 0;
    if (digest !== shown) {
      throw new ConflictError(
        `The changes are others by now: they concern ${people.length === 1 ? '1 person' : `${people.length} people`}. Nothing was sent. Please read the new list below.`,
        'list_changed',
      );
    }
    const changed = await sendCalendarChanges(tx, 'all');
    await recordAuditEvent(tx, actor, {
      action: 'registration.calendars_sent',
      subjectType: 'project',
      subjectId: 1,
      changes: { entries: changed },
    });
    return changed;
  });
}
