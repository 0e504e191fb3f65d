import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { QueryTypes } from 'sequelize';
import { openData } from '../../src/boot';
import { readConfig, readDemoConfig } from '../../src/config';
import { db } from '../../src/db/transaction';
import { readDemo } from '../../src/demo/demo-folder';
import { demoCounts } from '../../src/demo/invent-people';
import { makeDemoData } from '../../src/demo/make-demo-data';
import { names, otherNames } from '../../src/demo/names';
import { answerCounts } from '../../src/demo/plan-answers';
import { computeIndicators } from '../../src/features/indicators/compute';
import { markAsDemo } from '../../src/lib/demo-mark';
import { paths } from '../../src/paths';
import { open } from '../features/reports/read-workbook';
import { Client } from '../harness/client';
import { copyDemo } from '../harness/demo';
import { startServerProcess, type ServerProcess } from '../harness/server-process';
import { eraseEverybody } from './erase-everybody';
import { expectOnlyExamples } from './only-examples';

jest.setTimeout(240_000);

const mark = 'Demo: all data is invented';
const folder = mkdtempSync(path.join(tmpdir(), 'pec-demo-'));
const dataDir = path.join(folder, 'data');
let output = '';
let firstDump: string;

async function startDemo(directory: string): Promise<ServerProcess> {
  return startServerProcess({ DATA_DIR: directory }, ['cli.js', 'demo']);
}

async function inFolder<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const close = await openData({ ...readDemoConfig({ DATA_DIR: directory }), logLevel: 'silent' });
  try {
    return await work();
  } finally {
    await close();
    markAsDemo(false);
  }
}

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return db().query(sql, { type: QueryTypes.SELECT });
}

/** What two demos of one day must have in common: everything but ids, keys and receipts. */
async function dump(): Promise<string> {
  const parts = await Promise.all([
    rows(`SELECT given_name, family_name, email, sex, economy_code, sector, organisation, position,
      role, affiliation, language, notes FROM people ORDER BY id`),
    rows('SELECT name, economy_code FROM clusters ORDER BY id'),
    rows(`SELECT s.form, p.email, r.answers, r.submitted_on, r.submitted_at, r.review,
      r.assigned_to_report, r.corrections, r.origin FROM responses r
      JOIN surveys s ON s.id = r.survey_id LEFT JOIN people p ON p.id = r.person_id
      ORDER BY s.form, r.submitted_on, r.answers`),
    rows('SELECT survey_id, answers, page FROM drafts ORDER BY survey_id, answers'),
    rows('SELECT kind, to_address, subject, status, sent_at FROM messages ORDER BY id'),
    rows('SELECT at, actor_name, action FROM audit_events ORDER BY id'),
    rows('SELECT number, date, theme FROM workshop_days ORDER BY number'),
  ]);
  return JSON.stringify(parts);
}

async function count(sql: string): Promise<number> {
  return Number((await rows(`SELECT COUNT(*) AS n ${sql}`))[0]?.n);
}

