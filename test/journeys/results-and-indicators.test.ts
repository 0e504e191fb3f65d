import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { loadVersion } from '../../src/features/surveys/survey-cache';
import { hashToken, newToken } from '../../src/lib/tokens';
import { Session, User } from '../../src/models';
import { paths } from '../../src/paths';
import { generateAnswers } from '../../src/survey-engine/generate-answers';
import { launchBrowser } from '../harness/browser';
import { startTestServer, type TestServer } from '../harness/server';
import { publish, send } from '../features/indicators/seed';

const form = 'workshop_evaluation';
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
jest.setTimeout(240_000);

let server: TestServer;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  const version = await publish(form);
  const { compiled } = await loadVersion(version.id);
  let state = 3;
  const random = (): number => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  for (let number = 0; number < 24; number++) {
    const sex = number % 2 === 0 ? 'female' : 'male';
    const answers = generateAnswers(compiled, random, { fixed: { sex } });
    await send(version, { answers, sex, submittedAt: null });
  }
  browser = await launchBrowser();
  const user = await User.create({ email: 'o@team.example', name: 'Olga', role: 'organiser' });
  const token = newToken();
  await Session.create({
    tokenHash: hashToken(token),
    userId: user.id,
    lastSeenAt: new Date(),
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: 'pec_session', value: token, url: server.url }]);
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
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
  await page.goto(server.url + paths.surveyResults(form));
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

describe.each([paths.indicators, paths.indicator('I06'), paths.surveyResults(form)])(
  '%s',
  (path) => {
    test.each([
      [1280, 'light'],
      [1280, 'dark'],
      [320, 'light'],
      [320, 'dark'],
    ] as const)('axe finds nothing at %i px, %s', async (width, colorScheme) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(server.url + path);
      await page.evaluate(axeSource);
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations: found } = await axe.run();
        return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      });
      expect(violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  },
);
