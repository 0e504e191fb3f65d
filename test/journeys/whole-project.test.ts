import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { paths } from '../../src/paths';
import { launchBrowser, launchMortalBrowser } from '../harness/browser';
import { eventually } from '../harness/eventually';
import { startMailServer, type MailServer } from '../harness/mail-server';
import { startServerProcess, type ServerProcess } from '../harness/server-process';

const password = 'clusters travel by slow ship';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let folder: string;
let mail: MailServer;
let server: ServerProcess;
let office: Browser;
let organiser: Page;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pec-journey-'));
  mail = await startMailServer();
  server = await startServerProcess({ DATA_DIR: path.join(folder, 'data'), SMTP_URL: mail.url });
  office = await launchBrowser();
  organiser = await (await office.newContext({ acceptDownloads: true })).newPage();
  organiser.setDefaultTimeout(30_000);
}, 120_000);

afterAll(async () => {
  await office.close();
  await server.stop('SIGTERM');
  await mail.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function contactList(): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Contacts');
  sheet.addRows([
    ['Given name', 'Family name', 'E-mail', 'Sex', 'Economy', 'Sector', 'Organisation'],
    ['Thi Lan', 'NGUYEN', 'lan@clusters.example', 'F', 'Viet Nam', 'private', 'Demo Lake Cluster'],
    ['Ana', 'de la Cruz', 'ana@clusters.example', 'F', 'Peru', 'public', 'Demo Agency'],
  ]);
  const file = path.join(folder, 'contacts.xlsx');
  await workbook.xlsx.writeFile(file);
  return file;
}

async function mailTo(address: string): Promise<string> {
  for (let wait = 0; wait < 300; wait += 1) {
    const found = mail.received.filter(({ to }) => to.includes(address)).at(-1);
    if (found !== undefined) return found.mail.text ?? '';
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail to ${address} arrived.`);
}

function linkIn(text: string): string {
  const link = /http:\/\/localhost:\d+\/answer\/[\w-]+/.exec(text)?.[0];
  if (link === undefined) throw new Error(`The mail holds no link: ${text}`);
  return link;
}

async function openForm(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext(phone)).newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(link);
  await page.getByRole('button', { name: 'Next' }).waitFor();
  return page;
}

async function choose(page: Page, question: string, text: string): Promise<void> {
  await page.locator(`[data-name="${question}"]`).getByText(text, { exact: true }).click();
}

async function next(page: Page): Promise<void> {
  const progress = page.locator('.answer-progress');
  const before = (await progress.textContent()) ?? '';
  await page.getByRole('button', { name: 'Next' }).click();
  await page.waitForFunction(
    (text) => document.querySelector('.answer-progress')?.textContent !== text,
    before,
  );
}

test('a new user gets from the first link to indicators that one answer has changed', async () => {
  // The one-time link makes the administrator.
  const link = server.printed(/Open this link to become administrator: (\S+)/);
  await organiser.goto(link);
  await organiser.getByLabel('Your name').fill('Project administrator');
  await organiser.getByLabel('E-mail address').fill('administrator@team.example');
  await organiser.getByLabel('Password').fill(password);
  await organiser.getByRole('button', { name: 'Become administrator' }).click();
  await organiser.waitForURL(`**${paths.indicators}`);
  const valueOf = async (id: string): Promise<string> => {
    await organiser.goto(server.url + paths.indicator(id));
    return organiser.locator('.indicator-summary').innerText();
  };
  expect(await valueOf('I01')).toMatch(/^No data yet/);

  // The days of the workshop lie ahead, so that answers of today count as given before it.
  await organiser.goto(server.url + paths.project);
  const dates = organiser.locator('input[name=dayDates]');
  await organiser.getByLabel('Last day of the project').fill('2099-12-31');
  for (const [index, date] of ['2099-06-16', '2099-06-17', '2099-06-18'].entries()) {
    await dates.nth(index).fill(date);
  }
  await organiser.getByLabel('Reason').fill('The dates are agreed.');
  await organiser.getByRole('button', { name: 'Save the project' }).click();
  await organiser.getByText('The project is saved.').waitFor();

  // Contacts from an .xlsx: dry run, then all or nothing.
  await organiser.goto(server.url + paths.newContactImport);
  await organiser.getByLabel('List of contacts').setInputFiles(await contactList());
  await organiser.getByRole('button', { name: 'Upload and check' }).click();
  await organiser.getByRole('button', { name: 'Add 2 people' }).click();
  await organiser.goto(server.url + paths.people);
  expect(await organiser.locator('main').innerText()).toMatch(/NGUYEN/);

  // The questionnaire is published and the invitation sent.
  await organiser.goto(server.url + paths.newSurveyVersion('cluster_survey'));
  await organiser.getByRole('button', { name: 'Publish version 1' }).click();
  await organiser.waitForURL(`**${paths.survey('cluster_survey')}*`);
  await organiser.goto(server.url + paths.newMailing('cluster_survey', 'invitation'));
  await organiser.getByRole('button', { name: 'Send to 2 people' }).click();
  const answerLink = linkIn(await mailTo('lan@clusters.example'));

  // Half of it on a phone, whose browser is then killed.
  const first = await launchMortalBrowser();
  const half = await openForm(first.browser, answerLink);
  await choose(half, 'consent_data_use', 'Yes, I agree');
  await choose(half, 'respondent_type', 'Cluster manager or staff of a cluster organisation');
  await next(half);
  await half.locator('[data-name="name"] input').fill('Thi Lan NGUYEN');
  await next(half);
  await half.locator('[data-name="economy"]').waitFor();
  await half
    .getByText(/^Saved at /)
    .first()
    .waitFor();
  const gone = new Promise((resolve) => first.browser.once('disconnected', resolve));
  await first.kill();
  await gone;

  // On with it in another browser, at the page where it stopped.
  const second = await launchBrowser();
  const rest = await openForm(second, answerLink);
  await rest.getByLabel('In which economy do you work?').selectOption('Viet Nam');
  await choose(rest, 'sector', 'Private sector');
  await choose(rest, 'sex', 'Female');
  await next(rest);
  await rest.locator('[data-name="cluster_name"] input').fill('Demo Lake Cluster');
  const send = rest.getByRole('button', { name: 'Send' });
  while (!(await send.isVisible())) await next(rest);
  await send.click();
  await rest.waitForURL('**/receipt');
  const receipt = await rest.locator('main').innerText();
  await second.close();
  const code = /[A-Z0-9]{4}-?[A-Z0-9]{4}/.exec(receipt)?.[0] ?? 'no code';
  const mailed = await eventually(
    () => mailTo('lan@clusters.example'),
    (text) => text.includes(code),
  );
  expect(mailed).toContain(code);

  // The indicators have moved, and the workbook says the same as the page.
  expect(await valueOf('I01')).toMatch(/^1 econom(y|ies)\s/);
  expect(await valueOf('I02')).toMatch(/^1 clusters?\s/);
  expect(await valueOf('I03')).toMatch(/^No data yet/);
  await organiser.goto(server.url + paths.indicators);
  const download = organiser.waitForEvent('download');
  await organiser.locator(`a[href="${paths.indicatorsWorkbook}"]`).first().click();
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(await (await download).path()).buffer);
  expect(summaryValue(workbook, 'I01')).toBe(1);
  expect(summaryValue(workbook, 'I02')).toBe(1);
  expect(summaryValue(workbook, 'I03')).toBe('no data yet');

  // The response itself, out of the other workbook.
  await organiser.goto(server.url + paths.surveyResponses('cluster_survey'));
  const responses = organiser.waitForEvent('download');
  await organiser.getByRole('link', { name: 'Download all as Excel' }).click();
  const answers = new ExcelJS.Workbook();
  await answers.xlsx.readFile(await (await responses).path());
  const sheet = answers.getWorksheet('Answers (codes)');
  const headers = (sheet?.getRow(1).values as string[] | undefined) ?? [];
  const answer = (field: string): unknown => sheet?.getRow(2).getCell(headers.indexOf(field)).value;
  expect([sheet?.rowCount, answer('economy'), answer('sex'), answer('cluster_name')]).toEqual([
    2,
    'VNM',
    'female',
    'Demo Lake Cluster',
  ]);
}, 240_000);

/** The cell of the column "Value" in the row of an indicator on the sheet Summary. */
function summaryValue(workbook: ExcelJS.Workbook, id: string): unknown {
  let column = 0;
  let value: unknown;
  workbook.getWorksheet('Summary')?.eachRow((row) => {
    row.eachCell((cell, number) => {
      if (cell.value === 'Value') column = number;
    });
    if (column > 0 && row.getCell(1).value === id) value = row.getCell(column).result;
  });
  return value;
}
