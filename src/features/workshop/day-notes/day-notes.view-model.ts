import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { dateIn } from '../../../lib/clock';
import { NotFoundError } from '../../../lib/errors';
import { DayNote, ProgrammeSession } from '../../../models';
import { dayNoteKinds, type DayNoteKind } from '../../../models/codes';
import { getProject, listWorkshopDays } from '../project.queries';

const kindWords: Record<DayNoteKind, { one: string; many: string }> = {
  issue: { one: 'Issue', many: 'Issues raised' },
  survey_adjustment: {
    one: 'Adjustment of survey results',
    many: 'Adjustments of survey results',
  },
  recommendation: { one: 'Recommendation', many: 'Recommendations' },
  action: { one: 'Agreed action', many: 'Agreed actions' },
};

type NoteWithSession = DayNote & { session: ProgrammeSession | null };

function noteView(note: NoteWithSession, today: string) {
  const overdue = note.doneAt === null && note.dueOn !== null && note.dueOn < today;
  return {
    id: note.id,
    text: note.text,
    source: note.session === null ? 'The day as a whole' : note.session.title,
    responsible: note.responsible,
    due: note.dueOn === null ? null : formatDate(note.dueOn),
    isAction: note.kind === 'action',
    done: note.doneAt !== null,
    status:
      note.doneAt !== null
        ? { label: 'Done', tone: 'status-good' }
        : overdue
          ? { label: 'Overdue', tone: 'status-bad' }
          : { label: 'Open', tone: '' },
  };
}

/** The day to begin with: today's, else the last one. @throws NotFoundError without any days */
export async function firstDay(): Promise<number> {
  const [days, { timeZone }] = await Promise.all([listWorkshopDays(), getProject()]);
  const today = dateIn(timeZone);
  const day = days.find(({ date }) => date === today) ?? days[0];
  if (day === undefined) throw new NotFoundError('The workshop has no days yet.');
  return day.number;
}

/** The notes of one day, by kind, to be written and printed. @throws NotFoundError */
export async function dayNotesPage(dayNumber: number): Promise<PageLocals> {
  const [days, project] = await Promise.all([listWorkshopDays(), getProject()]);
  const day = days.find(({ number }) => number === dayNumber);
  if (day === undefined) throw new NotFoundError('The workshop has no such day.');
  const [notes, sessions] = await Promise.all([
    DayNote.findAll({
      where: { dayNumber },
      include: [{ model: ProgrammeSession, as: 'session' }],
      order: ['id'],
    }),
    sessionOptions(dayNumber),
  ]);
  const today = dateIn(project.timeZone);
  return {
    title: `Notes of day ${dayNumber}`,
    scripts: ['print.js'],
    workshop: project.name,
    day: { number: day.number, date: formatDate(day.date), theme: day.theme },
    days: days.map(({ number, date }) => ({
      number,
      date: formatDate(date),
      current: number === dayNumber,
    })),
    groups: dayNoteKinds.map((kind) => ({
      kind,
      heading: kindWords[kind].many,
      notes: (notes as NoteWithSession[])
        .filter((note) => note.kind === kind)
        .map((note) => noteView(note, today)),
    })),
    count: notes.length,
    kindOptions,
    sessionOptions: sessions,
  };
}

const kindOptions = dayNoteKinds.map((kind) => ({ value: kind, label: kindWords[kind].one }));

async function sessionOptions(dayNumber: number) {
  const sessions = await ProgrammeSession.findAll({
    where: { dayNumber },
    order: ['startsAt', 'id'],
  });
  return [
    { value: '', label: 'The day as a whole' },
    ...sessions
      .filter(({ type }) => type !== 'break')
      .map(({ id, startsAt, title }) => ({ value: id, label: `${startsAt} – ${title}` })),
  ];
}

/** One note, to be corrected. @throws NotFoundError */
export async function dayNotePage(id: number): Promise<PageLocals> {
  const note = Number.isSafeInteger(id) ? await DayNote.findByPk(id) : null;
  if (note === null) throw new NotFoundError('There is no such note.');
  return {
    title: `Note of day ${note.dayNumber}`,
    note,
    kindOptions,
    sessionOptions: await sessionOptions(note.dayNumber),
  };
}
