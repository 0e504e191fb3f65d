import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { certificateCode } from '../../src/lib/certificate-code';
import { linkToken } from '../../src/lib/link-tokens';
import { unsubscribeToken } from '../../src/mail/unsubscribe-token';
import {
  Certificate,
  Message,
  Nomination,
  ProgrammeSession,
  Registration,
  SpeakerSheet,
  Tablet,
} from '../../src/models';
import { paths } from '../../src/paths';
import { complaintsOf, launchBrowser, pageOf } from '../harness/browser';
import type { Client } from '../harness/client';
import { copyDemo } from '../harness/demo';
import { startTestServer, type TestServer } from '../harness/server';
import {
  overseersAddresses,
  recordAddresses,
  surveyAddresses,
  workshopAddresses,
  type FirstLink,
} from './addresses';
import { allViews, viewsAfterSteps, watchViews } from './watch-views';

// Every page of the team and of visitors, filled with the demo's data. The pages of the forms
// themselves are looked at in test/client/accessible-forms.test.ts, those that only a step just
// taken leads to in accessible-steps.test.ts. The last test says whether a view was left out.
const views = watchViews();
let folder: string;
let printed: string;
let server: TestServer;
let browser: Browser;
let administrator: Client;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pec-pages-'));
  printed = await copyDemo(path.join(folder, 'demo'));
  server = await startTestServer({ dataDir: path.join(folder, 'demo'), demo: true });
  browser = await launchBrowser();
  administrator = await server.visitor().signInAs('administrator');
  await administrator.post(paths.tablets, { name: 'Table 1' });
  // A published programme that has changed since.
  await ProgrammeSession.update({ title: 'Opening, moved' }, { where: { id: 1 } });
  page = await pageOf(browser, server.visitor(), { reducedMotion: 'reduce' });
  complaints = complaintsOf(page, /status of 404/);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The page, from now on opened by this client. */
async function openedBy(client: Client): Promise<void> {
  await page.context().clearCookies();
  await page
    .context()
    .addCookies(client.cookies().map(([name, value]) => ({ name, value, url: server.url })));
}

async function problemsOf(address: string, status = 200): Promise<string[]> {
  let answered: number | undefined;
  const problems = await views.problemsAfter(page, async () => {
    answered = (await page.goto(server.url + address))?.status();
  });
  return answered === status ? problems : [`answered with ${answered}`, ...problems];
}

/** What axe finds, by address. */
async function problemsOfAll(
  addresses: readonly (string | readonly [string, number])[],
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const one of addresses) {
    const [address, status] = typeof one === 'string' ? [one, 200] : one;
    const problems = await problemsOf(address, status);
    if (problems.length > 0) found[address] = problems;
  }
  return found;
}

const firstLink: FirstLink = async (address, pattern, shows = 'main') => {
  const { $ } = await administrator.get(address);
  for (const link of $('main a').toArray()) {
    const to = $(link).attr('href') ?? '';
    if (pattern.test(to) && (await administrator.get(to)).$(shows).length > 0) return to;
  }
  throw new Error(`No link ${String(pattern)} on ${address} to a page with ${shows}.`);
};

/** What axe finds on the page that a button leads to. */
async function problemsAfterButton(address: string, button: string | RegExp): Promise<string[]> {
  await page.goto(server.url + address);
  return views.problemsAfter(page, async () => {
    await page.getByRole('button', { name: button }).first().click();
    await page.waitForURL((url) => url.pathname !== address);
  });
}

test('axe finds nothing on the pages of visitors and respondents', async () => {
  const link = new URL(/(http:\/\/\S+\/answer\/\S+)/.exec(printed)?.[1] ?? '').pathname;
  const certificate = await Certificate.findOne({ rejectOnEmpty: true });
  const invitation = await Message.findOne({
    where: { kind: 'survey_invitation' },
    rejectOnEmpty: true,
  });
  expect(
    await problemsOfAll([
      paths.signIn,
      ['/nowhere', 404],
      ['/answer/unknown', 404],
      ['/unsubscribe/0-x', 404],
      [paths.certificate('unknown'), 404],
      [paths.readOnly('unknown'), 404],
      [paths.focalPoint('unknown'), 404],
      link,
      paths.programme,
      paths.publicMaterials,
      paths.certificateCheck,
      paths.certificate(certificateCode(certificate.id)),
      paths.unsubscribe(unsubscribeToken(invitation.id)),
    ]),
  ).toEqual({});
}, 120_000);

