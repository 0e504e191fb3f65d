import type { Browser, Page } from 'playwright-core';
import { badgeCode } from '../../src/lib/badge-code';
import { hashToken } from '../../src/lib/tokens';
import { linkToken } from '../../src/lib/link-tokens';
import { Draft, Tablet } from '../../src/models';
import { paths } from '../../src/paths';
import { openSurvey } from '../features/responses/open-survey';
import { guest } from '../features/workshop/attendance/guests';
import { axeProblemsEverywhere } from '../harness/axe';
import { complaintsOf, launchBrowser, pageOf } from '../harness/browser';
import { eventually } from '../harness/eventually';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
let browser: Browser;
let address: string;

beforeAll(async () => {
  server = await startTestServer();
  await openSurvey('cluster_survey');
  const { user } = await server.visitor().signInAs('organiser');
  const tablet = await Tablet.create({
    name: 'Table 1',
    tokenHash: hashToken(linkToken('tablet:1')),
    createdBy: user?.id ?? 0,
    createdAt: new Date(),
  });
  address = server.url + paths.tablet(linkToken(`tablet:${tablet.id}`));
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function begin(page: Page, registrationId: number): Promise<void> {
  await page.keyboard.type(badgeCode(registrationId));
  await page.keyboard.press('Enter');
  await page.waitForSelector('#survey[data-ready]');
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Are you still there?' });

/** Lets five seconds of the page pass again and again until what it asks the server for is there. */
async function untilRefreshed(page: Page, holds: () => Promise<boolean>): Promise<void> {
  const held = await eventually(
    async () => {
      await page.clock.runFor(5_000);
      return holds();
    },
    (value) => value,
  );
  expect(held).toBe(true);
}

test('the team’s page shows by itself who is done, and takes the keyboard from nobody', async () => {
  const done = await guest({ givenName: 'Dana', familyName: 'Done' });
  await guest({ givenName: 'Wim', familyName: 'Waits' });
  const page = await pageOf(browser, await server.visitor().signInAs('organiser'));
  page.setDefaultTimeout(8000);
  const complaints = complaintsOf(page, /ERR_INTERNET_DISCONNECTED/);
  await page.clock.install();
  await page.goto(server.url + paths.workshopSurveys);
  const figure = page.locator('[data-live="missing"]');
  const before = Number(await figure.textContent());
  const row = (name: string) => page.getByRole('row', { name });
  const button = page.getByRole('button', { name: 'QR code for Wim Waits' });
  await button.focus();
  await done.update({ status: 'declined' });
  await untilRefreshed(page, async () => Number(await figure.textContent()) === before - 1);
  // Rows that the keyboard is in stay as they are until it leaves them.
  expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await row('Dana Done').count()).toBe(1);
  await page.getByLabel('New tablet').focus();
  await untilRefreshed(page, async () => (await row('Dana Done').count()) === 0);
  expect(await row('Wim Waits').count()).toBe(1);
  expect(
    await page.getByLabel('New tablet').evaluate((one) => one === document.activeElement),
  ).toBe(true);
  await page.context().setOffline(true);
  const offline = page.getByRole('status').getByText('No connection');
  await untilRefreshed(page, () => offline.isVisible());
  expect(complaints).toEqual([]);
}, 60_000);

test('a tablet that nobody touches saves what was entered and is ready for the next person', async () => {
  const page = await (await browser.newContext()).newPage();
  const complaints = complaintsOf(page, /Failed to load resource/);
  await page.goto(address);
  await page.clock.install();
  await begin(page, (await guest()).id);
  await page.locator('[data-name="consent_data_use"] label').first().click();
  await page.clock.runFor(5_000);
  await page.clock.runFor(176_000);
  await dialog(page).waitFor();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'hidden' });
  await page.clock.runFor(181_000);
  await dialog(page).waitFor();
  await page.clock.runFor(31_000);
  await page.waitForURL(`${address}?left`);
  expect(await page.locator('[data-passing]').textContent()).toContain('closed on this tablet');
  expect(await Draft.count()).toBe(1);
  // The next person finds the field ready, and going back leads to no answers.
  await begin(page, (await guest()).id);
  await page.getByRole('button', { name: 'Leave the questionnaire' }).click();
  await page.waitForURL(`${address}?left`);
  expect(await page.evaluate(() => Object.keys(window.localStorage))).toEqual([]);
  await page.goBack();
  await page.waitForURL(address);
  expect(complaints).toEqual([]);
}, 60_000);

test('its start page is accessible', async () => {
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await page.goto(address);
  expect(await axeProblemsEverywhere(page)).toEqual([]);
}, 60_000);
