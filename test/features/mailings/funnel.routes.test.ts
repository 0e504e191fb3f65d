import { Message, Response, SurveyVersion } from '../../../src/models';
import type { Survey } from '../../../src/models';
import type { Role, Sector, Sex } from '../../../src/models/codes';
import { paths } from '../../../src/paths';
import type { Answer } from '../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';
import { addPerson, clearMailings, invite, publish } from './fixtures';

let server: TestServer;
let made = 0;

beforeAll(async () => {
  server = await startTestServer();
  await server.outbox.stop();
});
afterEach(clearMailings);
afterAll(() => server.stop());

type Step = 'invited' | 'accepted' | 'opened' | 'started' | 'finished';
const steps: Step[] = ['invited', 'accepted', 'opened', 'started', 'finished'];

async function came(
  survey: Survey,
  to: Step,
  who: { economyCode?: string | null; sex?: Sex | null; sector?: Sector | null },
): Promise<void> {
  const reached = (step: Step): boolean => steps.indexOf(to) >= steps.indexOf(step);
  const person = await addPerson({ givenName: `P${(made += 1)}`, ...who });
  const invitation = await invite(survey, person);
  await invitation.update({
    openedAt: reached('opened') ? new Date() : null,
    startedAt: reached('started') ? new Date() : null,
    finished: reached('finished'),
  });
  for (const kind of ['survey_invitation', 'survey_reminder']) {
    await Message.create({
      dedupeKey: `f:${(made += 1)}`,
      kind,
      invitationId: invitation.id,
      personId: person.id,
      toName: '',
      toAddress: '',
      subject: '',
      textBody: '',
      htmlBody: '',
      status: reached('accepted') ? 'sent' : 'failed',
      nextAttemptAt: new Date(),
      messageId: `f${made}@x.example`,
    });
  }
}

async function answered(survey: Survey, economyCode: string, sex: Sex): Promise<void> {
  const version = await SurveyVersion.findOne({
    where: { surveyId: survey.id },
    rejectOnEmpty: true,
  });
  const name = `r${(made += 1)}`;
  await Response.create({
    id: name,
    surveyId: survey.id,
    versionId: version.id,
    accessKey: name,
    submissionId: name,
    contentHash: '',
    receipt: name,
    origin: 'open_link',
    language: 'en',
    answers: '{}',
    economyCode,
    sex,
    submittedOn: '2026-01-01',
  });
}

async function page(form: string, role: Role): Promise<Answer> {
  return (await server.visitor().signInAs(role)).get(paths.surveyFunnel(form));
}

/** A table as lines: label and counts, without percentages. */
function table(answer: Answer, id: string): string[] {
  const { $ } = answer;
  return $(`[aria-labelledby=${id}-title] table`)
    .find('tbody tr, tfoot tr')
    .toArray()
    .map((row) => {
      $(row).find('.percent').remove();
      const cells = $(row).find('td').toArray();
      return [$(row).find('th').text(), ...cells.map((cell) => $(cell).text().trim())].join(' | ');
    });
}

async function example(survey: Survey): Promise<void> {
  await came(survey, 'finished', { economyCode: 'CHL', sex: 'female', sector: 'public' });
  await came(survey, 'started', { economyCode: 'CHL', sex: 'male', sector: 'private' });
  await came(survey, 'opened', { economyCode: 'HKG', sex: 'female', sector: null });
  await came(survey, 'accepted', {
    economyCode: 'HKG',
    sex: 'prefer_not_to_say',
    sector: 'public',
  });
  await came(survey, 'invited', { economyCode: null, sex: null, sector: 'academia' });
}

