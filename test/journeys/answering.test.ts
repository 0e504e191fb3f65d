import type { Browser, Page } from 'playwright-core';
import sqlite3 from 'sqlite3';
import { sqliteFile } from '../../src/db/connection';
import { accessKeyOf } from '../../src/lib/link-tokens';
import { Draft, Response } from '../../src/models';
import { paths } from '../../src/paths';
import { complaintsOf, launchBrowser } from '../harness/browser';
import { startTestServer, type TestServer } from '../harness/server';
import {
  invite,
  openSurvey,
  validAnswers,
  type OpenSurvey,
} from '../features/responses/open-survey';
import { clusterManager } from '../features/responses/respondent';

const phone = { width: 390, height: 844 };

let server: TestServer;
let open: OpenSurvey;
const browsers = new Set<Browser>();

beforeAll(async () => {
  server = await startTestServer();
  open = await openSurvey('cluster_survey');
}, 60_000);
afterAll(async () => {
  await Promise.all([...browsers].map((browser) => browser.close()));
  await server.stop();
});

/** A phone of its own: another browser, another storage. Its console must stay clean. */
async function openPhone(path: string): Promise<Page> {
  const browser = await launchBrowser();
  browsers.add(browser);
  const page = await (await browser.newContext({ viewport: phone })).newPage();
  complaints.push(complaintsOf(page, /Failed to load resource/));
  await page.goto(server.url + path);
  await page.waitForSelector('#survey[data-ready]');
  return page;
}
const complaints: string[][] = [];

/** As a crash does: nothing is said to the server. */
async function kill(page: Page): Promise<void> {
  const browser = page.context().browser();
  if (browser === null) return;
  browsers.delete(browser);
  await browser.close();
}

const saved = (page: Page) =>
  page.waitForFunction(() =>
    /^Saved/.test(document.querySelector('#answer-status')?.textContent ?? ''),
  );
const choose = (page: Page, name: string, label: string) =>
  page.locator(`[data-name="${name}"] label`, { hasText: label }).first().click();
const field = (page: Page, name: string) =>
  page.locator(`[data-name="${name}"] :is(input, textarea)`).first();
const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();
const title = (page: Page) => page.locator('.sd-page__title').textContent();
async function answersOf(): Promise<Record<string, unknown>> {
  const [draft] = await Draft.findAll();
  return JSON.parse(draft?.answers ?? '{}') as Record<string, unknown>;
}
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('What was waited for did not come.');
}

