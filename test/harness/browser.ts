import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/**
 * A real Chromium: CHROMIUM_PATH when set, on Linux x64 the one out of npm, elsewhere
 * Playwright's own.
 */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined) return playwright.launch({ executablePath: given });
  if (process.platform !== 'linux' || process.arch !== 'x64') return playwright.launch();
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args, '--disable-background-networking', '--disable-component-update'],
  });
}
