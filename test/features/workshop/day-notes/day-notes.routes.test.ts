import { AuditEvent, DayNote, ProgrammeSession } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { attend } from '../indicators/attendees';

let server: TestServer;
let organiser: Client;
let session: ProgrammeSession;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  session = await ProgrammeSession.create({
    dayNumber: 1,
    startsAt: '09:00',
    endsAt: '10:00',
    type: 'panel',
    title: 'Panel on cluster policies',
    description: '',
    genderDimension: false,
    revision: 1,
  });
});
afterAll(() => server.stop());

const issue = { kind: 'issue', text: 'The survey counts two clusters twice.' };
const action = {
  kind: 'action',
  text: 'Send the corrected table.',
  responsible: 'Ana Example',
  dueOn: '2020-06-30',
};

async function add(fields: Record<string, string>): Promise<DayNote> {
  const answer = await organiser.post(paths.dayNotesOf(1), fields);
  expect([answer.status, answer.location]).toEqual([303, paths.dayNotesOf(1)]);
  return DayNote.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
}

test('keeps notes with their session, an action with who and until when', async () => {
  await add({ ...issue, sessionId: String(session.id) });
  const note = await add({ ...action, sessionId: '' });
  const page = await organiser.get(paths.dayNotesOf(1));
  expect(page.$('#issue-title').closest('section').find('.quiet.small').text()).toBe(
    'Panel on cluster policies',
  );
  const actions = page.$('#action-title').closest('section');
  expect(actions.find('.quiet.small').text()).toBe(
    'The day as a whole · Ana Example, due 30 Jun 2020',
  );
  expect(actions.find('.status').text()).toBe('Overdue');
  expect((await organiser.post(paths.dayNoteDone(note.id), { done: 'yes' })).status).toBe(303);
  expect(
    (await organiser.get(paths.dayNotesOf(1)))
      .$('#action-title')
      .closest('section')
      .find('.status')
      .text(),
  ).toBe('Done');
  expect(
    await AuditEvent.count({ where: { subjectType: 'day_note', subjectId: String(note.id) } }),
  ).toBe(2);
});

test.each([
  ['no text', { ...issue, text: ' ' }, 'text'],
  ['an unknown kind', { ...issue, kind: 'gossip' }, 'kind'],
  ['a due date of an issue', { ...issue, dueOn: '2020-06-30' }, 'kind'],
  ['an action of nobody', { ...action, responsible: '' }, 'responsible'],
  ['a date that does not exist', { ...action, dueOn: '2020-02-30' }, 'dueOn'],
  ['a session that is not there', { ...issue, sessionId: '99999' }, 'sessionId'],
])('refuses a note with %s and keeps what was typed', async (_name, fields, field) => {
  const before = await DayNote.count();
  const page = await organiser.post(paths.dayNotesOf(1), fields);
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(page.$('#field-text').val()).toBe(fields.text);
  expect(await DayNote.count()).toBe(before);
});

test('a session of another day is no source, and there is no fourth day', async () => {
  const other = await organiser.post(paths.dayNotesOf(2), {
    ...issue,
    sessionId: String(session.id),
  });
  expect(other.status).toBe(422);
  expect((await organiser.post(paths.dayNotesOf(4), issue)).status).toBe(404);
  expect((await organiser.get(paths.dayNotesOf(4))).status).toBe(404);
});

test('corrects and removes a note; an older state is refused', async () => {
  const note = await add(issue);
  const corrected = { ...issue, text: 'One cluster is counted twice.', revision: '1' };
  expect((await organiser.post(paths.dayNote(note.id), corrected)).status).toBe(303);
  expect((await organiser.post(paths.dayNote(note.id), corrected)).status).toBe(409);
  expect((await organiser.post(paths.dayNoteDone(note.id), { done: 'yes' })).status).toBe(409);
  await note.reload();
  expect(note.text).toBe('One cluster is counted twice.');
  expect((await organiser.post(paths.dayNoteRemoval(note.id))).status).toBe(303);
  expect((await organiser.get(paths.dayNote(note.id))).status).toBe(404);
});

test('is for organisers only, and costs the same for one note more and three more', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(paths.dayNotesOf(1))).status).toBe(403);
  expect((await overseer.post(paths.dayNotesOf(1), issue)).status).toBe(403);
  expect((await server.visitor().get(paths.dayNotesOf(1))).status).toBe(302);
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.dayNotesOf(1)));
  await add(issue);
  const before = Math.min(await cost(), await cost());
  await add(issue);
  await add(issue);
  expect(Math.min(await cost(), await cost())).toBe(before);
});

test('erasing a person takes the name out of the notes', async () => {
  const { personId } = await attend({ givenName: 'Zoë', familyName: 'Quux' });
  const note = await add({
    ...action,
    text: 'Zoë Quux sends the table.',
    responsible: 'Quux, Zoë',
  });
  await organiser.post(paths.personErasure(personId), { answers: 'keep', confirmation: 'ERASE' });
  await note.reload();
  expect([note.text, note.responsible]).toEqual([
    'Erased person sends the table.',
    'Erased person',
  ]);
});
