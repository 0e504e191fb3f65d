import type { Browser } from 'playwright-core';
import { Project, Room, WorkshopDay } from '../../src/models';
import { paths } from '../../src/paths';
import { addSession, makePerson, publish } from '../features/workshop/programme/programme-data';
import { axeProblemsEverywhere } from '../harness/axe';
import { complaintsOf, launchBrowser, pageOf } from '../harness/browser';
import type { Client } from '../harness/client';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
let organiser: Client;
let browser: Browser;
let panel: number;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  organiser = await server.visitor().signInAs('organiser');
  await Project.update({ timeZone: 'Europe/Moscow' }, { where: { id: 1 } });
  await WorkshopDay.update({ date: '2027-06-16' }, { where: { number: 1 } });
  await WorkshopDay.update({ date: '2027-06-17' }, { where: { number: 2 } });
  await WorkshopDay.update({ date: '2027-06-18' }, { where: { number: 3 } });
  const room = await Room.create({ name: 'Main hall', capacity: 120, sort: 1 });
  const ana = await makePerson('Ana', 'Limón', { economyCode: 'HKG' });
  panel = await addSession(organiser, {
    type: 'panel',
    title: 'Women at the head of clusters',
    description: 'A talk.',
    roomId: String(room.id),
    genderDimension: 'yes',
  });
  await addSession(organiser, { dayNumber: '2', startsAt: '19:30', endsAt: '22:00' });
  await organiser.post(paths.sessionPeople(panel), { personId: String(ana.id), part: 'chair' });
  await publish(organiser);
  await organiser.post(paths.sessionPeople(panel), {
    personId: String(ana.id),
    part: 'speaker',
    talkTitle: 'Links that last',
  });
  await publish(organiser);
  await addSession(organiser, { dayNumber: '3', title: 'Closing' });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function timesIn(zone: string, javaScriptEnabled = true) {
  // The zone of the machine the browser runs on.
  const before = process.env.TZ;
  process.env.TZ = zone;
  const ofZone = await launchBrowser();
  process.env.TZ = before;
  const page = await (await ofZone.newContext({ javaScriptEnabled })).newPage();
  const complaints = complaintsOf(page);
  await page.goto(server.url + paths.programme);
  const times = await page.locator('.session-time').allInnerTexts();
  const note = (await page.locator('[data-own-zone]').textContent()) ?? '';
  await ofZone.close();
  return { times, note, complaints };
}

test('shows the reader’s own time beside the workshop’s, with the day where it is another', async () => {
  expect(await timesIn('Asia/Tokyo')).toEqual({
    times: ['09:00–10:00\n15:00–16:00 your time', '19:30–22:00\nFri 18 Jun, 01:30–04:00 your time'],
    note: '“Your time” is that of Asia/Tokyo, which this device uses.',
    complaints: [],
  });
  expect(await timesIn('Europe/Moscow')).toEqual({
    times: ['09:00–10:00', '19:30–22:00'],
    note: 'The clock of this device shows the same.',
    complaints: [],
  });
});

test('without scripts the times of the workshop stand alone', async () => {
  expect(await timesIn('Asia/Tokyo', false)).toEqual({
    times: ['09:00–10:00', '19:30–22:00'],
    note: '',
    complaints: [],
  });
});

test('on paper: A4, a day a page, without what only a screen can use', async () => {
  const page = await browser.newPage();
  await page.goto(server.url + paths.programme);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.locator('.programme-nav').isVisible()).toBe(false);
  expect(await page.locator('body').evaluate((body) => getComputedStyle(body).color)).toBe(
    'rgb(0, 0, 0)',
  );
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
  expect(boxes.map(([, width, height]) => [Number(width), Number(height)].map(Math.round))).toEqual(
    [1, 2, 3].map(() => [595, 842]),
  );
});

test('axe finds nothing on the pages of the programme, wide and narrow, light and dark', async () => {
  const page = await pageOf(browser, organiser);
  for (const address of [
    paths.programme,
    paths.workshopSettings,
    `${paths.programmeSession(panel)}?search=li`,
    paths.programmeVersion(2),
  ]) {
    await page.goto(server.url + address);
    expect([address, await axeProblemsEverywhere(page)]).toEqual([address, []]);
  }
}, 120_000);
