import { QueryTypes } from 'sequelize';
import {
  recordAuditEvent,
  type Actor,
  type AuditEntry,
} from '../../../src/audit/record-audit-event';
import { db, inTransaction } from '../../../src/db/transaction';
import { listenToQueries } from '../../../src/db/query-listeners';
import { setClock } from '../../../src/lib/clock';
import { AuditEvent, Person, Project } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';

let server: TestServer;
let organiser: Client;
let overseer: Client;
let actor: Actor;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
  await organiser.user?.update({ name: 'Mariam Okafor' });
  actor = { kind: 'user', userId: organiser.user?.id ?? 0, name: 'Mariam Okafor' };
  await Project.update({ timeZone: 'Asia/Tokyo' }, { where: { id: 1 } });
});
beforeEach(() => AuditEvent.destroy({ where: {} }));
afterEach(() => {
  setClock(undefined);
});
afterAll(() => server.stop());

async function record(at: string, entry: Partial<AuditEntry>, by: Actor = actor): Promise<void> {
  setClock(new Date(at));
  await inTransaction((tx) =>
    recordAuditEvent(tx, by, {
      action: 'project.corrected',
      subjectType: 'project',
      subjectId: 1,
      ...entry,
    }),
  );
  setClock(undefined);
}

/** Fills the trail without a transaction for each line; one line a minute from `start`. */
async function recordMany(count: number, area = 'project', start = '2026-01-01T00:00:00Z') {
  const first = Date.parse(start);
  await AuditEvent.bulkCreate(
    Array.from({ length: count }, (_, index) => ({
      at: new Date(first + index * 60_000),
      actorKind: 'user' as const,
      actorUserId: actor.userId ?? null,
      actorName: actor.name,
      area,
      action: `${area}.corrected`,
      subjectType: area,
      subjectId: String(index),
      changes: '{}',
    })),
  );
}

function linesOf(page: Answer): string[] {
  return page
    .$('.trail > li')
    .toArray()
    .map((line) => page.$(line).text().replace(/\s+/g, ' ').trim());
}

async function read(query: Record<string, string> = {}, client = organiser): Promise<string[]> {
  const page = await client.get(`${paths.auditTrail}?${new URLSearchParams(query).toString()}`);
  expect(page.status).toBe(200);
  return linesOf(page);
}

test('a visitor signs in first; every account may read', async () => {
  expect((await server.visitor().get(paths.auditTrail)).location).toBe('/sign-in?next=%2Faudit');
  for (const client of [organiser, overseer]) {
    const page = await client.get(paths.auditTrail);
    expect([page.status, page.$('.empty h2').text()]).toEqual([
      200,
      'Nothing has been changed yet',
    ]);
  }
});

test('each line says when, who, what and how it changed, newest first', async () => {
  await record('2026-06-16T09:30:00Z', { changes: { suppressionK: [5, 6] } });
  await record(
    '2026-06-16T10:00:00Z',
    { action: 'account.link_made', subjectType: 'account', subjectId: 999_999 },
    { kind: 'command', name: 'administrator-link' },
  );
  expect(await read()).toEqual([
    '16 Jun 2026, 19:00administrator-link Made a link to set the password · Account 999999 history of Account 999999',
    '16 Jun 2026, 18:30Mariam Okafor Corrected the project · Project history of Project Smallest group shown: before: 5 →, after: 6',
  ]);
});

