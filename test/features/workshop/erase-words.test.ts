import { erasePerson } from '../../../src/features/people/erase-person';
import {
  AttendanceEvent,
  DayNote,
  Interview,
  Material,
  Person,
  ProgrammeSession,
  ProgrammeVersion,
  RegistrationChange,
  SessionPerson,
  SpeakerSheet,
} from '../../../src/models';
import type { ProgrammeContent } from '../../../src/features/workshop/programme/programme-content';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { startTestServer, type TestServer } from '../../harness/server';
import { wholeDatabase } from '../people/person-traces';
import { attend } from './indicators/attendees';
import { addSession, publish } from './programme/programme-data';

let server: TestServer;
let organiser: Client;
const team = { kind: 'command', name: 'Olga Orgen' } as const;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());

/** What others wrote about the person, everywhere a sentence can stand. */
async function writeAbout(name: string): Promise<{ personId: number; otherId: number }> {
  const said = `${name} knows more.`;
  const { personId, id } = await attend({ givenName: 'Zerafina', familyName: 'Quixworth' });
  const other = await attend({ role: 'speaker' });
  const sessionId = await addSession(organiser, {
    title: `Welcome by ${name}`,
    description: said,
    roomId: '',
  });
  const part = { sessionId, part: 'speaker', talkTitle: `With ${name}`, sort: 1 } as const;
  await SessionPerson.create({ ...part, personId: other.personId });
  await publish(organiser);
  await DayNote.create({ dayNumber: 1, kind: 'issue', text: said, revision: 1 });
  await Interview.create({
    personId: other.personId,
    heldOn: '2020-06-17',
    interviewer: name,
    consent: 'none',
    record: said,
    summary: said,
    revision: 1,
  });
  await Material.create({
    fileKey: `key of ${sessionId}`,
    title: `Slides of ${name}`,
    fileName: `${name}.pdf`,
    mediaType: 'application/pdf',
    bytes: 1,
    release: 'held',
    revision: 1,
  });
  await SpeakerSheet.create({
    personId: other.personId,
    kind: 'speaker',
    biography: said,
    clusterExperience: said,
    review: 'undecided',
    contributed: false,
    revision: 1,
  });
  const change = { toStatus: 'registered', changedBy: 'Test', changedAt: new Date() } as const;
  await RegistrationChange.create({ ...change, registrationId: other.id, reason: said });
  const event = {
    dayNumber: 1,
    kind: 'undo',
    outcome: 'nothing_to_undo',
    method: 'typed',
    desk: 'Desk A',
    at: new Date(),
    receivedAt: new Date(),
  } as const;
  await AttendanceEvent.create({
    ...event,
    eventKey: `own of ${sessionId}`,
    registrationId: id,
    reason: 'Quixworth was in hospital',
  });
  await AttendanceEvent.create({
    ...event,
    eventKey: `other of ${sessionId}`,
    registrationId: other.id,
    reason: said,
  });
  return { personId, otherId: other.personId };
}

test('an erased person is named nowhere, in the words of others neither', async () => {
  const { personId, otherId } = await writeAbout('Zerafina Quixworth');
  const people = await Person.count();
  expect(await wholeDatabase()).toContain('quixworth');
  await erasePerson(team, personId, 'keep');
  expect(await wholeDatabase()).not.toContain('quixworth');
  const session = await ProgrammeSession.findOne({ rejectOnEmpty: true });
  expect([session.title, session.description]).toEqual([
    'Welcome by Erased person',
    'Erased person knows more.',
  ]);
  const version = await ProgrammeVersion.findOne({ rejectOnEmpty: true });
  const { days } = JSON.parse(version.content) as ProgrammeContent;
  const [published] = days.flatMap(({ sessions }) => sessions);
  expect(published?.title).toBe(session.title);
  expect(published?.people.map((one) => [one.personId, one.talkTitle])).toEqual([
    [otherId, 'With Erased person'],
  ]);
  const publication = await organiser.get(paths.programmePublication);
  expect(publication.text).toContain('Nothing has changed since version 1.');
  expect(await Person.count()).toBe(people);
});

test('somebody else of another name keeps theirs', async () => {
  const kept = await attend({ givenName: 'Zerafina', familyName: 'Quixworthy' });
  const gone = await attend({ givenName: 'Zerafin', familyName: 'Quill' });
  const note = await DayNote.create({
    dayNumber: 1,
    kind: 'issue',
    text: 'Zerafina Quixworthy and Quill, Zerafin agree.',
    revision: 1,
  });
  await erasePerson(team, gone.personId, 'keep');
  await note.reload();
  expect(note.text).toBe('Zerafina Quixworthy and Erased person agree.');
  const person = await Person.findByPk(kept.personId, { rejectOnEmpty: true });
  expect(person.familyName).toBe('Quixworthy');
});
