import type { Router } from 'express';
import { createApp } from '../../../src/app';
import { forgetReaders } from '../../../src/features/oversight/forget-readers';
import { takeDailySnapshot } from '../../../src/features/snapshots/take-snapshot';
import { setClock } from '../../../src/lib/clock';
import { AuditEvent, OversightLink, OversightSession, Project } from '../../../src/models';
import { listenToQueries } from '../../../src/db/query-listeners';
import { paths } from '../../../src/paths';
import type { Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
  await takeDailySnapshot();
});
afterAll(() => server.stop());
afterEach(() => {
  setClock(undefined);
});

const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const facts = { readerName: 'Ana Lim', purpose: 'Audit of the project', lastDay: inDays(10) };

async function makeLink(changes: Record<string, string> = {}): Promise<OversightLink> {
  const answer = await organiser.post(paths.oversightLinks, { ...facts, ...changes });
  const link = await OversightLink.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  expect([answer.status, answer.location]).toEqual([303, paths.oversightLink(link.id)]);
  return link;
}

/** The path behind a link as the organiser is shown it. */
async function addressOf(link: OversightLink): Promise<string> {
  const page = await organiser.get(paths.oversightLink(link.id));
  return new URL(page.$('.long-address').text()).pathname;
}

async function readerAt(address: string): Promise<Client> {
  const reader = server.visitor();
  const opened = await reader.post(`${address}/opening`);
  expect([opened.status, opened.location]).toEqual([303, paths.indicators]);
  return reader;
}

async function readerOf(link: OversightLink): Promise<Client> {
  return readerAt(await addressOf(link));
}

interface KnownRoute {
  method: string;
  path: string;
}

function routesOf(router: Router): KnownRoute[] {
  return router.stack.flatMap((layer) => {
    if (layer.route !== undefined) {
      const { path, stack } = layer.route;
      const methods = [...new Set(stack.map(({ method }) => method.toUpperCase()))];
      return [path].flat().flatMap((one) => methods.map((method) => ({ method, path: one })));
    }
    const inner = layer.handle as unknown as Partial<Router>;
    return inner.stack === undefined ? [] : routesOf(inner as Router);
  });
}

/** A path with values that exist, so that a page behind a missing gate would be shown. */
function filled(path: string): string {
  return path
    .replace('/indicators/:id', '/indicators/I05')
    .replace(':form', 'cluster_survey')
    .replace(/:code\b/, 'PER')
    .replace(/:(\w+)/g, '1');
}

test('opens the pages made for overseers and nothing else of all the addresses there are', async () => {
  const reader = await readerOf(await makeLink());
  const routes = routesOf(createApp({ https: false, trustProxy: 0 }).router).filter(
    ({ path }) => !path.startsWith('/read/') && path !== paths.readingEnd,
  );
  expect(routes.length).toBeGreaterThan(200);
  const opened: string[] = [];
  for (const { method, path } of routes) {
    const ask = (client: Client) =>
      client.send(method, filled(path), method === 'GET' ? undefined : new URLSearchParams());
    const [asReader, asVisitor] = [await ask(reader), await ask(server.visitor())];
    if (asReader.status === asVisitor.status && asReader.location === asVisitor.location) continue;
    opened.push(`${method} ${path} ${asReader.status}`);
  }
  expect(opened.sort()).toEqual([
    'GET / 302',
    'GET /indicators 200',
    'GET /indicators.json 200',
    'GET /indicators.pdf 200',
    'GET /indicators/:id 200',
    'GET /indicators/data 200',
    'GET /indicators/rules 200',
    'GET /indicators/snapshots 200',
    'GET /indicators/snapshots/:number 200',
    'GET /indicators/snapshots/comparison 200',
    'GET /reading 200',
    'GET /surveys/:form/results 200',
    'GET /surveys/:form/results/cross 200',
  ]);
});

