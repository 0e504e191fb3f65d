import {
  AuditEvent,
  Consent,
  Person,
  ProgrammeSession,
  Registration,
  SessionAttendance,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { allTexts, open, rowsFrom } from '../../reports/read-workbook';
import { indicator } from '../../indicators/computed';
import { attend, nobodyRegistered, type Attendee } from '../indicators/attendees';

let server: TestServer;
let organiser: Client;
let overseer: Client;
beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());
afterEach(nobodyRegistered);

async function newcomer(attendee: Attendee, listed?: boolean): Promise<number> {
  const { personId } = await attend(attendee);
  await Person.update(
    { title: 'Dr', position: 'Director', organisation: '=Cluster "A"' },
    { where: { id: personId } },
  );
  if (listed !== undefined) await consent(personId, listed);
  return personId;
}

async function consent(personId: number, given: boolean): Promise<void> {
  await Consent.create({
    personId,
    kind: 'participant_list',
    given,
    wording: 'Words',
    source: 'workshop_registration',
    recordedAt: new Date(),
  });
}

async function download(client: Client, list: string) {
  const answer = await client.get(paths.participantList(list));
  expect(answer.status).toBe(200);
  return open(answer.body);
}

/** Three people of member economies, one guest, each with other facts. */
async function four(): Promise<void> {
  await newcomer(
    {
      economyCode: 'VNM',
      familyName: 'Tran',
      email: 'tran@one.example',
      funding: 'apec_funded',
      days: [1, 3],
    },
    true,
  );
  await newcomer(
    {
      economyCode: 'HKG',
      familyName: 'Lim',
      email: 'lim@two.example',
      sex: 'male',
      sector: 'private',
      funding: 'apec_funded',
      role: 'speaker',
      days: [],
    },
    false,
  );
  const changed = await newcomer(
    { economyCode: 'CHL', familyName: 'soto', email: 'soto@three.example', sex: null, days: [1] },
    true,
  );
  await consent(changed, false);
  await newcomer({ economyCode: null, familyName: 'Aas', days: [2], sector: null }, true);
}

test('the participant list has the columns of the domain, economies in APEC’s order', async () => {
  await four();
  const workbook = await download(organiser, 'participants');
  expect(rowsFrom(workbook, 'Participant list', 'Economy')).toEqual([
    [
      ...['Economy', 'Title', 'Family name', 'Given name', 'Sex', 'Position', 'Organisation'],
      ...['Sector', 'Email', 'Role', 'APEC-funded', 'Travel-eligible', 'Days attended'],
      'Funding',
    ],
    [
      ...['Chile', 'Dr', 'soto', 'Ana', 'Not stated', 'Director', `'=Cluster "A"`, 'Public'],
      ...['soto@three.example', 'Participant', 'No', 'Yes', '1', 'Not decided yet'],
    ],
    [
      ...['Hong Kong, China', 'Dr', 'Lim', 'Ana', 'Male', 'Director', `'=Cluster "A"`, 'Private'],
      ...['lim@two.example', 'Speaker', 'Yes', 'No', 'none', 'Funded by APEC'],
    ],
    [
      ...['Viet Nam', 'Dr', 'Tran', 'Ana', 'Female', 'Director', `'=Cluster "A"`, 'Public'],
      ...['tran@one.example', 'Participant', 'Yes', 'Yes', '1, 3', 'Funded by APEC'],
    ],
    [
      ...['Guest', 'Dr', 'Aas', 'Ana', 'Female', 'Director', `'=Cluster "A"`, 'Not stated'],
      ...[undefined, 'Participant', 'No', 'No', '2', 'Not decided yet'],
    ],
  ]);
  expect(rowsFrom(workbook, 'About', 'Economies')[0]?.[1]).toBe(
    'Chile; Hong Kong, China; Viet Nam; Guest',
  );
});

