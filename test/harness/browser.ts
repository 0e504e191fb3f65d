import chromium from '@sparticuz/chromium';
import {
  chromium as playwright,
  type Browser,
  type BrowserContextOptions,
  type LaunchOptions,
  type Page,
} from 'playwright-core';
import type { Client } from './client';

/**
 * A real Chromium: CHROMIUM_PATH when set, on Linux x64 the one out of npm, elsewhere
 * Playwright's own.
 * @param flags for Chromium itself, e.g. what stands for a camera
 */
export async function launchBrowser(flags: string[] = []): Promise<Browser> {
  return playwright.launch(await launchOptions(flags));
}

/** The same with a way to kill its processes by a signal that leaves them no time for anything. */
export async function launchMortalBrowser(): Promise<{
  browser: Browser;
  kill: () => Promise<void>;
}> {
  const server = await playwright.launchServer(await launchOptions([]));
  return { browser: await playwright.connect(server.wsEndpoint()), kill: () => server.kill() };
}

async function launchOptions(flags: string[]): Promise<LaunchOptions> {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined) return { executablePath: given, args: flags };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { args: flags };
  // A browser of one process crashes now and then as it starts, and its contexts share cookies. Drawing
  // as if by a graphics card, which a camera needs, takes a third of the time of a test.
  const own = chromium.args.filter(
    (flag) =>
      flag !== '--single-process' && (flags.length > 0 || !/gpu|angle|swiftshader/.test(flag)),
  );
  return {
    executablePath: await chromium.executablePath(),
    args: [
      ...own,
      ...(flags.length === 0 ? ['--disable-gpu', '--in-process-gpu'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      ...flags,
    ],
  };
}

/** A page in which this client is signed in, with the cookies of the client's own session. */
export async function pageOf(
  browser: Browser,
  client: Client,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  await context.addCookies(
    client.cookies().map(([name, value]) => ({ name, value, url: client.url })),
  );
  return context.newPage();
}

/**
 * What goes wrong in a page from now on: errors on its console, above all refusals by the
 * content security policy, and exceptions.
 * @param expected what is no complaint, e.g. the answer to a request that has to fail
 */
export function complaintsOf(page: Page, expected = /^$/): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !expected.test(text)) {
      complaints.push(`${page.url()}: ${text}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  return complaints;
}