test('shows what an overseer sees, without a press that changes anything or a link that is refused', async () => {
  const reader = await readerOf(await makeLink());
  for (const address of [
    paths.indicators,
    paths.indicator('I05'),
    paths.surveyResults('cluster_survey'),
    paths.surveyCross('cluster_survey'),
    paths.reading,
    paths.indicatorsDataHelp,
    paths.indicatorRules,
    paths.snapshots,
    paths.snapshot(1),
    paths.snapshotComparison,
  ]) {
    const page = await reader.get(address);
    const forms = page.$('form[method="post"]').toArray();
    expect(forms.map((form) => page.$(form).attr('action'))).toEqual([paths.readingEnd]);
    expect([page.headers.get('x-robots-tag'), page.headers.get('referrer-policy')]).toEqual([
      'noindex, nofollow',
      'no-referrer',
    ]);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const links = page
      .$('a[href^="/"]')
      .toArray()
      .map((link) => page.$(link).attr('href') ?? '');
    for (const link of new Set(links)) {
      const { status, location = '' } = await reader.get(link);
      const refused = status >= 400 || location.startsWith(paths.signIn);
      expect([address, link, refused]).toEqual([address, link, false]);
    }
  }
  const asOverseer = await overseer.get(paths.indicator('I05'));
  const asReader = await reader.get(paths.indicator('I05'));
  expect(asReader.$('main').html()).toBe(asOverseer.$('main').html());
});

test('ends at once when the link is withdrawn, also where it is open', async () => {
  const link = await makeLink();
  const address = await addressOf(link);
  const reader = await readerOf(link);
  expect((await reader.get(paths.indicators)).status).toBe(200);
  expect((await overseer.post(paths.oversightLinkWithdrawal(link.id))).status).toBe(403);
  await organiser.post(paths.oversightLinkWithdrawal(link.id));
  expect(await OversightSession.count({ where: { linkId: link.id } })).toBe(0);
  const after = await reader.get(paths.indicators);
  expect([after.status, after.$('.lead-in').text()]).toEqual([
    410,
    expect.stringContaining('Your reading access has ended'),
  ]);
  expect((await reader.get(paths.indicators)).location).toBe(
    `${paths.signIn}?next=${encodeURIComponent(paths.indicators)}`,
  );
  for (const again of [await reader.get(address), await reader.post(`${address}/opening`)]) {
    expect([again.status, again.$('h1').text()]).toEqual([410, 'This link has been withdrawn']);
  }
  expect((await organiser.get(paths.oversightLink(link.id))).$('.long-address').length).toBe(0);
});

test('expires at the end of its last day in the zone of the project, with the pages it opened', async () => {
  const link = await makeLink();
  const address = await addressOf(link);
  setClock(new Date(link.expiresAt.getTime() - 1000));
  const reader = await readerAt(address);
  expect((await reader.get(paths.indicators)).status).toBe(200);
  setClock(link.expiresAt);
  expect((await reader.get(paths.indicators)).status).toBe(410);
  const page = await reader.get(address);
  expect([page.status, page.$('h1').text()]).toEqual([410, 'This link has expired']);
});

async function setTimeZone(timeZone: string): Promise<void> {
  const project = await Project.findByPk(1, { rejectOnEmpty: true });
  const { name, objective, forum, fund, startsOn, endsOn, contactName, revision } = project;
  const answer = await organiser.post(paths.project, {
    ...{ name, objective, forum, fund, startsOn, endsOn, contactName, timeZone },
    ...{ proposerCode: 'RUS', hostCode: 'RUS', contactEmail: '', coSponsors: ['CHL'] },
    dayDates: ['2020-06-16', '2020-06-17', '2020-06-18'],
    dayThemes: ['One', 'Two', 'Three'],
    ...{ suppressionK: '5', revision: String(revision), reason: 'Moved.' },
  });
  expect(answer.status).toBe(303);
}

test('keeps its last day when the time zone of the project is corrected', async () => {
  const link = await makeLink();
  const withdrawn = await makeLink();
  await organiser.post(paths.oversightLinkWithdrawal(withdrawn.id));
  const end = link.expiresAt.getTime();
  await setTimeZone('Asia/Tokyo');
  // Midnight is six hours earlier in Tokyo than in Moscow.
  const hoursEarlier = (end - (await link.reload()).expiresAt.getTime()) / 3_600_000;
  expect([hoursEarlier, (await withdrawn.reload()).expiresAt.getTime()]).toEqual([6, end]);
  await setTimeZone('Europe/Moscow');
  expect((await link.reload()).expiresAt.getTime()).toBe(end);
});

