import { setClock } from '../../../src/lib/clock';
import { newOpenToken } from '../../../src/lib/link-tokens';
import { Draft, Person, Survey } from '../../../src/models';
import { paths } from '../../../src/paths';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { invite, openSurvey, validAnswers, type OpenSurvey } from './open-survey';
import { Respondent } from './respondent';

let server: TestServer;
let open: OpenSurvey;

beforeAll(async () => {
  server = await startTestServer();
  open = await openSurvey('cluster_survey');
});
afterEach(async () => {
  setClock(undefined);
  await open.survey.update({ opensAt: null, closesAt: null, closedAt: null });
});
afterAll(() => server.stop());

test('shows the first page of the form inside the element the program takes over', async () => {
  const { token } = await invite(open.survey);
  const page = await server.visitor().get(paths.answer(token));
  expect(page.status).toBe(200);
  expect(page.$('html').attr('lang')).toBe('en');
  expect(page.$('h1').text()).toBe('Questionnaire on cluster internationalization in APEC');
  const mount = page.$('#survey');
  expect(mount.data('version')).toBe(open.version.version.id);
  expect(mount.find('[data-name="respondent_type"] input[type="radio"]')).toHaveLength(6);
  expect(page.$('style, script:not([src])')).toHaveLength(0);
  expect(page.headers.get('cache-control')).toBe('no-store');
});

test('reading the page costs at most two statements and writes nothing', async () => {
  const { token, invitation } = await invite(open.survey);
  const visitor = server.visitor();
  await visitor.get(paths.answer(token));
  const queries = await countQueries(() => visitor.get(paths.answer(token)));
  expect(queries).toBe(1);
  await invitation.reload();
  expect([invitation.openedAt, invitation.startedAt, await Draft.count()]).toEqual([null, null, 0]);
});

test.each([
  ['too short', 'abc'],
  ['of the right length', 'A'.repeat(32)],
  ['very long', 'A'.repeat(3000)],
  ['with strange characters', '%F0%9F%99%82..%2f'],
])('says so for an unknown link %s', async (_name, token) => {
  const page = await server.visitor().get(`/answer/${token}`);
  expect([page.status, page.$('h1').text()]).toEqual([404, 'This link leads nowhere']);
});

test('an open-link token of this installation without answers leads nowhere', async () => {
  const page = await server.visitor().get(paths.answer(newOpenToken()));
  expect(page.status).toBe(404);
});

test('a changed character makes a link unknown', async () => {
  const { token } = await invite(open.survey);
  const changed = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
  expect((await server.visitor().get(paths.answer(changed))).status).toBe(404);
});

test('the link of an erased person is over', async () => {
  const { token, person } = await invite(open.survey);
  await Person.update({ erasedAt: new Date() }, { where: { id: person.id } });
  const page = await server.visitor().get(paths.answer(token));
  expect([page.status, page.$('h1').text()]).toEqual([410, 'This link is no longer in use']);
});

test('before the opening time the page says when, and names the zone', async () => {
  const { token } = await invite(open.survey);
  setClock(new Date('2026-03-01T00:00:00Z'));
  await open.survey.update({ opensAt: new Date('2026-03-02T06:30:00Z') });
  const page = await server.visitor().get(paths.answer(token));
  expect([page.status, page.$('h1').text()]).toEqual([403, 'This questionnaire is not open yet']);
  expect(page.$('main strong').text()).toBe('It opens on 2 Mar 2026, 09:30 (Europe/Moscow).');
});

test('after the closing time the page says so, to the second', async () => {
  const { token } = await invite(open.survey);
  const closesAt = new Date('2026-03-02T06:30:00Z');
  await open.survey.update({ closesAt });
  setClock(new Date(closesAt.getTime() - 1));
  expect((await server.visitor().get(paths.answer(token))).status).toBe(200);
  setClock(closesAt);
  const page = await server.visitor().get(paths.answer(token));
  expect([page.status, page.$('h1').text()]).toEqual([403, 'This questionnaire is closed']);
  expect(page.$('main strong').text()).toBe('It closed on 2 Mar 2026, 09:30 (Europe/Moscow).');
});

test('a form without a version is not ready', async () => {
  const survey = await Survey.findOne({ where: { form: 'success_story' }, rejectOnEmpty: true });
  const { token } = await invite(survey);
  const page = await server.visitor().get(paths.answer(token));
  expect([page.status, page.$('h1').text()]).toEqual([403, 'This questionnaire is not ready yet']);
});

