import { setClock } from '../../../src/lib/clock';
import { AuditEvent, Project, Survey, SurveyVersion } from '../../../src/models';
import { paths } from '../../../src/paths';
import { findSurvey } from '../../../src/features/surveys/surveys.queries';
import type { Client } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';

const form = 'workshop_evaluation';
let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
  await Project.update({ timeZone: 'Europe/Berlin' }, { where: { id: 1 } });
});
afterEach(() => {
  setClock(undefined);
});
afterAll(() => server.stop());

async function publishedVersion(surveyForm: string, number = 1): Promise<SurveyVersion> {
  const { id, draftDefinition } = await findSurvey(surveyForm);
  return SurveyVersion.create({
    surveyId: id,
    number,
    definition: draftDefinition,
    firstPageHtml: '',
    publishedAt: new Date('2026-03-01T09:00:00Z'),
  });
}

test('lists the five forms with what they are for, to organisers and overseers alone', async () => {
  const page = await overseer.get(paths.surveys);
  expect(
    page
      .$('.survey-card h2')
      .get()
      .map((title) => page.$(title).text()),
  ).toEqual([
    'Questionnaire on cluster internationalization in APEC',
    'Workshop evaluation',
    'Invitation for cluster-to-cluster collaboration',
    'Success story of cluster collaboration',
    'Success story, one year after the start of the platform',
  ]);
  expect(page.$('.survey-card').eq(1).find('.status').text()).toBe('Not published');
  expect(page.$('.survey-card').eq(1).text()).toContain('Anonymous');
  const visitor = await server.visitor().get(paths.surveys);
  expect([visitor.status, visitor.location]).toEqual([302, '/sign-in?next=%2Fsurveys']);
});

test('costs the same number of queries whatever the number of versions', async () => {
  const one = await countQueries(() => organiser.get(paths.surveys));
  const single = await countQueries(() => organiser.get(paths.survey('success_story')));
  for (const number of [1, 2, 3]) await publishedVersion('success_story', number);
  expect(await countQueries(() => organiser.get(paths.surveys))).toBe(one);
  expect(await countQueries(() => organiser.get(paths.survey('success_story')))).toBe(single);
});

test('shows an overseer the facts, without times to set and without the open link', async () => {
  const page = await overseer.get(paths.survey(form));
  expect(page.status).toBe(200);
  expect(page.$('h1').text()).toBe('Workshop evaluation');
  expect(page.$('dt:contains("Takes") + dd').text()).toBe('3 to 5 minutes');
  const row = page.$('th:contains("Sector") + td');
  expect(row.text()).toBe('sector');
  expect(page.$('main form')).toHaveLength(0);
  expect(page.text).not.toContain((await findSurvey(form)).openLink);
  expect((await overseer.get(paths.survey('no_such_form'))).status).toBe(404);
});

test('takes times as those of the project’s zone, and shows them so', async () => {
  const answer = await organiser.post(paths.surveySchedule(form), {
    opensAt: '2026-06-01T09:00',
    closesAt: '2026-12-01T18:00',
  });
  expect([answer.status, answer.location]).toEqual([303, paths.survey(form)]);
  const survey = await findSurvey(form);
  expect([survey.opensAt, survey.closesAt]).toEqual([
    new Date('2026-06-01T07:00:00Z'),
    new Date('2026-12-01T17:00:00Z'),
  ]);
  const page = await organiser.get(paths.survey(form));
  expect([page.$('#field-opensAt').val(), page.$('#field-closesAt').val()]).toEqual([
    '2026-06-01T09:00',
    '2026-12-01T18:00',
  ]);
  const event = await AuditEvent.findOne({ where: { action: 'survey.scheduled' } });
  expect(JSON.parse(event?.changes ?? '')).toEqual({
    opensAt: [null, '2026-06-01T07:00:00.000Z'],
    closesAt: [null, '2026-12-01T17:00:00.000Z'],
  });
});

test('takes the first of a doubled hour for opening and the last for closing', async () => {
  await organiser.post(paths.surveySchedule(form), {
    opensAt: '2026-10-25T02:30',
    closesAt: '2026-10-25T02:30',
  });
  const survey = await findSurvey(form);
  expect([survey.opensAt, survey.closesAt]).toEqual([
    new Date('2026-10-25T00:30:00Z'),
    new Date('2026-10-25T01:30:00Z'),
  ]);
});

test.each([
  ['a closing before the opening', '2026-06-02T09:00', '2026-06-01T09:00', 'closesAt'],
  ['a closing at the opening', '2026-06-02T09:00', '2026-06-02T09:00', 'closesAt'],
  ['an hour that the clocks skip', '2026-03-29T02:30', '', 'opensAt'],
  ['a day that does not exist', '', '2026-02-30T10:00', 'closesAt'],
  ['what is no time', 'soon', '', 'opensAt'],
])('refuses %s and keeps what was typed', async (_name, opensAt, closesAt, field) => {
  const before = (await findSurvey(form)).get();
  const page = await organiser.post(paths.surveySchedule(form), { opensAt, closesAt });
  expect(page.status).toBe(422);
  expect(page.$(`.notice a[href="#field-${field}"]`)).toHaveLength(1);
  expect(page.$('#field-opensAt').val()).toBe(opensAt);
  expect((await findSurvey(form)).get()).toEqual(before);
});

