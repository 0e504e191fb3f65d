import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Look {
  width: number;
  colorScheme: 'light' | 'dark';
  /** Levels of rules, or single rules. */
  rules: readonly string[];
  /** Whether style sheets may be read for the rule about turned screens. */
  preload: boolean;
}

// Markup, sizes and what scrolls are the same in both schemes, only colours are not; what is laid out
// as something else on a wide screen is looked at as a whole again.
const looks: readonly Look[] = [
  { width: 320, colorScheme: 'light', rules: levels, preload: true },
  { width: 320, colorScheme: 'dark', rules: ['color-contrast'], preload: false },
  { width: 1280, colorScheme: 'dark', rules: levels, preload: false },
  { width: 1280, colorScheme: 'light', rules: ['color-contrast'], preload: false },
];

/** Style sheets that axe has read: what they say of turned screens is the same on every page. */
const sheetsRead = new Set<string>();

async function hasNewSheets(page: Page): Promise<boolean> {
  const sheets = await page.evaluate(() =>
    [...document.styleSheets].map(({ href, cssRules }) => href ?? `${cssRules.length} inline`),
  );
  const isNew = sheets.some((sheet) => !sheetsRead.has(sheet));
  for (const sheet of sheets) sheetsRead.add(sheet);
  return isNew;
}

declare const axe: { run: (context: Document, options: object) => Promise<AxeResults> };

/** Pages into which axe comes by itself wherever they go. */
const prepared = new WeakSet<Page>();

/** Puts axe into the page that is open and into those that it goes to later. */
async function addAxe(page: Page): Promise<void> {
  if (!prepared.has(page)) {
    prepared.add(page);
    // Compiled once and not on every page, which takes a tenth of a second each time. Not in frames: a
    // preview in one is a page of its own, and is looked at as such.
    await page.addInitScript(`if (self === top) {${source}}`);
  }
  // Not as a script element: the content security policy refuses what is inline.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
}

/** What axe finds at a width and in a colour scheme, and how far the page is wider than that. */
async function axeProblems(
  page: Page,
  { width, colorScheme, rules, preload }: Look,
): Promise<string[]> {
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const options = { runOnly: [...rules], preload, resultTypes: ['violations'] };
  const { violations, wider, first } = await page.evaluate(
    async ({ width, ...options }) => {
      const frame = (): Promise<number> => new Promise(requestAnimationFrame);
      while (innerWidth !== width) await frame();
      // A chart hears of its new width in one frame and is drawn anew in the next.
      for (let frames = 0; frames < 3; frames++) await frame();
      // Half-way through a change of scheme, colours are neither the old nor the new ones.
      await Promise.allSettled(document.getAnimations().map((one) => one.finished));
      // Only what is wrong leaves the page: the list of all that is right takes longer than the check.
      const { violations } = await axe.run(document, options);
      const wider = document.documentElement.scrollWidth - innerWidth;
      const [first] =
        wider > 0
          ? [...document.querySelectorAll('body *')].filter(
              (one) => Math.floor(one.getBoundingClientRect().right) > innerWidth,
            )
          : [];
      return { violations, wider, first: first?.outerHTML.slice(0, 200) };
    },
    { ...options, width },
  );
  const found = violations.map(({ id, nodes }) => {
    const [node] = nodes;
    return `${id}: ${node?.html ?? ''} ${node?.failureSummary ?? ''}`;
  });
  return wider > 0 ? [...found, `${wider} pixels too wide: ${first ?? ''}`] : found;
}

/**
 * What axe finds on the page that is open on a narrow and on a wide screen, in light and in dark
 * colours; each finding begins with where.
 */
export async function axeProblemsEverywhere(page: Page): Promise<string[]> {
  await addAxe(page);
  const isNew = await hasNewSheets(page);
  const problems: string[] = [];
  for (const look of looks) {
    const found = await axeProblems(page, { ...look, preload: look.preload && isNew });
    problems.push(...found.map((problem) => `${look.width} ${look.colorScheme} ${problem}`));
  }
  return problems;
}