test('axe finds nothing on the pages of participants and focal points', async () => {
  const sheet = await SpeakerSheet.findOne({ rejectOnEmpty: true });
  const speaker = await Registration.findOne({
    where: { personId: sheet.personId },
    rejectOnEmpty: true,
  });
  const nomination = await Nomination.findOne({ rejectOnEmpty: true });
  const tablet = await Tablet.findOne({ rejectOnEmpty: true });
  const [person, speakers, focalPoint] = [
    linkToken('registration:1'),
    linkToken(`registration:${speaker.id}`),
    linkToken(`focal_point:${nomination.focalPointId}`),
  ];
  expect(
    await problemsOfAll([
      paths.participant(person),
      paths.ownTimetable(person),
      paths.ownMeetings(person),
      paths.ownMaterials(speakers),
      paths.ownSheet(speakers, sheet.kind),
      paths.focalPoint(focalPoint),
      paths.focalPointNewPerson(focalPoint),
      paths.focalPointPerson(focalPoint, nomination.id),
      paths.tablet(linkToken(`tablet:${tablet.id}`)),
    ]),
  ).toEqual({});
}, 120_000);

test('axe finds nothing on the pages of questionnaires and indicators', async () => {
  await openedBy(administrator);
  expect(await problemsOfAll(await surveyAddresses(firstLink))).toEqual({});
}, 300_000);

test('axe finds nothing on the pages of records, people and accounts', async () => {
  await openedBy(administrator);
  expect(await problemsOfAll(await recordAddresses(firstLink))).toEqual({});
}, 300_000);

test('axe finds nothing on the pages of the workshop', async () => {
  await openedBy(administrator);
  expect(await problemsOfAll(await workshopAddresses(firstLink))).toEqual({});
}, 300_000);

test('axe finds nothing on pages that a button of the team leads to', async () => {
  await openedBy(administrator);
  const results = paths.surveyResults('workshop_evaluation');
  expect(await problemsAfterButton(results, 'Release results to overseers now')).toEqual([]);
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(10);
  expect(await problemsAfterButton(paths.workshopSurveys, /^QR code for/)).toEqual([]);
  const certificate = await Certificate.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  await administrator.post(paths.certificateRevocation(certificate.id), { reason: 'Wrong days.' });
  await page.goto(server.url + paths.certificates);
  await page.locator('input[name=ids]:enabled').first().check();
  const preview = await views.problemsAfter(page, async () => {
    await page.getByRole('button', { name: 'See what would be issued' }).click();
    await page.getByRole('heading', { level: 1, name: /issue/i }).waitFor();
  });
  expect(preview).toEqual([]);
}, 60_000);

test('axe finds nothing on the pages of overseers, which are filled from the first minute', async () => {
  await openedBy(await server.visitor().signInAs('overseer'));
  expect(await problemsOfAll(overseersAddresses)).toEqual({});
  await page.goto(server.url + paths.surveyResults('workshop_evaluation'));
  expect(await page.locator('.results-table').count()).toBeGreaterThan(1);
}, 120_000);

test('axe finds nothing on what the reader of a link opens', async () => {
  const { $ } = await administrator.get(
    await firstLink(paths.oversight, /^\/oversight\/links\/\d+$/),
  );
  await openedBy(server.visitor());
  expect(await problemsOf(new URL($('.long-address').text()).pathname)).toEqual([]);
  const problems = await views.problemsAfter(page, async () => {
    await page.getByRole('button', { name: 'Open the indicators' }).click();
    await page.waitForURL(`**${paths.indicators}`);
  });
  expect(problems).toEqual([]);
  expect(await problemsOf(paths.reading)).toEqual([]);
}, 60_000);

test('no view is left out, nor did a page complain in the console', () => {
  const elsewhere = new Set(viewsAfterSteps);
  expect(views.unseen(allViews().filter((view) => !elsewhere.has(view)))).toEqual([]);
  expect(complaints).toEqual([]);
});