test('an overseer reads lines without names of persons and personal values, and none of respondents', async () => {
  const person = await Person.create({
    givenName: 'Nomvula',
    familyName: 'Santos',
    email: 'nomvula@harbour.example',
    nameKey: 'nomvula santos',
    emailKey: 'nomvula@harbour.example',
    affiliation: 'other',
    role: 'other',
    language: 'en',
    origin: 'manual',
    revision: 1,
  });
  await record('2026-06-16T09:00:00Z', {
    action: 'person.corrected',
    subjectType: 'person',
    subjectId: person.id,
    personId: person.id,
    changes: { familyName: ['Santos', 'Dlamini'], email: [null, 'nomvula@harbour.example'] },
  });
  await record(
    '2026-06-16T09:01:00Z',
    { action: 'response.submitted', subjectType: 'response', subjectId: 'r1', personId: person.id },
    { kind: 'respondent', name: 'Nomvula Santos' },
  );
  await record('2026-06-16T09:02:00Z', {
    action: 'answer.coded',
    subjectType: 'response',
    subjectId: 'r1',
    personId: person.id,
    changes: { question: 'barriers_comment' },
  });
  const ofPerson = await read({ subject: `person ${person.id}` }, overseer);
  expect(ofPerson.join().includes('r1')).toBe(false);
  const seen = (await read({}, overseer)).join('\n');
  expect(/Nomvula|Santos|Dlamini|harbour|Mariam|Okafor/.test(seen)).toBe(false);
  expect(seen).toBe(
    [
      `16 Jun 2026, 18:00Account ${actor.userId} Corrected a person · Person ${person.id} history of Person ${person.id} Family name: not shown E-mail address: not shown`,
    ].join('\n'),
  );
  const page = await overseer.get(paths.auditTrail);
  expect(/Nomvula|Santos|Mariam|Okafor/.test(page.text)).toBe(false);
  expect(page.$(`main a[href^="${paths.people}"]`)).toHaveLength(0);
  const forOrganiser = (await read()).join('\n');
  expect(forOrganiser.includes('Nomvula Santos')).toBe(true);
  expect(forOrganiser.includes('Santos →, after: Dlamini')).toBe(true);
});

test('names and values are shown as text', async () => {
  const bad = '<img src=x onerror=alert(1)>';
  await record(
    '2026-06-16T09:00:00Z',
    { changes: { [bad]: [bad, bad] }, subjectType: bad },
    {
      kind: 'command',
      name: bad,
    },
  );
  const page = await organiser.get(paths.auditTrail);
  expect(page.$('main img')).toHaveLength(0);
  expect(linesOf(page)[0]?.split(bad)).toHaveLength(7);
});

describe('filters', () => {
  beforeEach(async () => {
    await record('2026-06-15T14:59:59Z', { action: 'project.corrected' });
    await record('2026-06-15T15:00:00Z', { action: 'survey.published', subjectType: 'x' });
    await record('2026-06-16T14:59:59Z', {
      action: 'person.corrected',
      subjectType: 'person',
      subjectId: 12,
      personId: 12,
    });
    await record(
      '2026-06-16T15:00:00Z',
      { action: 'response.submitted', subjectType: 'response', subjectId: 'r7', personId: 12 },
      { kind: 'respondent', name: 'Respondent' },
    );
  });

  const [project, survey, person, response] = [
    'Corrected the project',
    'Published the form',
    'Corrected a person',
    'Sent the answers',
  ];

  test.each([
    ['an area', { area: 'survey' }, [survey]],
    ['an area whose name begins another', { area: 'surv' }, []],
    ['the first moment of a day on', { from: '2026-06-16' }, [response, person, survey]],
    ['until the last moment of a day', { to: '2026-06-16' }, [person, survey, project]],
    ['one day', { from: '2026-06-16', to: '2026-06-16' }, [person, survey]],
    ['respondents', { by: 'respondent' }, [response]],
    ['a person, and what is about them', { subject: 'person 12' }, [response, person]],
    ['a response', { subject: 'Response:r7' }, [response]],
    ['several at once', { area: 'person', subject: 'person 12', to: '2026-06-16' }, [person]],
    ['nobody', { by: '999999' }, []],
  ])('by %s', async (_name, query: Record<string, string>, expected) => {
    const found = await read(query);
    expect(found.map((line) => expected.find((text) => line.includes(text)))).toEqual(expected);
  });

  test('by an account', async () => {
    expect(await read({ by: String(actor.userId) })).toHaveLength(3);
  });

  test('offer the areas that have lines and the accounts, by number for overseers', async () => {
    const optionsOf = async (client: Client, name: string) => {
      const page = await client.get(paths.auditTrail);
      return page
        .$(`#field-${name} option`)
        .toArray()
        .map((option) => page.$(option).text());
    };
    expect(await optionsOf(organiser, 'area')).toEqual([
      'All',
      'Answers',
      'People',
      'Project',
      'Questionnaires',
    ]);
    const named = await optionsOf(organiser, 'by');
    expect(named.includes('Mariam Okafor')).toBe(true);
    const numbered = await optionsOf(overseer, 'by');
    expect(numbered.includes('Mariam Okafor')).toBe(false);
    expect(numbered.includes(`Account ${actor.userId} (organiser)`)).toBe(true);
  });

  test('that match nothing say so and lead back', async () => {
    const page = await organiser.get(`${paths.auditTrail}?area=nothing`);
    expect(page.$('.empty h2').text()).toBe('Nothing matches these filters');
    expect(page.$('.filters a').attr('href')).toBe(paths.auditTrail);
  });

  test.each([
    ['a date that does not exist', { from: '2026-02-30' }, 'from'],
    ['a period that ends before it begins', { from: '2026-02-02', to: '2026-02-01' }, 'to'],
    ['a subject without a number', { subject: 'person' }, 'subject'],
    ['an account that is none', { by: "1' OR 1=1" }, 'by'],
    ['an area that is none', { area: "x'; DROP TABLE audit_events" }, 'area'],
    ['a page that does not exist', { before: '1.x' }, 'before'],
  ])('refuse %s and keep what was typed', async (_name, query: Record<string, string>, field) => {
    const address = `${paths.auditTrail}?${new URLSearchParams(query).toString()}`;
    const page = await organiser.get(address);
    expect([page.status, linesOf(page)]).toEqual([422, []]);
    expect(page.$(`.notice a[href="#field-${field}"]`)).toHaveLength(1);
    if (field === 'subject') expect(page.$('#field-subject').val()).toBe('person');
  });
});

