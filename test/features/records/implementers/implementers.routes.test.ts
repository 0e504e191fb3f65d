import { QueryTypes } from 'sequelize';
import { systemActor } from '../../../../src/audit/record-audit-event';
import { db } from '../../../../src/db/transaction';
import { erasePerson } from '../../../../src/features/people/erase-person';
import { exportPerson } from '../../../../src/features/people/export-person';
import {
  peopleDue,
  retentionCalendar,
} from '../../../../src/features/people/retention/due-records.queries';
import { setClock } from '../../../../src/lib/clock';
import { AuditEvent, Implementer, SpeakerSheet, type Person } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { open, rowsFrom } from '../../reports/read-workbook';
import { personWith } from '../people';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
  setClock(new Date('2020-07-01T09:00:00Z'));
});
afterAll(async () => {
  setClock(undefined);
  await server.stop();
});

const note = (person: Person, changes: Record<string, string> = {}) =>
  organiser.post(paths.implementers, {
    ...{ personId: String(person.id), part: 'contractor', fromOn: '2020-01-15', toOn: '' },
    ...{ task: 'Prepares the Review.', ...changes },
  });

function counts(page: Answer, label: string): string[][] {
  return page
    .$(`[aria-labelledby="${label}"] tr`)
    .toArray()
    .slice(1)
    .map((row) =>
      page
        .$(row)
        .find('th, td')
        .toArray()
        .map((cell) => page.$(cell).text().trim()),
    );
}

test('before anybody is noted there is no data, and no zero', async () => {
  const page = await overseer.get(paths.implementers);
  expect([page.status, page.$('.empty h2').text(), page.$('td').length]).toEqual([
    ...[200, 'No data yet', 0],
  ]);
  const completion = await overseer.get(paths.completion);
  expect(completion.$('#implementers-title').length).toBe(1);
  expect(counts(completion, 'implementers-title')).toEqual([]);
  expect(completion.text).toContain('Who carries the project out');
});

test('women and men by part, each person once in a row, beside the experts of the workshop', async () => {
  const [ana, bo] = [
    await personWith({ role: 'other', sex: 'female', familyName: 'Quispe' }),
    await personWith({ role: 'expert', sex: 'male' }),
  ];
  const unsaid = await personWith({ role: 'other', sex: 'prefer_not_to_say' });
  const later = await personWith({ role: 'other', sex: 'male' });
  for (const [person, changes] of [
    [ana, { part: 'organising_team' }],
    [ana, { toOn: '2020-03-01' }],
    [ana, { fromOn: '2020-04-01' }],
    [bo, { part: 'expert' }],
    [unsaid, { toOn: '2020-02-01' }],
    [later, { fromOn: '2999-07-02' }],
  ] as const) {
    expect((await note(person, changes)).status).toBe(303);
  }
  await SpeakerSheet.create({
    ...{ personId: bo.id, kind: 'expert', biography: '', clusterExperience: '' },
    ...{ review: 'undecided', contributed: true, revision: 1 },
  });
  const expected = [
    ['Organising team', '1', '0', '0', '1', '100.0 %', '1'],
    ['Contractors', '1', '0', '1', '2', '100.0 %', '1'],
    ['Experts of the project', '0', '1', '0', '1', '0.0 %', '1'],
    ['Others who carry it out', '0', '0', '0', '0', '–', '0'],
    ['All who carry the project out, each counted once', '1', '1', '1', '3', '50.0 %', '2'],
    ['Experts who contributed to the workshop (I15)', '0', '1', '0', '1', '0.0 %', '1'],
    ['Experts and implementers, each counted once', '1', '1', '1', '3', '50.0 %', '2'],
  ];
  const page = await overseer.get(paths.implementers);
  expect(counts(page, 'counts-title')).toEqual(expected);
  expect([page.text.includes('Quispe'), page.$('#list-title').length]).toEqual([false, 0]);
  const own = await organiser.get(paths.implementers);
  expect([own.text.includes('Quispe'), own.$('[aria-labelledby="list-title"] tbody tr').length]) //
    .toEqual([true, 6]);
  expect(counts(await overseer.get(paths.completion), 'implementers-title')).toEqual(expected);
  const workbook = await open((await overseer.get(paths.completionWorkbook)).body);
  const inFile = rowsFrom(workbook, 'Experts and implementers', 'People').slice(1);
  expect(
    inFile.map((cells) =>
      Array.from(cells, (cell, at) =>
        at !== 5 ? String(cell) : typeof cell === 'number' ? `${cell.toFixed(1)} %` : '–',
      ),
    ),
  ).toEqual(expected);
  const missing = (await organiser.get(paths.completion)).$('#missing-title').closest('section');
  expect(missing.text()).toContain('Implementers whose sex is not stated');
});

