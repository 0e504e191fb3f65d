import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import ExcelJS from 'exceljs';
import { certificateCode } from '../../src/lib/certificate-code';
import { setClock } from '../../src/lib/clock';
import { Certificate, Person, WorkshopDay, WorkshopSettings } from '../../src/models';
import { paths } from '../../src/paths';
import { launchBrowser, pageOf } from '../harness/browser';
import { eventually } from '../harness/eventually';
import { startMailServer, type MailServer } from '../harness/mail-server';
import { startTestServer, type TestServer } from '../harness/server';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let server: TestServer;
let mail: MailServer;
let browser: Browser;
/** The desk's machine, with a browser of its own. */
let deskBrowser: Browser;
let organiser: Page;
let desk: Page;

beforeAll(async () => {
  mail = await startMailServer();
  server = await startTestServer({ smtpUrl: mail.url });
  browser = await launchBrowser();
  deskBrowser = await launchBrowser();
  const account = await server.visitor().signInAs('organiser');
  organiser = await pageOf(browser, account);
  desk = await pageOf(deskBrowser, await server.visitor().signInAs('organiser'));
  for (const page of [organiser, desk]) page.setDefaultTimeout(15_000);
  await moveToToday();
  await Person.create({
    givenName: 'Focal',
    familyName: 'Example',
    nameKey: 'focal example',
    email: 'focal@economy.example',
    emailKey: 'focal@economy.example',
    affiliation: 'member_economy',
    economyCode: 'PHL',
    role: 'focal_point',
    language: 'en',
    origin: 'manual',
    revision: 1,
  });
}, 120_000);
afterAll(async () => {
  setClock(undefined);
  await browser.close();
  await deskBrowser.close();
  await server.stop();
  await mail.stop();
});

/** The first day is today in the workshop's zone, so that a desk can check people in. */
async function moveToToday(): Promise<void> {
  const date = (days: number): string =>
    new Date(Date.now() + 3 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
  for (const number of [1, 2, 3]) {
    await WorkshopDay.update({ date: date(number - 1) }, { where: { number } });
  }
  await WorkshopSettings.update(
    { certificateSignatory: 'A. Signatory', certificateSignatoryPosition: 'Project overseer' },
    { where: { id: 1 } },
  );
}

/** The link out of the last mail to an address that leads under this path. */
async function linkTo(address: string, path: string): Promise<string> {
  const pattern = new RegExp(`http://localhost:\\d+${path}[\\w-]+`);
  return eventually(
    () => {
      const found = mail.received.filter(({ to }) => to.includes(address)).at(-1);
      return pattern.exec(found?.mail.text ?? '')?.[0] ?? '';
    },
    (link) => link !== '',
  );
}

async function onPhone(link: string): Promise<Page> {
  const page = await (await browser.newContext(phone)).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(link);
  return page;
}

test('one person goes through the workshop, from nomination to certificate', async () => {
  await nameFocalPoint();
  await nominate(await linkTo('focal@economy.example', '/nominate/'));
  await accept();
  const participant = await onPhone(await linkTo('maria@cluster.example', '/workshop/me/'));
  const code = await register(participant);
  await organiser.goto(server.url + paths.tracker);
  expect(await trackerSays()).toEqual(['Forecast', '1', '1']);
  await checkIn(code);
  await compareFigures();
  await takeCertificate(participant);
}, 180_000);

async function nameFocalPoint(): Promise<void> {
  await organiser.goto(server.url + paths.nominationEconomy('PHL'));
  await organiser.getByLabel('Name a focal point').selectOption({ index: 0 });
  await organiser.getByRole('button', { name: 'Name this person' }).click();
  await organiser.goto(server.url + paths.focalPointLinks);
  await organiser.getByLabel('Send to Focal Example').check();
  await organiser.getByRole('button', { name: 'Send the ticked links' }).click();
}

async function nominate(link: string): Promise<void> {
  const page = await onPhone(`${link}/people/new`);
  await page.getByLabel('Given name').fill('María');
  await page.getByLabel('Family name').fill('de la Cruz');
  await page.getByLabel('E-mail of the person').fill('maria@cluster.example');
  await page.getByText('Female', { exact: true }).click();
  await page.getByLabel('Position').fill('Cluster manager');
  await page.getByLabel('Organisation').fill('Example Cluster');
  await page.getByLabel('Sector').selectOption('private');
  await page.getByLabel('Role').selectOption('participant');
  await page.getByLabel('Why this person').fill('She manages a young cluster.');
  await page.getByRole('button', { name: 'Nominate this person' }).click();
  await page.getByText('María de la Cruz').first().waitFor();
}

async function accept(): Promise<void> {
  await organiser.goto(server.url + paths.nominees);
  await organiser.getByLabel('Select María de la Cruz').check();
  await organiser.locator('[name=decision][value=accepted]').check();
  await organiser.getByRole('button', { name: 'Decide' }).click();
}

/** @returns the code on the badge */
async function register(page: Page): Promise<string> {
  expect(await page.getByLabel('Family name').inputValue()).toBe('de la Cruz');
  await page.locator('[name=dataUse]').check();
  await page.locator('.me-submit').click();
  await page.locator('.me-code').waitFor();
  return (await page.locator('.me-letters').textContent())?.trim() ?? '';
}

async function checkIn(code: string): Promise<void> {
  await desk.goto(server.url + paths.desk);
  await desk.locator('#desk-expected').getByText('María de la Cruz').waitFor();
  await desk.locator('#desk-input').fill(code);
  await desk.keyboard.press('Enter');
  await desk.locator('#desk-feedback').getByText('María de la Cruz is in.').waitFor();
  await desk.locator('#desk-here').getByText('María de la Cruz').waitFor();
}

/** What the tracker counts now, persons and women. */
async function trackerSays(): Promise<string[]> {
  const texts = await organiser.locator('.tracker-state .status, .tracker-value').allTextContents();
  return texts.slice(0, 3).map((text) => text.trim());
}

/** The tracker, open since before the check-in, the indicator's page and the workbook say the same. */
async function compareFigures(): Promise<void> {
  const [state, ...values] = await eventually(trackerSays, ([state]) => state === 'Live');
  expect([state, ...values]).toEqual(['Live', '1', '1']);
  const workbook = new ExcelJS.Workbook();
  const cookie = (await organiser.context().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
  const file = await fetch(server.url + paths.indicatorsWorkbook, { headers: { cookie } });
  await workbook.xlsx.load(await file.arrayBuffer());
  for (const [id, line] of [
    ['I03', 0],
    ['I11', 1],
  ] as const) {
    await organiser.goto(server.url + paths.indicator(id));
    const day = organiser.getByRole('row', { name: /Day 1/ }).first();
    expect(await day.textContent()).toContain(values[line]);
    let summary = '';
    workbook.getWorksheet('Summary')?.eachRow((row) => {
      if (row.getCell(1).text === id) summary = JSON.stringify(row.values);
    });
    expect(summary).toContain(`Day 1: ${values[line] ?? '?'}`);
  }
}

async function takeCertificate(page: Page): Promise<void> {
  setClock(new Date(Date.now() + 4 * 86_400_000));
  await page.reload();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download your certificate (PDF)' }).click(),
  ]);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
  const { id } = await Certificate.findOne({ rejectOnEmpty: true });
  await page.goto(server.url + paths.certificate(certificateCode(id)));
  await page.getByText('María de la Cruz').waitFor();
}