test('counts each step by economy, sex and sector', async () => {
  const survey = await publish('cluster_survey');
  await example(survey);
  const answer = await page('cluster_survey', 'organiser');
  expect(answer.status).toBe(200);
  const total = 'Total | 5 | 4 | 3 | 2 | 1';
  expect(table(answer, 'economy')).toEqual([
    'Chile | 2 | 2 | 2 | 2 | 1',
    'Hong Kong, China | 2 | 2 | 1 | 0 | 0',
    'Guest | 1 | 0 | 0 | 0 | 0',
    total,
  ]);
  expect(table(answer, 'sex')).toEqual([
    'Women | 2 | 2 | 2 | 1 | 1',
    'Men | 1 | 1 | 1 | 1 | 0',
    'Not stated | 2 | 1 | 0 | 0 | 0',
    total,
  ]);
  expect(table(answer, 'sector')).toEqual([
    'Public sector | 2 | 2 | 1 | 1 | 1',
    'Private sector | 1 | 1 | 1 | 1 | 0',
    'Academia | 1 | 0 | 0 | 0 | 0',
    'Other | 0 | 0 | 0 | 0 | 0',
    'Not stated | 1 | 1 | 1 | 0 | 0',
    total,
  ]);
});

test.each(['workshop_evaluation', 'cluster_survey'] as const)(
  'tells overseers of no live answer to %s, in total or in a group',
  async (form) => {
    const survey = await publish(form);
    await example(survey);
    const overseer = await page(form, 'overseer');
    expect(table(overseer, 'economy')).toEqual([
      'Chile | 2 | 2',
      'Hong Kong, China | 2 | 2',
      'Guest | 1 | 0',
      'Total | 5 | 4',
    ]);
    expect(
      overseer
        .$('.funnel strong')
        .map((_, cell) => overseer.$(cell).text())
        .get(),
    ).toEqual(['5', '4', '3']);
    expect(overseer.$('[aria-label=Answers] .figure-note').text()).toBe('not released yet');
    expect(table(await page(form, 'organiser'), 'economy')[0]).toBe('Chile | 2 | 2 | 2 | 2 | 1');
  },
);

test('shows answers through the open link apart, to organisers only', async () => {
  const survey = await publish('cluster_survey');
  await came(survey, 'invited', {});
  await answered(survey, 'JPN', 'female');
  await answered(survey, 'JPN', 'male');
  const lines = (answer: Answer): string[] =>
    answer
      .$('.count-list > div')
      .toArray()
      .map((line) => answer.$(line).text());
  const organiser = await page('cluster_survey', 'organiser');
  expect(organiser.$('[aria-labelledby=open-title] strong').text()).toBe('2');
  expect(lines(organiser)).toEqual(['Japan2', 'Women1', 'Men1', 'Not stated2']);
  expect(table(organiser, 'economy')).toEqual([
    'Chile | 1 | 0 | 0 | 0 | 0',
    'Total | 1 | 0 | 0 | 0 | 0',
  ]);
  const overseer = await page('cluster_survey', 'overseer');
  expect(overseer.$('[aria-labelledby=open-title]')).toHaveLength(0);
});

test('says what to do while nobody is invited, and asks visitors to sign in', async () => {
  const organiser = await page('cluster_survey', 'organiser');
  expect(organiser.$('.empty a').attr('href')).toBe(
    paths.newMailing('cluster_survey', 'invitation'),
  );
  expect((await page('cluster_survey', 'overseer')).$('.empty a')).toHaveLength(0);
  const visitor = await server.visitor().get(paths.surveyFunnel('cluster_survey'));
  expect(visitor.status).toBe(302);
  expect((await page('no_such_form', 'organiser')).status).toBe(404);
});

test('costs the same number of statements for one person and for many', async () => {
  const survey = await publish('cluster_survey');
  const organiser = await server.visitor().signInAs('organiser');
  const cost = (): Promise<number> =>
    countQueries(() => organiser.get(paths.surveyFunnel('cluster_survey')));
  await came(survey, 'finished', {});
  const one = await cost();
  await example(survey);
  expect(await cost()).toBe(one);
});

test('of anonymous answers only the number beyond the invited who finished is shown', async () => {
  const survey = await publish('workshop_evaluation');
  await came(survey, 'finished', {});
  for (const sex of ['female', 'male', 'female'] as const) await answered(survey, 'JPN', sex);
  const organiser = await page('workshop_evaluation', 'organiser');
  expect(organiser.$('[aria-labelledby=open-title] strong').text()).toBe('2');
  expect(organiser.$('.count-list > div')).toHaveLength(0);
});
