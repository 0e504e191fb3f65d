import type { Browser, Page } from 'playwright-core';
import { makeOneTimeLink } from '../../src/features/accounts/one-time-links';
import { findSurvey } from '../../src/features/surveys/surveys.queries';
import { db, inTransaction } from '../../src/db/transaction';
import { setClock } from '../../src/lib/clock';
import { Survey, User } from '../../src/models';
import { paths } from '../../src/paths';
import { invite, openSurvey, validAnswers } from '../features/responses/open-survey';
import { Respondent } from '../features/responses/respondent';
import { makePerson } from '../features/people/example-people';
import { header, upload } from '../features/people/imports/example-lists';
import { complaintsOf, launchBrowser, pageOf } from '../harness/browser';
import type { Client } from '../harness/client';
import { startTestServer, type TestServer } from '../harness/server';
import { viewsAfterSteps, watchViews } from './watch-views';

// Pages to which only a step just taken leads: a link used, a list uploaded, a form sent.
const views = watchViews();
let server: TestServer;
let browser: Browser;
let organiser: Client;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('administrator');
  browser = await launchBrowser();
  page = await pageOf(browser, organiser);
  // A form that comes back with errors is answered by 422, which the console reports.
  complaints = complaintsOf(page, /status of (409|410|422)/);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});
afterEach(() => {
  expect(complaints).toEqual([]);
});

const problemsAfter = (step: () => Promise<unknown>) => views.problemsAfter(page, step);

const problemsAt = (address: string) => problemsAfter(() => page.goto(server.url + address));

/** What axe finds once the form is sent as it stands and comes back with its errors. */
async function problemsOnceSent(button: string): Promise<string[]> {
  return problemsAfter(async () => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator('.notice-danger').waitFor();
  });
}

async function oneTimeLink(purpose: 'first_administrator' | 'set_password'): Promise<string> {
  const userId = purpose === 'set_password' ? (organiser.user?.id ?? null) : null;
  const { token } = await inTransaction((tx) => makeOneTimeLink(tx, purpose, userId));
  return paths.oneTimeLink(token);
}

test.each([
  ['first_administrator', 'Become administrator'],
  ['set_password', 'Save and sign in'],
] as const)(
  'axe finds nothing on the form %s, empty and refused',
  async (purpose, button) => {
    expect(await problemsAt(await oneTimeLink(purpose))).toEqual([]);
    expect(await problemsOnceSent(button)).toEqual([]);
  },
  60_000,
);

test('axe finds nothing on the pages of accounts, nor on those that refuse', async () => {
  const other = await User.create({ email: 'x@team.example', name: 'Olga', role: 'organiser' });
  expect(await problemsAt(paths.account(other.id))).toEqual([]);
  const renewed = await problemsAfter(async () => {
    await page.getByRole('button', { name: 'Make a new link' }).click();
    await page.getByLabel('One-time link').waitFor();
  });
  expect(renewed).toEqual([]);
  await other.update({ disabledAt: new Date() });
  expect(await problemsAt(paths.account(other.id))).toEqual([]);
  await page.goto(server.url + paths.accounts);
  expect(await problemsOnceSent('Invite')).toEqual([]);
  await page.goto(server.url + paths.password);
  expect(await problemsOnceSent('Change the password')).toEqual([]);
}, 60_000);

test.each([
  ['without errors', []],
  ['with errors', [['', '', 'no address', 'unknown', 'Atlantis', '']]],
])(
  'axe finds nothing on the dry run of a list %s',
  async (_name, wrong) => {
    const address = await upload(organiser, [
      [...header, 'Cluster', 'Remarks'],
      ['Ana', 'Lim', 'ana@harbour.example', 'F', 'Singapore', 'Harbour', 'Harbour Photonics', 'x'],
      ['Ana', 'Lim', 'ana@harbour.example', 'F', 'Singapore', 'Harbour', 'Harbour Photonics', 'x'],
      ...wrong,
    ]);
    expect(await problemsAt(address)).toEqual([]);
  },
  60_000,
);

test('axe finds nothing on the receipts of a named and of an anonymous form', async () => {
  for (const form of ['cluster_survey', 'workshop_evaluation']) {
    const open = await openSurvey(form);
    const { token } = await invite(open.survey);
    const respondent = new Respondent(server, open.version.version.id);
    const fixed = form === 'cluster_survey' ? { consent_data_use: true } : {};
    const body = respondent.submission(validAnswers(open, 3, fixed));
    expect((await respondent.send(token, body)).status).toBe(200);
    expect(await problemsAt(paths.answerReceipt(token))).toEqual([]);
    await Survey.update({ closedAt: new Date() }, { where: { form } });
    expect(await problemsAt(paths.answerReceipt(token))).toEqual([]);
    expect(await problemsAt(paths.answer(token))).toEqual([]);
  }
}, 90_000);

test('axe finds nothing on the open link, on what it begins, and once it is closed', async () => {
  const { survey } = await openSurvey('collaboration_invitation');
  const address = paths.join(survey.openLink);
  expect(await problemsAt(address)).toEqual([]);
  const begun = await problemsAfter(async () => {
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.waitForSelector('#survey[data-ready]');
  });
  expect(begun).toEqual([]);
  await survey.update({ closedAt: new Date() });
  expect(await problemsAt(address)).toEqual([]);
}, 60_000);

test('axe finds nothing on the preview of a form, nor when the draft has errors', async () => {
  const address = paths.surveyPreview('success_story');
  const shown = await problemsAfter(async () => {
    await page.goto(server.url + address);
    await page.locator('[data-preview] .sd-page__title').waitFor();
  });
  expect(shown).toEqual([]);
  await (await findSurvey('success_story')).update({ draftDefinition: '{' });
  expect(await problemsAt(address)).toEqual([]);
}, 60_000);

test('axe finds nothing on the list of whom the time of keeping is nearly over for, nor beside it', async () => {
  const person = await makePerson({ familyName: 'Duesoon' });
  await db().query("UPDATE people SET created_at = '2020-02-01 08:00:00.000 +00:00'");
  setClock(new Date('2023-04-20T09:00:00Z'));
  expect(await problemsAt(paths.retention)).toEqual([]);
  expect(await problemsAt(paths.retentionOf(person.id))).toEqual([]);
  setClock(undefined);
}, 60_000);

test('every view that only a step leads to was looked at', () => {
  expect(views.unseen(viewsAfterSteps)).toEqual([]);
});
