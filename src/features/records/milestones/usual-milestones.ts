import type { MilestoneFacts } from './milestone.input';

type Usual = Pick<
  MilestoneFacts,
  'title' | 'anchor' | 'shift' | 'shiftUnit' | 'remindDays' | 'note'
>;

/**
 * What a project of this kind passes through, in days and months from Day 1 of the workshop and
 * from the project's end. A start to be corrected, not a rule.
 */
export const usualMilestones: Usual[] = [
  before(90, 'Questionnaire sent out', [7, 1]),
  before(60, 'Reminder of the questionnaire', [3]),
  before(45, 'Deadline of nominations', [14, 3]),
  before(14, 'Programme published', [7, 1]),
  before(0, 'Day 1 of the workshop', [14, 3]),
  after(2, 'days', 'Evaluation sent out', [1]),
  after(60, 'days', 'Draft of the Final Report', [14, 3]),
  after(90, 'days', 'Comments of economies on the draft', [14, 3]),
  after(120, 'days', 'Final Report', [14, 3]),
  {
    ...after(2, 'months', 'Completion Report', [30, 7]),
    anchor: 'project_end',
    note: 'Due within two months of the end of the project.',
  },
  {
    ...after(12, 'months', 'One-year questionnaire', [30, 7]),
    note: 'Success stories one year after the platform’s start: correct the date when it is known.',
  },
];

function before(days: number, title: string, remindDays: number[]): Usual {
  return { title, anchor: 'day_one', shift: -days, shiftUnit: 'days', remindDays, note: '' };
}

function after(
  shift: number,
  shiftUnit: 'days' | 'months',
  title: string,
  remindDays: number[],
): Usual {
  return { title, anchor: 'day_one', shift, shiftUnit, remindDays, note: '' };
}