test('the list for participants holds those whose last word was yes, and what they agreed to', async () => {
  await four();
  const answer = await organiser.get(paths.participantList('published'));
  expect(rowsFrom(await open(answer.body), 'List for participants', 'Economy')).toEqual([
    ['Economy', 'Title', 'Family name', 'Given name', 'Position', 'Organisation'],
    ['Viet Nam', 'Dr', 'Tran', 'Ana', 'Director', `'=Cluster "A"`],
    ['Guest', 'Dr', 'Aas', 'Ana', 'Director', `'=Cluster "A"`],
  ]);
  const whole = [...(await allTexts(answer.body)).values()].join('\n');
  expect(whole).toContain('Tran');
  expect(whole).not.toMatch(/soto|Lim\b|example|Female/);
});

test('the travel list holds those funded by APEC from travel-eligible economies, told or confirmed', async () => {
  await four();
  await Registration.update({ fundingTold: 'apec_funded' }, { where: { funding: null } });
  expect(rowsFrom(await download(organiser, 'travel'), 'Travel list', 'Economy')).toEqual([
    [
      ...['Economy', 'Title', 'Family name', 'Given name', 'Position', 'Organisation', 'Email'],
      ...['Days', 'Funding'],
    ],
    [
      ...['Chile', 'Dr', 'soto', 'Ana', 'Director', `'=Cluster "A"`, 'soto@three.example'],
      ...['1, 2, 3', 'Funded by APEC (told, not confirmed)'],
    ],
    [
      ...['Viet Nam', 'Dr', 'Tran', 'Ana', 'Director', `'=Cluster "A"`, 'tran@one.example'],
      ...['1, 2, 3', 'Funded by APEC'],
    ],
  ]);
  const { $ } = await organiser.get(paths.workshopLists);
  expect($('.notice li').first().text()).toBe(
    '2 people are noted as funded by APEC without coming from a travel-eligible economy: not in the travel list.',
  );
  expect($('.notice li').eq(1).text()).toBe(
    '2 people have told a funding category that is not confirmed yet.',
  );
});

test('the attendance sheet has a page to sign for each day, on A4 with its head on every page', async () => {
  await four();
  const workbook = await download(organiser, 'attendance');
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Day 1', 'Day 2', 'Day 3', 'About']);
  const rows = rowsFrom(workbook, 'Day 2', 'No.');
  expect(rows.slice(0, 5).map((row) => row.slice(0, 6))).toEqual([
    ['No.', 'Economy', 'Family name', 'Given name', 'Organisation', 'Signature'],
    [1, 'Chile', 'soto', 'Ana', `'=Cluster "A"`],
    [2, 'Hong Kong, China', 'Lim', 'Ana', `'=Cluster "A"`],
    [3, 'Viet Nam', 'Tran', 'Ana', `'=Cluster "A"`],
    [4, 'Guest', 'Aas', 'Ana', `'=Cluster "A"`],
  ]);
  expect(workbook.getWorksheet('Day 2')?.pageSetup).toMatchObject({
    paperSize: 9,
    orientation: 'landscape',
    fitToWidth: 1,
    printTitlesRow: '4:4',
  });
  const [one, erased] = await Registration.findAll({ order: ['id'] });
  await Person.update(
    { givenName: '', familyName: '', erasedAt: new Date() },
    { where: { id: erased?.personId ?? 0 } },
  );
  const session = await ProgrammeSession.create({
    dayNumber: 2,
    startsAt: '10:00',
    endsAt: '11:00',
    type: 'panel',
    title: '=Panel',
    description: '',
    genderDimension: false,
    revision: 1,
  });
  const at = { sessionId: session.id, checkedInAt: new Date() };
  await SessionAttendance.bulkCreate([
    { ...at, registrationId: one?.id ?? 0, present: true },
    { ...at, registrationId: erased?.id ?? 0, present: true },
  ]);
  const sheet = rowsFrom(await download(organiser, 'attendance'), 'Sessions', 'Day');
  await SessionAttendance.destroy({ where: {} });
  await session.destroy();
  expect(sheet).toEqual([
    ['Day', 'Time', 'Session', 'Economy', 'Family name', 'Given name', 'Organisation'],
    [2, '10:00–11:00', "'=Panel", 'Viet Nam', 'Tran', 'Ana', `'=Cluster "A"`],
  ]);
});

