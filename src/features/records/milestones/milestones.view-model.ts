import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { dateIn } from '../../../lib/clock';
import { NotFoundError } from '../../../lib/errors';
import { Milestone, User } from '../../../models';
import { getProject, listWorkshopDays } from '../../workshop/project.queries';
import { ownerOptions } from '../owner';
import { dueDate, remindersOf, type Anchors } from './due-date';

type Joined = Milestone & { owner: User | null; reacher: User | null };

const joined = [
  { model: User, as: 'owner' },
  { model: User, as: 'reacher' },
];

async function readAnchors(): Promise<Anchors & { timeZone: string }> {
  const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
  return {
    dayOne: days.find(({ number }) => number === 1)?.date ?? null,
    projectEnd: project.endsOn,
    timeZone: project.timeZone,
  };
}

/** All milestones in the order in which they are due, with those that are overdue marked. */
export async function milestonesPage(): Promise<PageLocals> {
  const [milestones, anchors] = await Promise.all([
    Milestone.findAll({ include: joined, order: ['id'] }),
    readAnchors(),
  ]);
  const today = dateIn(anchors.timeZone);
  const lines = (milestones as Joined[])
    .map((one) => ({ one, due: dueDate(one, anchors) }))
    .sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || a.one.id - b.one.id)
    .map(({ one, due }) => ({
      id: one.id,
      title: one.title,
      due: due === null ? 'No date yet' : formatDate(due),
      rule: ruleText(one),
      owner: one.owner?.name ?? '',
      note: one.note,
      state: stateOf(one, due, today),
      reachedNote: one.reachedNote ?? '',
      reachedBy: one.reacher?.name ?? '',
    }));
  return {
    title: 'Milestones',
    milestones: lines,
    dayOne: formatDate(anchors.dayOne),
    overdue: lines.filter(({ state }) => state.isOverdue).length,
  };
}

function stateOf({ reachedOn }: Milestone, due: string | null, today: string) {
  if (typeof reachedOn === 'string') {
    return { label: `Reached on ${formatDate(reachedOn)}`, tone: 'status-good', isOverdue: false };
  }
  if (due !== null && due < today) {
    return { label: 'Overdue', tone: 'status-bad', isOverdue: true };
  }
  return {
    label: due === today ? 'Due today' : 'To come',
    tone: due === today ? 'status-caution' : '',
    isOverdue: false,
  };
}

/** "45 days before Day 1", "2 months after the end of the project"; '' for a fixed date. */
function ruleText({ anchor, shift, shiftUnit }: Milestone): string {
  if (anchor === 'fixed') return '';
  const from = anchor === 'day_one' ? 'Day 1' : 'the end of the project';
  const size = Math.abs(shift ?? 0);
  if (size === 0) return `On ${anchor === 'day_one' ? from : 'the last day of the project'}`;
  const unit = shiftUnit === 'months' ? 'month' : 'day';
  return `${size} ${unit}${size === 1 ? '' : 's'} ${(shift ?? 0) < 0 ? 'before' : 'after'} ${from}`;
}

const empty = {
  title: '',
  anchor: 'day_one',
  when: 'before',
  shift: '',
  shiftUnit: 'days',
  fixedOn: '',
  ownerId: '',
  remindDays: '14, 3',
  note: '',
  revision: 0,
};

/** A form for a new milestone, or for one that is there. @throws NotFoundError */
export async function milestonePage(id: number | null): Promise<PageLocals> {
  const found = id === null ? null : await Milestone.findByPk(id, { include: joined });
  if (id !== null && found === null) throw new NotFoundError('There is no such milestone.');
  const milestone = found as Joined | null;
  const [anchors, owners] = await Promise.all([
    readAnchors(),
    ownerOptions(milestone?.ownerId ?? null),
  ]);
  const today = dateIn(anchors.timeZone);
  const due = milestone && dueDate(milestone, anchors);
  return {
    title: milestone?.title ?? 'New milestone',
    milestoneId: id,
    milestone: milestone === null ? empty : formValues(milestone),
    due: milestone && (due === null ? 'No date yet' : formatDate(due)),
    state: milestone && stateOf(milestone, due, today),
    reached: milestone && {
      on: milestone.reachedOn ?? '',
      note: milestone.reachedNote ?? '',
      by: milestone.reacher?.name ?? '',
    },
    today,
    ownerOptions: owners,
    dayOne: formatDate(anchors.dayOne),
    anchorOptions: [
      { value: 'day_one', label: 'Day 1 of the workshop' },
      { value: 'project_end', label: 'The end of the project' },
      { value: 'fixed', label: 'A fixed date' },
    ],
  };
}

function formValues(milestone: Milestone) {
  const shift = milestone.shift ?? null;
  return {
    ...milestone.get(),
    when: (shift ?? 0) < 0 ? 'before' : 'after',
    shift: shift === null ? '' : Math.abs(shift),
    remindDays: remindersOf(milestone).join(', '),
  };
}
