import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Markup is the same in both schemes and at both widths; colours, sizes and what scrolls are not.
const looksAlone = ['color-contrast', 'target-size', 'scrollable-region-focusable'];
const looks = [
  { width: 320, colorScheme: 'light', runOnly: levels },
  { width: 320, colorScheme: 'dark', runOnly: looksAlone },
  { width: 1280, colorScheme: 'light', runOnly: looksAlone },
  { width: 1280, colorScheme: 'dark', runOnly: levels },
] as const;

declare const axe: { run: (context: Document, options: object) => Promise<AxeResults> };

/** Puts axe into the page that is open. */
async function addAxe(page: Page): Promise<void> {
  // Not as a script element: the content security policy refuses what is inline.
  await page.evaluate(source);
}

/** What axe finds at a width and in a colour scheme, and how far the page is wider than that. */
async function axeProblems(
  page: Page,
  { width, colorScheme, runOnly }: (typeof looks)[number],
): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(() => new Promise(requestAnimationFrame));
  // Half-way through a change of scheme, colours are neither the old nor the new ones.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  );
  // Only what is wrong leaves the page: the list of all that is right takes longer than the check.
  const violations = await page.evaluate(
    async (runOnly) =>
      (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations,
    [...runOnly],
  );
  const found = violations.map(({ id, nodes }) => {
    const [first] = nodes;
    return `${id}: ${first?.html ?? ''} ${first?.failureSummary ?? ''}`;
  });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return wider > 0 ? [...found, `${wider} pixels too wide`] : found;
}

/**
 * What axe finds on the page that is open on a narrow and on a wide screen, in light and in dark
 * colours; each finding begins with where.
 */
export async function axeProblemsEverywhere(page: Page): Promise<string[]> {
  await addAxe(page);
  const problems: string[] = [];
  for (const look of looks) {
    const found = await axeProblems(page, look);
    problems.push(...found.map((problem) => `${look.width} ${look.colorScheme} ${problem}`));
  }
  return problems;
}
