import type { Browser, BrowserContext, Page } from 'playwright-core';
import { badgeCode } from '../../src/lib/badge-code';
import { dateIn } from '../../src/lib/clock';
import {
  Attendance,
  AttendanceEvent,
  Person,
  Registration,
  WorkshopDay,
  WorkshopSettings,
} from '../../src/models';
import { paths } from '../../src/paths';
import { guest } from '../features/workshop/attendance/guests';
import { axeProblemsEverywhere } from '../harness/axe';
import { complaintsOf, launchBrowser, pageOf } from '../harness/browser';
import { eventually } from '../harness/eventually';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
let browser: Browser;
let page: Page;
let context: BrowserContext;
let complaints: string[];
const registered: Record<string, Registration> = {};

beforeAll(async () => {
  server = await startTestServer();
  // The desk checks in for today only.
  const today = new Date(`${dateIn('Europe/Moscow')}T12:00:00Z`);
  for (const number of [1, 2, 3]) {
    const date = new Date(today.getTime() + (number - 1) * 86_400_000).toISOString().slice(0, 10);
    await WorkshopDay.update({ date }, { where: { number } });
  }
  registered.zoe = await guest({ givenName: 'Zoë', familyName: 'Ñandú', economyCode: 'CHL' });
  registered.linh = await guest({ givenName: 'Linh', familyName: 'Trần', economyCode: 'VNM' });
  registered.mai = await guest({ givenName: 'Mai', familyName: 'Trần', economyCode: 'VNM' });
  registered.omar = await guest({ givenName: 'Omar', familyName: 'Salleh', sex: 'male' });
  registered.rosa = await guest({ familyName: 'Vega', status: 'declined' });
  registered.ines = await guest({ givenName: 'Inés', familyName: 'Quispe' });
  registered.paul = await guest({ givenName: 'Paul', familyName: 'Quarry', sex: 'male' });
  registered.kofi = await guest({ givenName: 'Kofi', familyName: 'Quill', sex: 'male' });
  browser = await launchBrowser();
  page = await pageOf(browser, await server.visitor().signInAs('organiser'), {
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(8000);
  context = page.context();
  complaints = complaintsOf(page, /ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await page.goto(server.url + paths.desk);
  await page.getByRole('status').filter({ hasText: 'Connected' }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const isIn = async (registration: Registration | undefined): Promise<boolean> =>
  (await Attendance.findOne({ where: { registrationId: registration?.id ?? 0, dayNumber: 1 } }))
    ?.present === true;
const said = () => page.locator('#desk-feedback');
const count = (name: string) => page.locator(`#desk-count-${name}`).textContent();

test('two letters and Enter check somebody in, whatever the accents', async () => {
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('desk-input');
  await page.keyboard.type('na');
  await page.getByRole('option', { name: /Zoë Ñandú/ }).waitFor();
  await page.keyboard.press('Enter');
  await said().getByText('Zoë Ñandú is in.').waitFor();
  expect(await eventually(() => isIn(registered.zoe), Boolean)).toBe(true);
  expect(await count('here')).toBe('1');
  expect(await count('women')).toBe('1');
});

test('of two people of one name the arrow keys choose', async () => {
  await page.keyboard.type('tran');
  await page.keyboard.press('Enter');
  await said().getByText('2 people are found.').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await said().getByText('Mai Trần is in.').waitFor();
  expect(await eventually(() => isIn(registered.mai), Boolean)).toBe(true);
  expect(await isIn(registered.linh)).toBe(false);
});

test('a scanner types into the page and its scan is told from a name', async () => {
  const code = badgeCode(registered.omar?.id ?? 0);
  await page.locator('h1').click();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await said().getByText('Omar Salleh is in.').waitFor();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await said().getByText('Omar Salleh: already in at').waitFor();
  expect(
    await eventually(
      () => AttendanceEvent.count(),
      (events) => events === 4,
    ),
  ).toBe(4);
  expect(await count('men')).toBe('1');
  await page.keyboard.type('PEC-0000-0000-0000');
  await page.keyboard.press('Enter');
  await said().getByText('Nobody here has this code').waitFor();
});

test('without network the desk goes on, survives a reload, and sends later', async () => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await eventually(
    () => page.evaluate(async () => (await (await caches.open('pec-desk')).keys()).length),
    (kept) => kept > 3,
  );
  await context.setOffline(true);
  await page.keyboard.type('linh');
  await page.keyboard.press('Enter');
  await said().getByText('Linh Trần is in.').waitFor();
  await page.getByText('1 not sent yet').waitFor();
  await page.getByRole('status').filter({ hasText: 'No network' }).first().waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText('1 not sent yet').waitFor();
  expect(await count('here')).toBe('4');
  await page.getByRole('combobox', { name: 'Name or code' }).focus();
  await page.keyboard.type('ve');
  await page.keyboard.press('Enter');
  await said().getByText('Ana Vega has declined.').waitFor();
  expect(await isIn(registered.linh)).toBe(false);
  await context.setOffline(false);
  expect(await eventually(() => isIn(registered.linh), Boolean)).toBe(true);
  await page.getByText('1 not sent yet').waitFor({ state: 'hidden' });
  await page.getByRole('status').filter({ hasText: 'Connected' }).waitFor();
});

test('an undo asks for a reason and is seen; another desk is seen, too', async () => {
  await page.getByRole('button', { name: 'Undo the check-in of Omar Salleh' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Take out Omar Salleh?' }).waitFor();
  await page.keyboard.type('Wrong badge');
  await page.keyboard.press('Enter');
  await said().getByText('Omar Salleh is taken out again.').waitFor();
  expect(await eventually(async () => !(await isIn(registered.omar)), Boolean)).toBe(true);
  const undo = await AttendanceEvent.findOne({ where: { kind: 'undo' } });
  expect(undo?.reason).toBe('Wrong badge');
  const other = await server.visitor().signInAs('organiser');
  await other.postJson(paths.deskEvents, {
    sentAt: new Date().toISOString(),
    events: [
      {
        eventKey: 'from-another-desk',
        registrationId: registered.omar?.id,
        day: 1,
        kind: 'check_in',
        method: 'typed',
        desk: 'Hall',
        at: new Date().toISOString(),
      },
    ],
  });
  await page.locator('#desk-here').getByText('Hall').waitFor();
});

test('a walk-in is registered with the keyboard alone, likely ones asked about first', async () => {
  await page.getByRole('combobox', { name: 'Name or code' }).focus();
  await page.keyboard.type('Mai Tran');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Walk-in' });
  await dialog.waitFor();
  const began = Date.now();
  for (const key of ['Tab', 'Tab', 'Space', 'Tab']) await page.keyboard.press(key);
  await page.keyboard.type('Viet');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Acad');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Example University');
  for (const key of ['Tab', 'Tab', 'Space', 'Enter']) await page.keyboard.press(key);
  await dialog.getByText('Is it one of these people on record?').waitFor();
  expect(await Person.count({ where: { organisation: 'Example University' } })).toBe(0);
  await dialog.getByRole('button', { name: 'No, this is somebody else' }).focus();
  await page.keyboard.press('Enter');
  await said().getByText('Mai Tran is in.').waitFor();
  expect(Date.now() - began).toBeLessThan(30_000);
  const person = await Person.findOne({ where: { organisation: 'Example University' } });
  expect(person).toMatchObject({ sex: 'female', economyCode: 'VNM', sector: 'academia' });
  const registration = await Registration.findOne({ where: { personId: person?.id } });
  expect(registration?.origin).toBe('walk_in');
  expect(await isIn(registration ?? undefined)).toBe(true);
  await page.locator('#desk-here').getByText('Example University').waitFor();
});

test('walk-ins taken without network wait for the decisions they need, also over a reload', async () => {
  const capacity = await Registration.count({ where: { status: 'registered' } });
  await WorkshopSettings.update({ capacity }, { where: { id: 1 } });
  await context.setOffline(true);
  const dialog = page.getByRole('dialog', { name: 'Walk-in' });
  for (const family of ['Aldana', 'Benavides']) {
    await page.getByRole('button', { name: 'Walk-in' }).click();
    await dialog.getByLabel('Family name').fill(family);
    await dialog.getByLabel('Male', { exact: true }).check();
    await dialog.getByLabel('Economy', { exact: true }).selectOption('Chile');
    await dialog.getByLabel('Sector', { exact: true }).selectOption('Public sector');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Register and check in' }).click();
    await page.locator('#desk-here').getByText(family).waitFor();
  }
  await page.getByText('2 not sent yet').waitFor();
  await context.setOffline(false);
  const full = (family: string) => dialog.getByText(`${family}: No seat is free on Day 1`);
  await full('Aldana').waitFor();
  page.once('dialog', (asked) => void asked.accept());
  await page.reload();
  await full('Aldana').waitFor();
  expect(await axeProblemsEverywhere(page)).toEqual([]);
  // A scan at this moment decides nothing.
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Take in all the same' }).click();
  await full('Benavides').waitFor();
  // Aldana's answer is here: it cannot take the place of what is said of Benavides.
  await page.getByText('1 not sent yet').waitFor();
  await dialog.getByRole('button', { name: 'Do not register' }).click();
  await said().getByText('Benavides was not registered.').waitFor();
  await page.getByText('not sent yet').first().waitFor({ state: 'hidden' });
  const found = await eventually(
    () => Person.findAll({ where: { familyName: ['Aldana', 'Benavides'] } }),
    (people) => people.length > 0,
  );
  expect(found.map(({ familyName }) => familyName)).toEqual(['Aldana']);
  const registration = await Registration.findOne({ where: { personId: found[0]?.id } });
  expect(await isIn(registration ?? undefined)).toBe(true);
  await WorkshopSettings.update({ capacity: null }, { where: { id: 1 } });
});

test('somebody who declined is let in with a reason', async () => {
  await page.getByRole('combobox', { name: 'Name or code' }).focus();
  await page.keyboard.type('vega');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Let in with a reason …' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Let in Ana Vega?' }).waitFor();
  await page.keyboard.press('Enter');
  expect(await eventually(() => isIn(registered.rosa), Boolean)).toBe(true);
  expect((await registered.rosa?.reload())?.status).toBe('registered');
});

test('check-ins without network that the server refuses stay in view until somebody has looked', async () => {
  const { ines, paul, kofi } = registered;
  await context.setOffline(true);
  for (const typed of ['quispe', 'quarry', 'quill']) {
    await page.getByRole('combobox', { name: 'Name or code' }).focus();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await said().getByText('is in.').waitFor();
  }
  await page.getByText('3 not sent yet').waitFor();
  // Meanwhile the team has taken two of them off.
  for (const one of [ines, paul]) await one?.update({ status: 'cancelled' });
  await context.setOffline(false);
  const refused = page.getByRole('region', { name: 'Not counted: please look' });
  await refused.getByText('Inés Quispe was taken off the list by the team.').waitFor();
  await refused.getByText('Paul Quarry was taken off the list by the team.').waitFor();
  expect(await refused.getByRole('listitem').count()).toBe(2);
  expect([await isIn(ines), await isIn(paul), await isIn(kofi)]).toEqual([false, false, true]);
  await page.reload();
  await refused.getByText('Inés Quispe was taken off the list by the team.').waitFor();
  expect(await axeProblemsEverywhere(page)).toEqual([]);
  // Who is let in by now is seen to; who is not is taken off by hand.
  await page.getByRole('combobox', { name: 'Name or code' }).focus();
  await page.keyboard.type('quispe');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Let in with a reason …' }).click();
  await page.getByRole('dialog', { name: 'Let in Inés Quispe?' }).waitFor();
  await page.keyboard.press('Enter');
  await refused.getByText('Inés Quispe', { exact: true }).waitFor({ state: 'hidden' });
  expect(await eventually(() => isIn(ines), Boolean)).toBe(true);
  await refused.getByRole('button', { name: 'Looked at Paul Quarry' }).click();
  await refused.waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByRole('status').filter({ hasText: 'Connected' }).waitFor();
  expect(await refused.isVisible()).toBe(false);
});

test('who takes part online is not waited for, is marked when found, and comes in all the same', async () => {
  const before = Number(await count('missing'));
  await guest({ givenName: 'Ulla', familyName: 'Zubair' });
  const online = await guest({ givenName: 'Uma', familyName: 'Zuniga', mode: 'online' });
  await page.locator('#desk-expected').getByText('Ulla Zubair').waitFor();
  expect(await page.locator('#desk-expected').getByText('Uma Zuniga').count()).toBe(0);
  expect(await count('missing')).toBe(String(before + 1));
  await page.getByRole('combobox', { name: 'Name or code' }).focus();
  await page.keyboard.type('zuni');
  await page.getByRole('option', { name: /Uma Zuniga.*takes part online/ }).waitFor();
  await page.keyboard.press('Enter');
  await said().getByText('Uma Zuniga is in.').waitFor();
  await said().getByText('takes part online').waitFor();
  expect(await eventually(() => isIn(online), Boolean)).toBe(true);
  await page.locator('#desk-here').getByText('Uma Zuniga').waitFor();
});

test('nothing complains, and axe finds nothing', async () => {
  expect(await axeProblemsEverywhere(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
