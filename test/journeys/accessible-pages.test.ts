import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { linkToken } from '../../src/lib/link-tokens';
import { loadSecretKey } from '../../src/lib/secret-key';
import { paths } from '../../src/paths';
import { axeProblemsEverywhere } from '../harness/axe';
import { complaintsOf, launchBrowser } from '../harness/browser';
import { copyDemo } from '../harness/demo';
import { startServerProcess, type ServerProcess } from '../harness/server-process';

// Every page of the team and of visitors, filled with the demo's data. The pages of the forms
// themselves are looked at in test/client/accessible-forms.test.ts, those that only a step just
// taken leads to in accessible-steps.test.ts.
let folder: string;
let printed: string;
let server: ServerProcess;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pec-pages-'));
  printed = await copyDemo(path.join(folder, 'demo'));
  server = await startServerProcess({ DATA_DIR: path.join(folder, 'demo') }, ['cli.js', 'demo']);
  browser = await launchBrowser();
  page = await (await browser.newContext()).newPage();
  complaints = complaintsOf(page);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function problemsOf(address: string, status = 200): Promise<string[]> {
  const answer = await page.goto(server.url + address);
  expect([address, answer?.status()]).toEqual([address, status]);
  return axeProblemsEverywhere(page);
}

async function signIn(role: 'administrator' | 'overseer'): Promise<void> {
  await page.context().clearCookies();
  const [, email = '', password = ''] = new RegExp(`(${role}@\\S+)\\s+(\\S+)`).exec(printed) ?? [];
  await page.goto(server.url + paths.signIn);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**${paths.indicators}`);
}

/** The address of the first link on a page that matches, to get at records by their pages. */
async function firstLink(address: string, pattern: RegExp): Promise<string> {
  await page.goto(server.url + address);
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const found = links.find((link) => pattern.test(link));
  if (found === undefined) throw new Error(`No link ${String(pattern)} on ${address}.`);
  return found;
}

test('axe finds nothing on the pages of visitors and respondents', async () => {
  const link = new URL(server.printed(/(http:\/\/\S+\/answer\/\S+)/)).pathname;
  const found: Record<string, string[]> = {};
  for (const [address, status] of [
    [paths.signIn, 200],
    ['/nowhere', 404],
    ['/answer/unknown', 404],
    ['/unsubscribe/0-x', 404],
    [paths.certificate('unknown'), 404],
    [link, 200],
  ] as const) {
    const problems = await problemsOf(address, status);
    if (problems.length > 0) found[address] = problems;
  }
  expect(found).toEqual({});
}, 120_000);

test('axe finds nothing on the pages of the team', async () => {
  await signIn('administrator');
  complaints.length = 0;
  const form = 'cluster_survey';
  const addresses = [
    paths.indicators,
    paths.indicator('I01'),
    paths.indicator('I06'),
    paths.indicator('I11'),
    `${paths.indicators}?from=2020-06-16&to=2020-06-18`,
    paths.indicatorsDataHelp,
    paths.completion,
    paths.indicatorRules,
    paths.snapshots,
    paths.snapshot(3),
    `${paths.snapshotComparison}?from=3&to=now`,
    paths.surveys,
    paths.survey(form),
    paths.surveyDefinition(form),
    paths.newSurveyVersion(form),
    paths.surveyVersion(form, 1),
    paths.surveyOpenLink(form),
    paths.surveyMailings(form),
    paths.newMailing(form, 'invitation'),
    paths.newMailing(form, 'reminder'),
    await firstLink(paths.surveyMailings(form), /^\/mailings\/\d+$/),
    paths.surveyFunnel(form),
    paths.surveyResults('collaboration_invitation'),
    `${paths.surveyCross('cluster_survey')}?rows=main_barrier&by=respondent.sector`,
    paths.surveyDataSets('cluster_survey'),
    `${paths.surveyDataSetComparison('cluster_survey')}?from=preliminary&to=adjusted`,
    paths.surveyAdjustments('cluster_survey'),
    paths.surveyCoding('cluster_survey'),
    paths.questionCoding('cluster_survey', 'barriers_comment'),
    `${paths.codingAnswers('cluster_survey', 'barriers_comment')}?show=all`,
    paths.surveyResultsForOverseers('cluster_survey'),
    paths.surveyResponses(form),
    await firstLink(paths.surveyResponses(form), /^\/responses\//),
    `${await firstLink(paths.surveyResponses(form), /^\/responses\//)}/correction`,
    await firstLink(paths.surveyResponses('success_story'), /^\/responses\//),
    paths.milestones,
    await firstLink(paths.milestones, /^\/records\/milestones\/\d+$/),
    paths.risks,
    await firstLink(paths.risks, /^\/records\/risks\/\d+$/),
    paths.newRisk,
    paths.oversight,
    paths.newOversightLink,
    await firstLink(paths.oversight, /^\/oversight\/links\/\d+$/),
    paths.draftComments,
    await firstLink(paths.draftComments, /^\/records\/comments\/\d+$/),
    paths.initiatives,
    await firstLink(paths.initiatives, /^\/records\/initiatives\/\d+$/),
    paths.ppstiMembers,
    paths.platformRegistrations,
    paths.platformRegistration('PER'),
    paths.people,
    paths.newPerson,
    await firstLink(paths.people, /^\/people\/\d+$/),
    paths.clusters,
    await firstLink(paths.clusters, /^\/people\/clusters\/\d+$/),
    paths.retention,
    paths.newContactImport,
    paths.messages,
    await firstLink(paths.messages, /^\/messages\/\d+$/),
    paths.project,
    paths.accounts,
    paths.password,
    paths.auditTrail,
  ];
  const found: Record<string, string[]> = {};
  for (const address of addresses) {
    const problems = await problemsOf(address);
    if (problems.length > 0) found[address] = problems;
  }
  expect(found).toEqual({});
  expect(complaints).toEqual([]);
}, 300_000);

test('axe finds nothing on the pages of the workshop', async () => {
  await signIn('administrator');
  complaints.length = 0;
  const addresses = [
    paths.workshop,
    paths.workshopSettings,
    paths.programmeDraft,
    await firstLink(paths.programmeDraft, /^\/workshop\/programme\/sessions\/\d+$/),
    paths.nominations,
    paths.nominationEconomy('CHL'),
    paths.nominees,
    paths.nominationDecisionMails,
    await firstLink(paths.nominees, /^\/workshop\/nominations\/people\/\d+$/),
    paths.registrations,
    await firstLink(paths.registrations, /^\/workshop\/registrations\/\d+$/),
    paths.newRegistrationInvitations,
    paths.speakers,
    await firstLink(paths.speakers, /^\/workshop\/speakers\/\d+\/\w+$/),
    paths.materials,
    paths.interviews,
    paths.dayNotesOf(1),
    paths.certificates,
    paths.matchmaking,
    paths.desk,
    paths.attendance,
    paths.tracker,
    paths.badges,
    paths.workshopLists,
    paths.workshopSurveys,
    paths.indicator('I03'),
    paths.indicator('I13'),
    paths.indicator('I19'),
  ];
  const found: Record<string, string[]> = {};
  for (const address of addresses) {
    const problems = await problemsOf(address);
    if (problems.length > 0) found[address] = problems;
  }
  expect(found).toEqual({});
  expect(complaints).toEqual([]);
}, 300_000);

test('axe finds nothing on the pages that participants, focal points and the public see', async () => {
  await page.context().clearCookies();
  loadSecretKey(path.join(folder, 'demo'));
  const person = linkToken('registration:1');
  const found: Record<string, string[]> = {};
  for (const address of [
    paths.participant(person),
    paths.ownTimetable(person),
    paths.ownMeetings(person),
    paths.focalPoint(linkToken('focal_point:1')),
    paths.programme,
    paths.certificateCheck,
  ]) {
    const problems = await problemsOf(address);
    if (problems.length > 0) found[address] = problems;
  }
  expect(found).toEqual({});
}, 120_000);

test('axe finds nothing on the report of a release', async () => {
  await signIn('administrator');
  await page.goto(server.url + paths.surveyResults('workshop_evaluation'));
  await page.getByRole('button', { name: 'Release results to overseers now' }).click();
  await page.waitForURL(`**${paths.surveyReleases('workshop_evaluation')}`);
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(10);
  expect(await axeProblemsEverywhere(page)).toEqual([]);
}, 60_000);

test('axe finds nothing on the pages of overseers, which are filled from the first minute', async () => {
  await signIn('overseer');
  const form = 'workshop_evaluation';
  const found: Record<string, string[]> = {};
  for (const address of [
    paths.surveyResults(form),
    `${paths.surveyResults(form)}?part=all`,
    paths.surveyCross(form),
    paths.surveyFunnel(form),
    paths.survey(form),
    paths.surveys,
    paths.indicators,
    paths.indicator('I01'),
    paths.indicator('I06'),
    paths.indicator('I12'),
    paths.milestones,
    paths.risks,
    paths.oversight,
    paths.indicatorRules,
    paths.snapshot(3),
    `${paths.snapshotComparison}?from=3&to=now`,
  ]) {
    const problems = await problemsOf(address);
    if (problems.length > 0) found[address] = problems;
  }
  expect(found).toEqual({});
  await page.goto(server.url + paths.surveyResults(form));
  expect(await page.locator('.results-table').count()).toBeGreaterThan(1);
}, 120_000);

test('axe finds nothing on what the reader of a link opens', async () => {
  await signIn('administrator');
  const link = await firstLink(paths.oversight, /^\/oversight\/links\/\d+$/);
  await page.goto(server.url + link);
  const address = new URL(await page.locator('.long-address').innerText()).pathname;
  await page.context().clearCookies();
  expect(await problemsOf(address)).toEqual([]);
  await page.getByRole('button', { name: 'Open the indicators' }).click();
  await page.waitForURL(`**${paths.indicators}`);
  expect(await axeProblemsEverywhere(page)).toEqual([]);
  expect(await problemsOf(paths.reading)).toEqual([]);
}, 60_000);