test('counts openings, not looks at the link, and keeps no token', async () => {
  const link = await makeLink();
  const address = await addressOf(link);
  const looked = await server.visitor().get(address);
  expect([looked.status, looked.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
  expect((await link.reload()).openings).toBe(0);
  const moment = new Date(Date.now() + 60_000);
  setClock(moment);
  await readerOf(link);
  const reader = await readerOf(link);
  await link.reload();
  expect([link.openings, link.lastOpenedAt]).toEqual([2, moment]);
  const token = address.split('/').at(-1) ?? '';
  const kept = JSON.stringify([await OversightLink.findAll(), await AuditEvent.findAll()]);
  expect(kept).not.toContain(token);
  expect(kept).not.toContain(reader.cookies()[0]?.[1]);
  await reader.post(paths.readingEnd);
  expect((await reader.get(paths.indicators)).status).toBe(302);
  expect((await reader.get('/read/nonsense')).status).toBe(404);
});

test('an account that holds a link stays what it is', async () => {
  const link = await makeLink();
  const address = await addressOf(link);
  const opened = await organiser.post(`${address}/opening`);
  expect(opened.status).toBe(303);
  expect((await organiser.get(paths.people)).status).toBe(200);
  await organiser.post(paths.readingEnd);
});

test.each([
  ['nobody', { readerName: ' ' }, 'readerName'],
  ['no purpose', { purpose: '' }, 'purpose'],
  ['a day that is over', { lastDay: '2020-01-01' }, 'lastDay'],
  ['a day years away', { lastDay: inDays(900) }, 'lastDay'],
  ['mails without an address', { rhythm: 'weekly', consent: 'yes' }, 'readerEmail'],
  ['mails without consent', { rhythm: 'weekly', readerEmail: 'ana@reader.example' }, 'consent'],
])('refuses a link for %s and keeps what was typed', async (_name, wrong, field) => {
  const before = await OversightLink.count();
  const page = await organiser.post(paths.oversightLinks, { ...facts, ...wrong });
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(await OversightLink.count()).toBe(before);
});

test('is made and seen by organisers alone, in the same number of queries for one and for three', async () => {
  const link = await makeLink();
  for (const address of [paths.newOversightLink, paths.oversightLink(link.id)]) {
    expect((await overseer.get(address)).status).toBe(403);
    expect((await server.visitor().get(address)).status).toBe(302);
  }
  expect((await overseer.post(paths.oversightLinks, facts)).status).toBe(403);
  expect((await overseer.get(paths.oversight)).text).not.toContain('Ana Lim');
  expect((await organiser.get(paths.oversightLink(2 ** 40))).status).toBe(404);
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.oversight));
  const before = Math.min(await cost(), await cost());
  await makeLink();
  await makeLink({ rhythm: 'weekly', consent: 'yes', readerEmail: 'ana@reader.example' });
  expect(Math.min(await cost(), await cost())).toBe(before);
});

test('forgets who read a year after a link is over, and keeps that there was one', async () => {
  const links = [await makeLink(), await makeLink({ readerEmail: 'ana@reader.example' })];
  const [first, second] = links;
  await organiser.post(paths.oversightLinkWithdrawal(second?.id ?? 0));
  const namesAfter = async (days: number): Promise<string[]> => {
    setClock(new Date(Date.now() + days * 86_400_000));
    await forgetReaders();
    setClock(undefined);
    for (const link of links) await link.reload();
    return links.map(({ readerName, readerEmail }) => `${readerName} ${readerEmail ?? ''}`.trim());
  };
  expect(await namesAfter(364)).toEqual(['Ana Lim', 'Ana Lim ana@reader.example']);
  expect(await namesAfter(366)).toEqual(['Ana Lim', '']);
  expect(await namesAfter(377)).toEqual(['', '']);
  expect((await organiser.get(paths.oversightLink(first?.id ?? 0))).$('h1').text()).toBe(
    'Read-only link for Reader no longer named',
  );
});

test('writes nothing while it is read', async () => {
  const reader = await readerOf(await makeLink());
  const statements: string[] = [];
  const stop = listenToQueries((sql) => statements.push(sql));
  expect((await reader.get(paths.indicators)).status).toBe(200);
  stop();
  expect(statements).not.toEqual([]);
  expect(statements.filter((sql) => /\b(INSERT|UPDATE|DELETE)\b/.test(sql))).toEqual([]);
});

test('slows down whoever opens links without end', async () => {
  const visitor = server.visitor();
  const statuses = new Set<number>();
  for (let n = 0; n <= 60; n += 1) statuses.add((await visitor.get('/read/guessed')).status);
  expect([...statuses]).toEqual([404, 429]);
});