test('pages follow each other without gap or repetition, while lines are written', async () => {
  await recordMany(120);
  // Several lines of one moment, around the end of the first page.
  await AuditEvent.update(
    { at: new Date('2026-01-01T01:09:00Z') },
    { where: { subjectId: ['66', '67', '68', '69', '70', '71', '72'] } },
  );
  const numbers: number[] = [];
  let address: string | undefined = `${paths.auditTrail}?area=project`;
  let pages = 0;
  while (address !== undefined) {
    const page: Answer = await organiser.get(address);
    const codes = page.$('.trail-same').toArray();
    for (const code of codes) {
      numbers.push(Number(/project%20(\d+)/.exec(String(page.$(code).attr('href')))?.[1]));
    }
    address = page.$('a[rel="next"]').attr('href');
    pages += 1;
    await record('2026-06-16T09:00:00Z', {});
  }
  expect(pages).toBe(3);
  expect(numbers).toHaveLength(120);
  expect(new Set(numbers).size).toBe(120);
});

test('one line and three cost the same number of queries', async () => {
  await record('2026-06-16T09:00:00Z', { subjectType: 'person', subjectId: 1 });
  const one = await countQueries(() => organiser.get(paths.auditTrail));
  await record('2026-06-16T09:00:00Z', { subjectType: 'person', subjectId: 2 });
  await record('2026-06-16T09:00:00Z', { subjectType: 'account', subjectId: actor.userId ?? 0 });
  expect(await countQueries(() => organiser.get(paths.auditTrail))).toBe(one);
});

test('20,000 lines are read by an index, each filter and each page', async () => {
  for (const area of ['person', 'survey', 'project', 'response']) await recordMany(5000, area);
  if (db().getDialect() === 'postgres') await db().query('ANALYZE audit_events');
  const addresses = [
    '',
    '?area=survey',
    `?by=${actor.userId}&from=2026-01-02&to=2026-01-03`,
    '?from=2026-01-01&to=2026-01-02',
    '?subject=person%20123',
    `?area=person&before=${Date.parse('2026-01-01T10:00:00Z')}.9999`,
  ];
  for (const address of addresses) {
    const statements: string[] = [];
    const stop = listenToQueries((sql) => statements.push(sql));
    await organiser.get(paths.auditTrail + address);
    stop();
    const list = statements.find((sql) => /FROM .?audit_events.? AS .*ORDER BY/.test(sql)) ?? '';
    expect(await scansWholeTable(list.slice(list.indexOf('SELECT')))).toBe(false);
  }
}, 120_000);

async function scansWholeTable(sql: string): Promise<boolean> {
  const postgres = db().getDialect() === 'postgres';
  const rows = await db().query<Record<string, string>>(
    `${postgres ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${sql}`,
    { type: QueryTypes.SELECT },
  );
  const plan = rows.map((row) => row['QUERY PLAN'] ?? row.detail ?? '');
  if (plan.length === 0) throw new Error('There is no plan.');
  return plan.some((line) =>
    postgres ? line.includes('Seq Scan') : line.startsWith('SCAN') && !line.includes('INDEX'),
  );
}