beforeAll(async () => {
  output = await copyDemo(dataDir);
  firstDump = await inFolder(dataDir, dump);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('it holds the people, clusters and answers that it promises', async () => {
  await inFolder(dataDir, async () => {
    const survey = answerCounts.cluster_survey;
    expect({
      people: await count('FROM people'),
      women: await count(`FROM people WHERE sex = 'female'`),
      notStated: await count(`FROM people WHERE sex IS NULL OR sex = 'prefer_not_to_say'`),
      clusters: await count('FROM clusters'),
      economies: await count(
        'FROM (SELECT DISTINCT economy_code FROM people WHERE economy_code IS NOT NULL) e',
      ),
      finished: await count(`FROM invitations WHERE finished AND survey_id = 1`),
      byOpenLink: await count(`FROM responses WHERE origin = 'open_link' AND survey_id = 1`),
      corrected: await count('FROM responses WHERE corrections > 0'),
      drafts: await count('FROM drafts WHERE survey_id = 1'),
      onlyOpened: await count(
        'FROM invitations WHERE survey_id = 1 AND opened_at IS NOT NULL AND started_at IS NULL',
      ),
      mailsThatWait: await count(`FROM messages WHERE status <> 'sent'`),
      reminders: await count(`FROM mailings WHERE kind = 'reminder'`),
    }).toEqual({
      people: 150,
      women: 72,
      notStated: 7,
      clusters: 60,
      economies: 21,
      finished: survey.sent + survey.corrected + answerCounts.onSite,
      byOpenLink: survey.openLink,
      corrected: survey.corrected,
      drafts: survey.halfDone,
      onlyOpened: survey.opened,
      mailsThatWait: 0,
      reminders: 1,
    });
    const states = survey.sent + survey.corrected + survey.openLink + survey.halfDone;
    expect(states + survey.opened).toBe(90);
    expect(demoCounts.women / demoCounts.people).toBe(0.48);
  });
});

test('the workshop has something to show on each of its pages', async () => {
  await inFolder(dataDir, async () => {
    const states = await rows('SELECT status, COUNT(*) AS n FROM registrations GROUP BY status');
    expect({
      told:
        (await count('FROM registrations WHERE funding IS NULL AND funding_told IS NOT NULL')) > 10,
      states: states.map(({ status }) => status).sort(),
      waiting: states.find(({ status }) => status === 'waiting')?.n,
      cancelled: states.find(({ status }) => status === 'cancelled')?.n,
      movedUp: await count(
        `FROM registration_changes WHERE from_status = 'waiting' AND to_status = 'registered'`,
      ),
      economiesWithLetter: await count(
        'FROM (SELECT DISTINCT economy_code FROM nomination_letters) n',
      ),
      versions: await count('FROM programme_versions'),
      versionsTold: await count('FROM programme_versions WHERE notices_sent_at IS NOT NULL'),
      sessionsWithText: (await count(`FROM programme_sessions WHERE description <> ''`)) > 5,
      biographies: await count(`FROM consents WHERE kind = 'publish_biography' AND given`),
      slidesOfSessions: await count('FROM materials WHERE session_id IS NOT NULL'),
      badges: (await count('FROM badge_prints')) > 80,
      walkIns: await count(`FROM attendance_events WHERE method = 'walk_in'`),
      undone: await count(`FROM attendance_events WHERE outcome = 'undone'`),
      corrections: await count(`FROM attendance_events WHERE method = 'correction'`),
      atSession: (await count('FROM session_attendances WHERE present')) > 20,
      tablets: await count('FROM tablets'),
      byTablet: await count(`FROM assisted_answers WHERE mode = 'tablet'`),
      byStaff: await count(`FROM responses WHERE origin = 'staff'`),
      scheduled: await count(`FROM scheduled_mailings WHERE status = 'waiting'`),
    }).toEqual({
      told: true,
      states: ['cancelled', 'declined', 'invited', 'registered', 'waiting'],
      ...{ waiting: 2, cancelled: 2, movedUp: 2, economiesWithLetter: 21 },
      ...{ versions: 2, versionsTold: 1, sessionsWithText: true, biographies: 4 },
      ...{ slidesOfSessions: 4, badges: true, walkIns: 3, undone: 1, corrections: 1 },
      ...{ atSession: true, tablets: 2, byTablet: 2, byStaff: 2, scheduled: 1 },
    });
  });
});

test('every indicator has a value but the one that is asked a year later', async () => {
  const values = await inFolder(dataDir, computeIndicators);
  expect(values.map(({ definition, status }) => [definition.id, status])).toEqual([
    ['I01', 'no_target'],
    ['I02', 'no_target'],
    ['I03', 'met'],
    ['I04', 'met'],
    ['I05', 'no_target'],
    ['I06', 'met'],
    ['I07', 'met'],
    ['I08', 'met'],
    ['I09', 'no_data'],
    ['I10', 'met'],
    ['I11', 'met'],
    ['I12', 'met'],
    ['I13', 'not_met'],
    ['I14', 'met'],
    ['I15', 'not_met'],
    ['I16', 'met'],
    ['I17', 'met'],
    ['I18', 'no_target'],
    ['I19', 'no_target'],
  ]);
  const by = new Map(values.map(({ definition, value }) => [definition.id, value]));
  expect([by.get('I07'), by.get('I08')]).toEqual([
    answerCounts.collaboration_invitation.published,
    answerCounts.success_story.inReport,
  ]);
});

test('every name is one of the invented ones, and every address ends in .example', async () => {
  const families = new Set(
    [...Object.values(names), otherNames].flatMap(({ family }) =>
      family.flatMap((name) => (typeof name === 'string' ? [name] : [...name])),
    ),
  );
  await inFolder(dataDir, async () => {
    const people = await rows('SELECT family_name, notes FROM people');
    expect(people.filter(({ family_name: name }) => !families.has(String(name)))).toEqual([]);
    expect(new Set(people.map(({ notes }) => notes))).toEqual(
      new Set(['Demo: this person is invented.']),
    );
    const tables = await rows(`SELECT name FROM sqlite_master WHERE type = 'table'`);
    const texts = await Promise.all(
      tables
        .filter(({ name }) => name !== 'survey_versions' && name !== 'surveys')
        .map(async ({ name }) => JSON.stringify(await rows(`SELECT * FROM "${String(name)}"`))),
    );
    expectOnlyExamples(texts.join('\n').replace(/\{\{[^}]*\}\}/g, ''));
  });
  const mails = readdirSync(path.join(dataDir, 'mail'));
  expect(mails.length).toBeGreaterThan(400);
  for (const name of mails) {
    const mail = readFileSync(path.join(dataDir, 'mail', name), 'utf8');
    expect(mail).toMatch(/^Subject: (\[Demo\]|=\?UTF-8\?[BQ]\?(W0RlbW9d|=5BDemo=5D))/m);
    // Quoted-printable breaks long lines anywhere.
    expectOnlyExamples(mail.replace(/^Message-ID: .*$/m, '').replace(/=\r?\n/g, ''));
  }
});

test('the same day gives the same demo', async () => {
  const { madeOn } = readDemo(dataDir) ?? { madeOn: '' };
  const second = path.join(folder, 'second');
  mkdirSync(second);
  const config = { ...readDemoConfig({ DATA_DIR: second, PORT: '0' }), logLevel: 'error' as const };
  await makeDemoData(config, madeOn);
  const again = await inFolder(second, dump);
  expect(createHash('sha256').update(again).digest('hex')).toBe(
    createHash('sha256').update(firstDump).digest('hex'),
  );
});

test('a second start makes nothing again and lets the printed accounts and links work', async () => {
  const demo = await startDemo(dataDir);
  try {
    const printed = demo.output();
    expect(output).toContain('Making the demo data');
    expect(printed).not.toContain('Making the demo data');
    const accounts = /Sign in as:\n([\s\S]*?)\n\n/.exec(output)?.[1];
    expect(/Sign in as:\n([\s\S]*?)\n\n/.exec(printed)?.[1]).toBe(accounts);
    const visitor = new Client(demo.url);
    const signIn = await visitor.get(paths.signIn);
    expect(signIn.$('.demo-mark').text()).toBe(mark);
    const [, email = '', password = ''] = /^ {2}(organiser@\S+) +(\S+)$/m.exec(printed) ?? [];
    const signedIn = await visitor.post(paths.signIn, {
      _csrf: String(signIn.$('[name=_csrf]').attr('value')),
      email,
      password,
    });
    expect(signedIn.status).toBe(303);
    const page = await visitor.get(paths.indicators);
    expect([page.status, page.$('.demo-mark').text()]).toEqual([200, mark]);
    const file = await visitor.get(paths.indicatorsWorkbook);
    expect(file.headers.get('content-disposition')).toMatch(/filename="?demo-indicators/);
    const responses = await visitor.get(paths.surveyWorkbook('cluster_survey'));
    expect(responses.headers.get('content-disposition')).toMatch(/filename="?demo-cluster_survey/);
    for (const [download, cell] of [
      [file, 'A4'],
      [responses, 'B1'],
    ] as const) {
      const workbook = await open(download.body);
      expect(workbook.worksheets[0]?.getCell(cell).value).toBe(mark);
    }
    const person = (await visitor.get(paths.personExport(1))).json() as { note?: string };
    expect(person.note).toBe(mark);
    const links = printed.match(/http:\S+\/answer\/\S+/g) ?? [];
    expect(links).toHaveLength(2);
    for (const link of links) {
      const answering = await new Client(demo.url).get(link.replace(demo.url, ''));
      expect([answering.status, answering.$('.demo-mark').text()]).toEqual([200, mark]);
    }
  } finally {
    await demo.stop('SIGTERM');
  }
  const after = await inFolder(dataDir, async () => [
    await count('FROM people'),
    await count('FROM mailings'),
    await count('FROM responses'),
  ]);
  const before = JSON.parse(firstDump) as unknown[][];
  expect(after).toEqual([before[0]?.length, 5, before[2]?.length]);
});

test('when the time of keeping is over, everybody is erased and every indicator stays as it was', async () => {
  await inFolder(dataDir, async () => {
    const { before, after } = await eraseEverybody();
    expect(
      await rows(`SELECT given_name, family_name, email, organisation, notes FROM people
        GROUP BY given_name, family_name, email, organisation, notes`),
    ).toEqual([{ given_name: '', family_name: '', email: null, organisation: null, notes: null }]);
    expect(after).toEqual(before);
  });
});

test('the folder says that it is a demo, however the server is started on it', () => {
  expect(readConfig({ DATA_DIR: dataDir }).demo).toBe(true);
  expect(readConfig({ DATA_DIR: folder }).demo).toBe(false);
});

test('a folder with anything else in it is left alone', async () => {
  const real = path.join(folder, 'real');
  mkdirSync(real);
  writeFileSync(path.join(real, 'pec.sqlite'), 'the real data');
  await expect(startDemo(real)).rejects.toThrow(
    /^The server ended with 1: .*holds something that is not demo data/s,
  );
  expect(readdirSync(real)).toEqual(['pec.sqlite']);
  expect(readFileSync(path.join(real, 'pec.sqlite'), 'utf8')).toBe('the real data');
  expect(existsSync(`${real}-unfinished`)).toBe(false);
});