test('half answered on a phone, killed, resumed on another, offline, in conflict, sent', async () => {
  const { token } = await invite(open.survey);
  let page = await openPhone(paths.answer(token));

  await choose(page, 'consent_data_use', 'Yes, I agree');
  await choose(page, 'respondent_type', 'Cluster manager');
  await next(page);
  expect(await title(page)).toBe('About you');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('About you');
  await field(page, 'name').fill('Ana Lim');
  await field(page, 'organisation').fill('Harbour Photonics Office');
  await saved(page);
  await until(async () => (await answersOf()).organisation === 'Harbour Photonics Office');
  await kill(page);

  page = await openPhone(paths.answer(token));
  expect(await title(page)).toBe('About you');
  expect(await field(page, 'name').inputValue()).toBe('Ana Lim');

  await page.context().setOffline(true);
  await field(page, 'position').fill('Manager');
  await page.waitForSelector('#answer-status[data-bad="true"]');
  expect(await page.locator('#answer-status').textContent()).toContain('kept on this device');
  expect((await answersOf()).position).toBeUndefined();
  const other = await openPhone(paths.answer(token));
  await field(other, 'name').fill('Ana M. Lim');
  await field(other, 'email').fill('ana@cluster.example');
  await until(async () => (await answersOf()).email === 'ana@cluster.example');
  await field(page, 'name').fill('Ana B. Lim');
  await page.context().setOffline(false);

  const dialog = page.locator('dialog');
  await dialog.waitFor();
  expect(await dialog.locator('legend').allTextContents()).toEqual(['Your name']);
  expect(await dialog.locator('label').allTextContents()).toEqual([
    'On this deviceAna B. Lim',
    'On the other deviceAna M. Lim',
  ]);
  await dialog.locator('label').nth(1).click();
  await dialog.getByRole('button').click();
  await until(async () => (await answersOf()).position === 'Manager');
  expect(await answersOf()).toMatchObject({
    name: 'Ana M. Lim',
    email: 'ana@cluster.example',
    position: 'Manager',
    organisation: 'Harbour Photonics Office',
  });
  expect(await field(page, 'email').inputValue()).toBe('ana@cluster.example');
  await Promise.all([kill(page), kill(other)]);

  // The rest of the long form as another device would have left it, up to its last page.
  const whole = validAnswers(open, 5, { ...clusterManager, name: 'Ana M. Lim' });
  const [draft] = await Draft.findAll();
  await draft?.update({ answers: JSON.stringify(whole), page: 100, revision: draft.revision + 1 });
  page = await openPhone(paths.answer(token));
  while ((await page.getByRole('button', { name: 'Send' }).count()) === 0) await next(page);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL(`**${paths.answerReceipt(token)}`);
  const [response] = await Response.findAll();
  expect(JSON.parse(response?.answers ?? '{}')).toEqual(whole);
  const code = response?.receipt ?? '';
  expect(await page.locator('.receipt-code').textContent()).toBe(
    `${code.slice(0, 4)}-${code.slice(4)}`,
  );
  expect(await Draft.count()).toBe(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(complaints.flat()).toEqual([]);
}, 180_000);

test('what is typed before the program has arrived is carried over', async () => {
  const { token } = await invite(open.survey);
  const browser = await launchBrowser();
  browsers.add(browser);
  const page = await (await browser.newContext({ viewport: phone })).newPage();
  const { promise: typed, resolve: done } = withResolver();
  await page.route('**/assets/survey-*.js', async (route) => {
    await typed;
    await route.continue();
  });
  await page.goto(server.url + paths.answer(token), { waitUntil: 'commit' });
  await page.waitForSelector('[data-name="respondent_type"]');
  await choose(page, 'respondent_type', 'Policy maker');
  await choose(page, 'consent_data_use', 'Yes, I agree');
  done();
  await page.waitForSelector('#survey[data-ready]');
  await until(async () => {
    const draft = await Draft.findByPk(accessKeyOf(token));
    return (
      draft?.answers === JSON.stringify({ consent_data_use: true, respondent_type: 'policy_maker' })
    );
  });
  await kill(page);
}, 60_000);

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test('a form that cannot be loaded says so, and loads when asked again', async () => {
  const { token } = await invite(open.survey);
  const browser = await launchBrowser();
  browsers.add(browser);
  const page = await (await browser.newContext({ viewport: phone })).newPage();
  await page.route('**/state', (route) => route.abort());
  await page.goto(server.url + paths.answer(token));
  const retry = page.getByRole('button', { name: 'Try again' });
  await retry.waitFor();
  expect(await page.locator('.answer-failed h2').textContent()).toBe(
    'The form could not be loaded',
  );
  await page.unroute('**/state');
  await retry.click();
  await page.waitForSelector('#survey[data-ready]');
  await kill(page);
}, 60_000);

test('closing while somebody answers keeps what they typed and says so', async () => {
  const { token } = await invite(open.survey);
  const page = await openPhone(paths.answer(token));
  await open.survey.update({ closedAt: new Date() });
  await choose(page, 'consent_data_use', 'Yes, I agree');
  await page.getByRole('heading', { name: 'The form has closed' }).waitFor();
  const copy = await page.evaluate(() => Object.values(localStorage).join());
  expect(copy).toContain('consent_data_use');
  await open.survey.update({ closedAt: null });
  await page.reload();
  await page.waitForSelector('#survey[data-ready]');
  await until(async () =>
    (await Draft.findAll()).some(({ answers }) => answers === '{"consent_data_use":true}'),
  );
  await kill(page);
}, 60_000);

test('a database locked by another program is told, and the answers arrive when it is free', async () => {
  const { token } = await invite(open.survey);
  const page = await openPhone(paths.answer(token));
  const other = new sqlite3.Database(sqliteFile(server.config.dataDir));
  const run = (sql: string) =>
    new Promise<void>((resolve, reject) => {
      other.exec(sql, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  await run('BEGIN IMMEDIATE');
  await choose(page, 'consent_data_use', 'Yes, I agree');
  await page.locator('#answer-status', { hasText: 'The server cannot save now' }).waitFor();
  expect(await page.evaluate(() => localStorage.length)).toBe(1);
  await run('ROLLBACK');
  other.close();
  await page.getByRole('button', { name: 'Try now' }).click();
  await saved(page);
  const draft = await Draft.findByPk(accessKeyOf(token));
  expect(draft?.answers).toBe('{"consent_data_use":true}');
  await kill(page);
}, 60_000);