test('counts by economy are those of the indicators, and name nobody', async () => {
  await four();
  await newcomer({ role: 'organising_team', economyCode: 'RUS', days: [1] });
  const answer = await overseer.get(paths.participantList('counts'));
  const rows = rowsFrom(await open(answer.body), 'Participants by economy', 'Economy');
  // Registered, came, and three days; each with women, men, not stated, total.
  expect(rows.slice(1)).toEqual([
    ['Chile', 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
    ['Hong Kong, China', 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ['Viet Nam', 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1],
    ['Not a member economy', 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0],
    ['Everybody', 2, 1, 1, 4, 2, 0, 1, 3, 1, 0, 1, 2, 1, 0, 0, 1, 1, 0, 0, 1],
  ]);
  const { days } = await indicator('I03');
  expect([rows[5]?.[12], rows[5]?.[16], rows[5]?.[20]]).toEqual(days?.map(({ value }) => value));
  const whole = [...(await allTexts(answer.body)).values()].join('\n');
  expect(whole).not.toMatch(/Tran|Lim\b|soto|Aas|example/);
});

test('people whose data were erased are in the counts and in no list', async () => {
  const personId = await newcomer({ familyName: 'Goneaway', days: [1] }, true);
  await Person.update(
    { erasedAt: new Date(), familyName: '', givenName: '', title: null, organisation: null },
    { where: { id: personId } },
  );
  expect(
    rowsFrom(await download(organiser, 'participants'), 'Participant list', 'Economy'),
  ).toHaveLength(1);
  const counts = rowsFrom(
    await download(organiser, 'counts'),
    'Participants by economy',
    'Economy',
  );
  expect(counts[1]?.slice(0, 9)).toEqual(['Chile', 1, 0, 0, 1, 1, 0, 0, 1]);
});

test('the page offers each role its lists, and tells organisers who is left out', async () => {
  await four();
  const links = async (client: Client): Promise<string[]> => {
    const { $ } = await client.get(paths.workshopLists);
    return $('.lists-table a')
      .toArray()
      .map((link) => $(link).attr('href') ?? '');
  };
  expect(await links(organiser)).toEqual(
    ['counts', 'participants', 'published', 'attendance', 'travel'].map(paths.participantList),
  );
  expect(await links(overseer)).toEqual([paths.participantList('counts')]);
  const page = await organiser.get(paths.workshopLists);
  expect(
    page
      .$('.notice li')
      .toArray()
      .map((line) => page.$(line).text()),
  ).toEqual([
    '1 person is noted as funded by APEC without coming from a travel-eligible economy: not in the travel list.',
    '2 people are without a funding category.',
    '2 people are without consent to the list for participants: not in it.',
  ]);
  expect(
    page
      .$('.counts-table tfoot td')
      .toArray()
      .slice(0, 8)
      .map((cell) => page.$(cell).text()),
  ).toEqual(['2', '1', '1', '4', '2', '0', '1', '3']);
});

test('overseers and visitors get no list of people, and an unknown list is not found', async () => {
  for (const list of ['participants', 'published', 'attendance', 'travel']) {
    expect([list, (await overseer.get(paths.participantList(list))).status]).toEqual([list, 403]);
  }
  expect((await server.visitor().get(paths.participantList('counts'))).status).toBe(302);
  expect((await server.visitor().get(paths.workshopLists)).status).toBe(302);
  expect((await organiser.get(paths.participantList('everything'))).status).toBe(404);
});

test('a download is in the audit trail with the list and the number of people, not their names', async () => {
  await four();
  await AuditEvent.destroy({ where: { action: 'participants.exported' } });
  await download(organiser, 'travel');
  const [event] = await AuditEvent.findAll({ where: { action: 'participants.exported' } });
  expect([event?.subjectId, event?.changes]).toEqual([
    'travel',
    JSON.stringify({ list: 'travel', people: 1 }),
  ]);
});

test('an empty workshop has empty lists and no zeros, and rows do not change the queries', async () => {
  const page = () => organiser.get(paths.workshopLists);
  const { $ } = await page();
  expect($('.empty').text().trim()).toBe('Nobody is registered yet.');
  const none = await countQueries(page);
  await four();
  expect(await countQueries(page)).toBe(none);
});
