import type { PageLocals } from '../../../http/render';
import { formatDate } from '../../../http/format';
import { stretchProblem } from '../clock-problem';
import type { PlanSlot } from './clashes';
import type { Matchmaking } from './matchmaking.queries';
import { timeRange } from './meeting-words';

/** The slots by day, with a form for more. */
export function slotsPage({
  project,
  days,
  slots,
  slotRevisions,
  meetings,
}: Matchmaking): PageLocals {
  // Days may be moved after their slots were made.
  const problemOf = (slot: PlanSlot): string | undefined => {
    const date = days.find(({ number }) => number === slot.day)?.date;
    return date === undefined ? undefined : stretchProblem(date, slot, project.timeZone);
  };
  return {
    title: 'Slots and tables',
    timeZone: project.timeZone,
    dayOptions: days.map(({ number, date }) => ({
      value: number,
      label: `Day ${number}, ${formatDate(date)}`,
    })),
    slots: slots.map((slot) => {
      const placed = meetings.filter(({ slotId }) => slotId === slot.id);
      return {
        id: slot.id,
        revision: slotRevisions.get(slot.id) ?? 0,
        day: slot.day,
        date: days.find(({ number }) => number === slot.day)?.date,
        time: timeRange(slot),
        problem: problemOf(slot) ?? null,
        tables: slot.tables,
        meetings: placed.filter(({ status }) => status !== 'cancelled').length,
        removable: placed.length === 0,
      };
    }),
  };
}
