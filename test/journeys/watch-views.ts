import { readdirSync } from 'node:fs';
import path from 'node:path';
import ejs from 'ejs';
import type { Page } from 'playwright-core';
import { rootDir } from '../../src/lib/root';
import { axeProblemsEverywhere } from '../harness/axe';

const viewsDir = path.join(rootDir, 'views');

/** Views that only a step just taken leads to; accessible-steps.test.ts takes these steps. */
export const viewsAfterSteps = [
  'accounts/account',
  'accounts/first-administrator',
  'accounts/new-link',
  'accounts/set-password',
  'people/import-dry-run',
  'people/retention/extend',
  'responses/join',
  'responses/receipt',
  'surveys/preview',
];

/** Every view with its path under the folder of views, parts of pages and layouts among them. */
export function allViews(): string[] {
  return readdirSync(viewsDir, { recursive: true })
    .map((file) => String(file).split(path.sep).join('/'))
    .filter((file) => file.endsWith('.ejs'))
    .map((file) => file.slice(0, -'.ejs'.length))
    .sort();
}

/** Watches out of which views the pages were made that axe has looked at. */
export interface ViewWatch {
  /** What axe finds on the page that a step leads to. The server must run in this process. */
  problemsAfter: (page: Page, step: () => Promise<unknown>) => Promise<string[]>;
  /** Those of the given views that no page looked at was made of. */
  unseen: (views: readonly string[]) => string[];
}

/** Puts a cache of templates in place of EJS's own that says which of them are asked for. */
export function watchViews(): ViewWatch {
  const compiled = new Map<string, ejs.TemplateFunction>();
  const rendered = new Set<string>();
  const seen = new Set<string>();
  ejs.cache = {
    get: (file) => {
      rendered.add(
        path
          .relative(viewsDir, file)
          .split(path.sep)
          .join('/')
          .replace(/\.ejs$/, ''),
      );
      return compiled.get(file);
    },
    set: (file, template) => {
      compiled.set(file, template);
    },
    reset: () => {
      compiled.clear();
    },
  };
  return {
    problemsAfter: async (page, step) => {
      rendered.clear();
      await step();
      const problems = await axeProblemsEverywhere(page);
      for (const view of rendered) seen.add(view);
      return problems;
    },
    unseen: (views) => views.filter((view) => !seen.has(view)),
  };
}