test.each([
  ['nobody', { personId: '' }, null],
  ['somebody who is not there', { personId: '99999' }, null],
  ['no part', { part: 'sponsor' }, 'part'],
  ['no first day', { fromOn: '' }, 'fromOn'],
  ['an end before the start', { toOn: '2020-01-14' }, 'toOn'],
  ['a day that is none', { toOn: '2020-02-31' }, 'toOn'],
  ['words that are too long', { task: 'x'.repeat(501) }, 'task'],
])('refuses a record with %s', async (_name, wrong, field) => {
  const person = await personWith();
  const before = await Implementer.count();
  const page = await note(person, wrong);
  expect(page.status).toBe(422);
  if (field !== null) expect(page.$(`#field-${field}-error`).length).toBe(1);
  expect(await Implementer.count()).toBe(before);
});

test('the same part from the same day is refused, also by a correction; what changed meanwhile is not lost', async () => {
  const person = await personWith();
  const facts = { part: 'other', fromOn: '2020-02-01', toOn: '', task: '' };
  expect((await note(person, facts)).status).toBe(303);
  expect((await note(person, facts)).$('#field-fromOn-error').length).toBe(1);
  await note(person, { ...facts, fromOn: '2020-03-01' });
  const [first, second] = await Implementer.findAll({
    where: { personId: person.id },
    order: ['id'],
  });
  const correct = (record: Implementer | undefined, changes: Record<string, string>) =>
    organiser.post(paths.implementer(record?.id ?? 0), { ...facts, revision: '1', ...changes });
  expect((await correct(second, {})).status).toBe(422);
  expect((await correct(second, { toOn: '2020-06-30', task: 'Mails' })).status).toBe(422);
  const saved = { ...facts, fromOn: '2020-03-01', toOn: '2020-06-30', task: 'Reports of Ana' };
  expect((await correct(second, saved)).status).toBe(303);
  expect((await correct(second, { ...saved, toOn: '' })).status).toBe(409);
  expect((await overseer.post(paths.implementer(first?.id ?? 0), saved)).status).toBe(403);
  const [event] = await AuditEvent.findAll({ where: { action: 'implementer.corrected' } });
  expect(JSON.parse(event?.changes ?? '')).toEqual({
    toOn: [null, '2020-06-30'],
    fields: ['task'],
  });
});

test('people are found by a part of their name; those of the organising team are offered', async () => {
  await personWith({ familyName: 'Searchable' });
  const page = await organiser.get(`${paths.newImplementer}?search=search`);
  const link = page.$('[aria-labelledby="found-title"] a').attr('href') ?? '';
  expect((await organiser.get(link)).$('#field-part').length).toBe(1);
  const none = await organiser.get(`${paths.newImplementer}?search=${encodeURIComponent('%_!')}`);
  expect(none.$('#found-title').text()).toBe('Nobody found');
  for (const wrong of ['person=0', 'person=1e99', 'person[]=1', 'search[]=a']) {
    expect((await organiser.get(`${paths.newImplementer}?${wrong}`)).status).toBe(200);
  }
  expect((await overseer.get(paths.newImplementer)).status).toBe(403);
  expect((await server.visitor().get(paths.implementers)).status).toBe(302);
});

test('a copy of the data has it, an erased person stays a number, and the time of keeping runs from the end', async () => {
  const person = await personWith({ familyName: 'Passing' });
  await note(person, { toOn: '2022-05-31', task: 'Passing writes reports.' });
  expect(await exportPerson(systemActor, person.id)).toMatchObject({
    partsInTheProject: [
      {
        part: 'contractor',
        task: 'Passing writes reports.',
        fromOn: '2020-01-15',
        toOn: '2022-05-31',
      },
    ],
  });
  // Kept since then, by what the database says.
  await db().query(`UPDATE people SET created_at = '2020-01-10 09:00:00' WHERE id = :id`, {
    type: QueryTypes.UPDATE,
    replacements: { id: person.id },
  });
  setClock(new Date('2025-06-02T09:00:00Z'));
  const calendar = await retentionCalendar();
  const due = (await peopleDue(calendar, '2025-12-31')).find(
    ({ personId }) => personId === person.id,
  );
  expect(due?.due).toEqual({ because: 'work', from: '2022-05-31', on: '2025-05-31' });
  setClock(new Date('2020-07-01T09:00:00Z'));
  const total = async (): Promise<string | undefined> =>
    counts(await overseer.get(paths.implementers), 'counts-title').at(-1)?.[4];
  const before = await total();
  await erasePerson(systemActor, person.id, 'erase');
  expect(await total()).toBe(before);
  const page = await organiser.get(paths.implementers);
  expect([page.text.includes('Passing'), page.text.includes(`Erased person No. ${person.id}`)]) //
    .toEqual([false, true]);
  const { id } = await Implementer.findOne({
    where: { personId: person.id },
    rejectOnEmpty: true,
  });
  expect((await organiser.get(paths.implementer(id))).status).toBe(200);
  expect((await overseer.post(paths.implementerRemoval(id))).status).toBe(403);
  expect((await organiser.post(paths.implementerRemoval(id))).status).toBe(303);
  expect((await organiser.post(paths.implementerRemoval(id))).status).toBe(404);
});

test('costs the same number of queries for one record and three', async () => {
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.implementers));
  const before = Math.min(await cost(), await cost());
  for (const familyName of ['More', 'Most']) await note(await personWith({ familyName }));
  expect(Math.min(await cost(), await cost())).toBe(before);
});