describe('the open link', () => {
  test('shows a button and makes nothing before it is pressed', async () => {
    const page = await server.visitor().get(paths.join(open.survey.openLink));
    expect([page.status, page.$('form button').text()]).toEqual([200, 'Begin']);
    expect(await Draft.count()).toBe(0);
  });

  test('the button makes an address of its own for each person', async () => {
    const visitor = server.visitor();
    const first = await visitor.post(paths.join(open.survey.openLink));
    const second = await server.visitor().post(paths.join(open.survey.openLink));
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(first.location).toMatch(/^\/answer\/[\w-]{48}$/);
    expect(first.location).not.toBe(second.location);
    const page = await visitor.get(first.location ?? '');
    expect(page.status).toBe(200);
    expect(page.$('#answer-address').text()).toBe(server.url + (first.location ?? ''));
    const code = await visitor.get(page.$('.answer-code').attr('src') ?? '');
    expect([code.status, code.headers.get('content-type')]).toEqual([
      200,
      'image/svg+xml; charset=utf-8',
    ]);
  });

  test('brings a browser back to what was begun in it, unless another person says so', async () => {
    const door = paths.join(open.survey.openLink);
    const visitor = server.visitor();
    const first = await visitor.post(door);
    const cookie = visitor.cookies().find(([name]) => name === 'pec_own_cluster_survey');
    expect(first.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax$/);
    expect(first.location).toBe(paths.answer(cookie?.[1] ?? ''));
    const drafts = await Draft.count();
    const back = await visitor.get(door);
    expect(back.$('.notice-info p').text()).toBe(
      'A form was begun in this browser and has not been sent yet.',
    );
    expect((await visitor.post(door)).location).toBe(first.location);
    expect(await Draft.count()).toBe(drafts);
    const another = await visitor.post(door, { who: 'another' });
    expect(another.location).not.toBe(first.location);
    expect((await visitor.post(door)).location).toBe(another.location);
    // What was sent is read and corrected; a second form is not begun by accident.
    const respondent = new Respondent(server, open.version.version.id);
    const token = another.location?.slice('/answer/'.length) ?? '';
    await respondent.send(token, respondent.submission(validAnswers(open, 1)));
    expect((await visitor.get(door)).$('form button').first().text()).toBe('See what was sent');
    const seen = await visitor.post(door, { who: 'nobody', shared: ['no', 'maybe'] });
    expect((await visitor.get(seen.location ?? '')).location).toBe(
      `${another.location ?? ''}/receipt`,
    );
  });

  test('keeps no address in a browser that is shared, nor follows one that it did not make', async () => {
    const door = paths.join(open.survey.openLink);
    const shared = server.visitor();
    const first = await shared.post(door, { shared: 'yes' });
    expect((await shared.post(door)).location).not.toBe(first.location);
    // A tablet that is passed on shows its start page.
    const tablet = server.visitor();
    await tablet.post(door);
    const account = await server.visitor().signInAs('organiser');
    const { location = '' } = await account.post(paths.tablets, { name: 'Table 9' });
    const start = (await account.get(location)).$('.poster-address').text();
    expect((await tablet.get(new URL(start).pathname)).status).toBe(200);
    expect((await tablet.get(door)).$('.notice-info')).toHaveLength(0);
    expect((await tablet.get(door)).$('input[name=shared]')).toHaveLength(0);
    const one = await tablet.post(door);
    expect((await tablet.post(door)).location).not.toBe(one.location);
    // Made up, of somebody's invitation, and of another form.
    const { token } = await invite(open.survey);
    const own = await server.visitor().post(door);
    for (const value of ['x', token, 'A'.repeat(48), own.location?.slice(8, 50) ?? '']) {
      const answer = await server
        .visitor()
        .send('POST', door, undefined, { Cookie: `pec_own_cluster_survey=${value}` });
      expect([answer.status, answer.location === paths.answer(value)]).toEqual([303, false]);
    }
  });

  test('makes nothing while it is switched off, or the form is closed', async () => {
    const before = await Draft.count();
    await open.survey.update({ openLinkEnabled: false });
    const off = await server.visitor().get(paths.join(open.survey.openLink));
    expect(off.$('h2').first().text()).toBe('By invitation only');
    expect((await server.visitor().post(paths.join(open.survey.openLink))).status).toBe(403);
    await open.survey.update({ openLinkEnabled: true, closedAt: new Date() });
    expect((await server.visitor().post(paths.join(open.survey.openLink))).status).toBe(403);
    expect(await Draft.count()).toBe(before);
  });

  test('an unknown open link is no page', async () => {
    expect((await server.visitor().get('/join/nothing')).status).toBe(404);
  });

  test('another site cannot press the button', async () => {
    const answer = await server
      .visitor()
      .send('POST', paths.join(open.survey.openLink), undefined, {
        'Sec-Fetch-Site': 'cross-site',
      });
    expect(answer.status).toBe(403);
  });
});