test('closes an open form at once and opens it again', async () => {
  const other = 'cluster_survey';
  expect((await organiser.post(paths.surveyClosing(other), { action: 'close' })).status).toBe(409);
  await publishedVersion(other);
  expect((await organiser.post(paths.surveyClosing(other), { action: 'reopen' })).status).toBe(409);
  expect((await organiser.post(paths.surveyClosing(other), { action: 'close' })).status).toBe(303);
  const closed = await organiser.get(paths.survey(other));
  expect(closed.$('.page-head .status').text()).toBe('Closed');
  expect((await organiser.post(paths.surveyClosing(other), { action: 'reopen' })).status).toBe(303);
  expect((await organiser.get(paths.survey(other))).$('.page-head .status').text()).toBe('Open');
  expect((await organiser.post(paths.surveyClosing(other), { action: 'burn' })).status).toBe(422);
  expect(
    (await AuditEvent.findAll({ order: ['id'] }))
      .map(({ action }) => action)
      .filter((action) => /closed|reopened/.test(action)),
  ).toEqual(['survey.closed', 'survey.reopened']);
});

test('takes away a closing time that has passed when the form is opened again', async () => {
  const other = 'collaboration_invitation';
  await publishedVersion(other);
  await Survey.update(
    { opensAt: new Date('2026-01-01'), closesAt: new Date('2026-02-01') },
    { where: { form: other } },
  );
  setClock(new Date('2026-03-01T12:00:00Z'));
  expect((await organiser.post(paths.surveyClosing(other), { action: 'reopen' })).status).toBe(303);
  expect((await findSurvey(other)).closesAt).toBeNull();
});

test('switches the open link off and on and keeps its address', async () => {
  const { openLink } = await findSurvey(form);
  await organiser.post(paths.surveyOpenLink(form), { action: 'disable' });
  expect((await findSurvey(form)).openLinkEnabled).toBe(false);
  expect((await organiser.get(paths.survey(form))).$('#open-link-address')).toHaveLength(0);
  await organiser.post(paths.surveyOpenLink(form), { action: 'enable' });
  const page = await organiser.get(paths.survey(form));
  expect(page.$('#open-link-address').val()).toBe(`${server.url}${paths.join(openLink)}`);
  expect(page.$('#open-link svg')).toHaveLength(1);
});

test('makes a new open link, so that the old one is dead', async () => {
  const { openLink } = await findSurvey(form);
  const answer = await organiser.post(paths.surveyOpenLink(form), { action: 'renew' });
  expect(answer.status).toBe(303);
  expect((await findSurvey(form)).openLink).not.toBe(openLink);
  expect(await Survey.count({ where: { openLink } })).toBe(0);
  const event = await AuditEvent.findOne({ where: { action: 'survey.open_link_renewed' } });
  expect(event?.changes).toBe('{}');
});

test('gives the QR code as a sheet, as SVG and as PNG', async () => {
  const sheet = await organiser.get(paths.surveyOpenLink(form));
  const { openLink } = await findSurvey(form);
  expect(sheet.$('.poster-address').text()).toBe(`${server.url}${paths.join(openLink)}`);
  const svg = await organiser.get(paths.surveyOpenLinkImage(form, 'svg'));
  expect(svg.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
  expect(svg.text.slice(0, 4)).toBe('<svg');
  const png = await organiser.get(paths.surveyOpenLinkImage(form, 'png'));
  expect(png.headers.get('content-disposition')).toBe(`attachment; filename=${form}.png`);
  expect(png.body.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const other = await organiser.get(`/surveys/${form}/open-link.gif`);
  expect(other.status).toBe(404);
});

test.each([
  ['schedule', paths.surveySchedule(form), { opensAt: '', closesAt: '' }],
  ['closing', paths.surveyClosing(form), { action: 'close' }],
  ['open link', paths.surveyOpenLink(form), { action: 'renew' }],
])('refuses an overseer and a visitor who change the %s', async (_name, path, fields) => {
  const before = (await findSurvey(form)).get();
  expect((await overseer.post(path, fields)).status).toBe(403);
  expect((await server.visitor().post(path, fields)).status).toBe(403);
  expect((await organiser.post(path, { ...fields, _csrf: '' })).status).toBe(403);
  expect((await findSurvey(form)).get()).toEqual(before);
});

test.each([paths.surveyOpenLink(form), paths.surveyOpenLinkImage(form, 'svg')])(
  'keeps %s from overseers',
  async (path) => {
    expect((await overseer.get(path)).status).toBe(403);
  },
);
