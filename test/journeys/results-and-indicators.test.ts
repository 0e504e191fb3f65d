import type { Browser, Page } from 'playwright-core';
import { loadVersion } from '../../src/features/surveys/survey-cache';
import { paths } from '../../src/paths';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import { axeProblemsEverywhere } from '../harness/axe';
import { complaintsOf, launchBrowser, pageOf } from '../harness/browser';
import { seeded } from '../harness/seeded';
import { startTestServer, type TestServer } from '../harness/server';
import { publish, send } from '../features/indicators/seed';

const form = 'workshop_evaluation';
jest.setTimeout(240_000);

let server: TestServer;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  server = await startTestServer();
  const version = await publish(form);
  const { compiled } = await loadVersion(version.id);
  const random = seeded(3);
  for (let number = 0; number < 24; number++) {
    const sex = number % 2 === 0 ? 'female' : 'male';
    const answers = generateAnswers(compiled, random, { fixed: { sex } });
    await send(version, { answers, sex, submittedAt: null });
  }
  browser = await launchBrowser();
  const organiser = await server.visitor().signInAs('organiser');
  page = await pageOf(browser, organiser, { viewport: { width: 1280, height: 900 } });
  problems = complaintsOf(page);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** What the cells of a row show for women and men, written as charts describe it. */
interface Drawn {
  title: string;
  chart: string;
  table: string;
}

async function chartsWithTables(): Promise<Drawn[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-chart="groups"]:not([hidden])')].map(
      (place) => {
        const table = document.getElementById(place.dataset['table'] ?? '');
        const rows = [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) => {
          const [label = '', women = '', men = ''] = [...row.children].map((cell) =>
            (cell as HTMLElement).innerText.trim().replace(/\s+/g, ' '),
          );
          const figure = (name: string, text: string): string => {
            const [n = '', share = ''] = text.split(/ (.*)/);
            return `${name} ${share} (${n})`;
          };
          return `${label}: ${figure('Women', women)}, ${figure('Men', men)}`;
        });
        return {
          title: place.dataset['title'] ?? '',
          chart: place.querySelector('canvas')?.textContent ?? '',
          table: rows.join('; '),
        };
      },
    ),
  );
}

test('each chart says what its table shows, and is drawn', async () => {
  await page.goto(`${server.url}${paths.surveyResults(form)}?part=all`);
  const drawn = await chartsWithTables();
  expect(drawn.length).toBeGreaterThan(10);
  for (const { title, chart, table } of drawn) expect([title, chart]).toEqual([title, table]);
  const canvas = page.locator('.question canvas').first();
  expect(await canvas.getAttribute('role')).toBe('img');
  expect(await canvas.getAttribute('aria-label')).toBe(
    'Chart: In which role did you take part?. The table below holds the same figures.',
  );
  const inked = await canvas.evaluate((element: HTMLCanvasElement) => {
    const picture = element.getContext('2d')?.getImageData(0, 0, element.width, element.height);
    return [...(picture?.data ?? [])].filter((value, index) => index % 4 === 3 && value > 0).length;
  });
  expect(inked).toBeGreaterThan(1000);
  expect(problems).toEqual([]);
});

test('charts take the colours of the dark, and those of paper in print', async () => {
  const ink = async (): Promise<string> =>
    page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--pec-women').trim(),
    );
  const picture = (): Promise<string> =>
    page
      .locator('.question canvas')
      .first()
      .evaluate((element: HTMLCanvasElement) => element.toDataURL());
  const light = [await ink(), await picture()];
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = [await ink(), await picture()];
  expect(dark[0]).not.toBe(light[0]);
  expect(dark[1]).not.toBe(light[1]);
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  expect(await ink()).toBe(light[0]);
  await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
});

