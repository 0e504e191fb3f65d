import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { badgeCode } from '../../src/lib/badge-code';
import { dateIn } from '../../src/lib/clock';
import { Attendance, AttendanceEvent, WorkshopDay, type Registration } from '../../src/models';
import { paths } from '../../src/paths';
import { guest } from '../features/workshop/attendance/guests';
import { complaintsOf, launchBrowser, pageOf } from '../harness/browser';
import { cameraFlags, writeCameraVideo } from '../harness/camera-video';
import { eventually } from '../harness/eventually';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
let folder: string;
let zoe: Registration;
let browser: Browser | undefined;

beforeAll(async () => {
  server = await startTestServer();
  // The desk checks in for today only.
  await WorkshopDay.update({ date: dateIn('Europe/Moscow') }, { where: { number: 1 } });
  zoe = await guest({ givenName: 'Zoë', familyName: 'Ñandú', economyCode: 'CHL' });
  folder = await mkdtemp(path.join(tmpdir(), 'pec-camera-'));
});
afterEach(async () => {
  await browser?.close();
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function openDesk(flags: string[]): Promise<Page> {
  browser = await launchBrowser(flags);
  const page = await pageOf(browser, await server.visitor().signInAs('organiser'));
  page.setDefaultTimeout(10_000);
  await page.goto(server.url + paths.desk);
  await page.getByRole('status').filter({ hasText: 'Connected' }).waitFor();
  return page;
}

test('the camera reads the code of a badge and the person is in, once', async () => {
  const file = path.join(folder, 'badges.y4m');
  // The second badge is of another workshop.
  await writeCameraVideo(file, [badgeCode(zoe.id), 'PEC-0000-0000-0000']);
  const page = await openDesk(cameraFlags(file));
  const complaints = complaintsOf(page);
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  const said = page.locator('#desk-feedback');
  await said.getByText('Zoë Ñandú is in.').waitFor();
  await said.getByText('Nobody here has this code').waitFor();
  const rows = await eventually(
    () => Attendance.findAll({ where: { dayNumber: 1 } }),
    ({ length }) => length > 0,
  );
  expect(rows.map(({ registrationId, present }) => [registrationId, present])).toEqual([
    [zoe.id, true],
  ]);
  const [event] = await AttendanceEvent.findAll();
  expect(event).toMatchObject({ registrationId: zoe.id, method: 'scan', outcome: 'checked_in' });
  await page.getByRole('button', { name: 'Close the camera' }).click();
  await page.locator('#desk-video').waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('desk-input');
  expect(complaints).toEqual([]);
});

test('without a camera the desk says so and goes on by names', async () => {
  const page = await openDesk([
    '--use-fake-device-for-media-stream=device-count=0',
    '--use-fake-ui-for-media-stream',
  ]);
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  const said = page.locator('#desk-feedback');
  await said.getByText('No camera could be opened on this device.').waitFor();
  expect(await page.locator('#desk-video').isVisible()).toBe(false);
  await page.getByRole('combobox', { name: 'Name or code' }).fill('nandu');
  await page.keyboard.press('Enter');
  await said.getByText('Zoë Ñandú: already in at').waitFor();
});
