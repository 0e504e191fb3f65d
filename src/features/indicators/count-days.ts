import { together } from '../../db/together';
import type { Tx } from '../../db/transaction';
import { dateIn } from '../../lib/clock';
import { Economy, type Project, type WorkshopDay } from '../../models';
import { countAttendance, countPersonsWhoCame } from '../workshop/attendance/attendance.queries';
import { measureDays } from './measure-days';
import type { Measure } from './measures';
import type { Within } from './period';

/**
 * I03, I04, I11 and I12 from the desk's records. A day that is still to come in the zone of the
 * workshop has no data, whatever was tried out at the desk.
 */
export async function countDays(
  project: Pick<Project, 'hostCode' | 'timeZone'>,
  allDays: readonly Pick<WorkshopDay, 'number' | 'date'>[],
  when: Pick<Within, 'holds'>,
  tx?: Tx,
): Promise<Record<'I03' | 'I04' | 'I11' | 'I12', Measure>> {
  const days = allDays.filter(({ date }) => when.holds(date));
  const today = dateIn(project.timeZone);
  const taken = days.filter(({ date }) => date <= today).map(({ number }) => number);
  const [cells, persons, host] = await together(tx, [
    () => countAttendance(tx),
    () => countPersonsWhoCame(taken, tx),
    () => Economy.findByPk(project.hostCode, { rejectOnEmpty: true, transaction: tx ?? null }),
  ]);
  return measureDays({
    cells: cells.filter(({ day }) => taken.includes(day)),
    persons,
    days,
    host: host.name,
  });
}