test('the address of a question opens the part that holds it', async () => {
  const title = 'Overall, how satisfied are you with the workshop?';
  const whole = `${server.url}${paths.surveyResults(form)}?part=all`;
  await page.goto(whole);
  const id = await page.locator('article.question', { hasText: title }).getAttribute('id');
  await page.goto(`${server.url}${paths.surveyResults(form)}#${id ?? ''}`);
  await page.waitForURL(/\?part=\d+#q\d+$/);
  expect(await page.locator('article.question:target h3').innerText()).toBe(title);
});

test.each([paths.indicators, paths.indicator('I06'), paths.surveyResults(form)])(
  'axe finds nothing on %s',
  async (path) => {
    await page.goto(server.url + path);
    expect(await axeProblemsEverywhere(page)).toEqual([]);
  },
);

describe('without JavaScript', () => {
  let plain: Page;

  beforeAll(async () => {
    const organiser = await server.visitor().signInAs('organiser');
    await organiser.post(paths.snapshots, { label: 'Before the report' });
    plain = await pageOf(browser, organiser, { javaScriptEnabled: false });
  });
  afterAll(() => plain.context().close());

  /** Opens a page; what nobody without JavaScript should be offered must not be on it. */
  const open = async (address: string): Promise<void> => {
    const answer = await plain.goto(server.url + address);
    expect([address, answer?.status()]).toEqual([address, 200]);
    const dead = await plain
      .locator('button:visible')
      .evaluateAll((buttons) =>
        buttons.flatMap((button) =>
          (button as HTMLButtonElement).form === null ? [button.textContent] : [],
        ),
      );
    expect([address, dead]).toEqual([address, []]);
    expect([address, await plain.locator('canvas:visible').count()]).toEqual([address, 0]);
  };
  const rows = () => plain.locator('main table tbody tr:visible').count();
  const at = () => new URL(plain.url());

  test('the dashboard leads to an indicator and narrows to a period', async () => {
    await open(paths.indicators);
    await plain.locator('#field-from').fill('2020-06-16');
    await plain.getByRole('button', { name: 'Show this period' }).click();
    expect(at().searchParams.get('from')).toBe('2020-06-16');
    await open(paths.indicators);
    await plain
      .locator(`a[href="${paths.indicator('I06')}"]`)
      .first()
      .click();
    expect(at().pathname).toBe(paths.indicator('I06'));
    await open(paths.indicator('I06'));
    expect(await plain.locator('.indicator-summary').innerText()).toMatch(/%/);
    expect(await rows()).toBeGreaterThan(0);
  });

  test('completion figures, rules and snapshots stand in tables', async () => {
    for (const address of [
      paths.completion,
      paths.indicatorRules,
      paths.snapshots,
      paths.snapshot(1),
    ]) {
      await open(address);
      expect([address, (await rows()) > 0]).toEqual([address, true]);
    }
    await open(`${paths.snapshotComparison}?from=1&to=now`);
    expect(await plain.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  });

  test('results show their tables, part by part', async () => {
    await open(paths.surveyResults(form));
    expect(await rows()).toBeGreaterThan(3);
    await plain.locator('main a[href$="part=2"]:visible').first().click();
    expect(at().searchParams.get('part')).toBe('2');
    expect(await rows()).toBeGreaterThan(0);
  });

  test('a cross-table is chosen by a form', async () => {
    await open(paths.surveyCross(form));
    await plain.locator('select[name=rows]').selectOption('role');
    await plain.locator('select[name=by]').selectOption('sector');
    await plain.locator('form:has(select[name=rows]) button').click();
    expect([at().searchParams.get('rows'), at().searchParams.get('by')]).toEqual([
      'role',
      'sector',
    ]);
    expect(await rows()).toBeGreaterThan(3);
  });
});

test('two windows correct one response: each question by itself, a choice where they differ', async () => {
  const choice = (name: string, title: string) => ({
    type: 'radiogroup',
    name,
    title,
    choices: ['Early', 'Mature', 'Late'],
    isRequired: true,
  });
  const version = await publish(
    'cluster_survey',
    JSON.stringify({
      pages: [
        { name: 'one', title: 'First', elements: [choice('stage', 'Stage')] },
        {
          name: 'two',
          title: 'Second',
          elements: [choice('trend', 'Trend'), { type: 'comment', name: 'words', title: 'Words' }],
        },
      ],
    }),
  );
  const response = await send(version, {
    answers: { stage: 'Early', trend: 'Early' },
    sex: 'female',
  });
  const address = `${server.url}${paths.responseCorrection(response.id)}`;
  const opened = async (question: string): Promise<Page> => {
    const one = await page.context().newPage();
    await one.goto(`${address}?question=${question}`);
    await one.locator('#correction[data-ready]').waitFor();
    return one;
  };
  const store = (one: Page) => one.getByRole('button', { name: 'Store the correction' });
  const pick = (one: Page, answer: string, question: string) =>
    one.locator(`[data-name="${question}"]`).getByText(answer, { exact: true }).click();
  const changes = (one: Page) => one.locator('#changes dd').allInnerTexts();
  const first = await opened('trend');
  const second = await opened('trend');
  expect(await axeProblemsEverywhere(first)).toEqual([]);
  await first.getByLabel('Part of the form').selectOption('Second');
  expect(await store(first).isDisabled()).toBe(true);

  await pick(first, 'Mature', 'trend');
  await first.locator('#changes dd').waitFor();
  expect(await changes(first)).toEqual(['Early → Mature']);
  await store(first).click();
  await first.getByText('Please give the reason; it stays with the answers.').waitFor();
  await first.getByLabel('Reason').fill('She wrote to us.');
  await store(first).click();
  await first.waitForURL(`**${paths.response(response.id)}`);
  expect(await first.locator('.answer-changes dd').allInnerTexts()).toEqual(['Early → Mature']);

  // The second saw neither; what it changed elsewhere stays, and where both changed it is asked.
  await pick(second, 'Late', 'trend');
  await second.locator('[data-name="words"] textarea').fill('More of it');
  await second.getByLabel('Reason').fill('He called.');
  await second.locator('#changes dd').nth(1).waitFor();
  await store(second).click();
  const dialog = second.getByRole('dialog', { name: 'Corrected by two people' });
  await dialog.getByText('Stored meanwhile').click();
  await dialog.getByRole('button', { name: 'Use the chosen answers' }).click();
  expect(await changes(second)).toEqual(['No answer → More of it']);
  await store(second).click();
  await second.waitForURL(`**${paths.response(response.id)}`);
  const stored = await response.reload();
  expect([stored.corrections, JSON.parse(stored.answers)]).toEqual([
    2,
    { stage: 'Early', trend: 'Mature', words: 'More of it' },
  ]);
});
