import { Invitation, Person, Survey, SurveyVersion } from '../../../src/models';
import {
  currentVersion,
  currentVersionId,
  findSurvey,
  findSurveyByOpenLink,
  listSurveys,
  listVersions,
  surveyState,
} from '../../../src/features/surveys/surveys.queries';
import { loadVersion } from '../../../src/features/surveys/survey-cache';
import { installForms } from '../../../src/features/surveys/install-forms';
import { countQueries, startTestServer, type TestServer } from '../../harness/server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const at = new Date('2026-06-01T12:00:00Z');
const before = new Date('2026-06-01T11:00:00Z');
const after = new Date('2026-06-01T13:00:00Z');
const never = { opensAt: null, closesAt: null, closedAt: null };

test.each([
  ['unpublished', never, false],
  ['unpublished', { ...never, opensAt: before }, false],
  ['open', never, true],
  ['open', { ...never, opensAt: at }, true],
  ['open', { ...never, opensAt: before, closesAt: after }, true],
  ['not_yet_open', { ...never, opensAt: after }, true],
  ['closed', { ...never, closesAt: at }, true],
  ['closed', { ...never, closedAt: before, closesAt: after }, true],
])('is %s with %j and published: %s', (state, survey, hasVersion) => {
  expect(surveyState({ survey, hasVersion, at })).toBe(state);
});

test('installs the four forms once, with their drafts, and never changes them again', async () => {
  const survey = await findSurvey('workshop_evaluation');
  expect([survey.title, survey.anonymous, survey.draftRevision]).toEqual([
    'Workshop evaluation',
    true,
    1,
  ]);
  expect(JSON.parse(survey.draftDefinition)).toMatchObject({
    title: { default: 'Workshop evaluation' },
  });
  await survey.update({ title: 'Renamed', draftDefinition: '{}' });
  await installForms();
  expect((await findSurvey('workshop_evaluation')).draftDefinition).toBe('{}');
  expect((await listSurveys()).map((line) => [line.survey.form, line.survey.title])).toEqual([
    ['cluster_survey', 'Questionnaire on cluster internationalization in APEC'],
    ['workshop_evaluation', 'Renamed'],
    ['collaboration_invitation', 'Invitation for cluster-to-cluster collaboration'],
    ['success_story', 'Success story of cluster collaboration'],
    ['success_story_one_year', 'Success story, one year after the start of the platform'],
  ]);
});

test('a database that knows the first round alone gets the second one, with the questions as they come', async () => {
  const first = await findSurvey('success_story');
  const shipped = first.draftDefinition;
  await (await findSurvey('success_story_one_year')).destroy();
  await first.update({ draftDefinition: '{}' });
  await Promise.all([installForms(), installForms()]);
  const later = await findSurvey('success_story_one_year');
  expect([later.draftDefinition === shipped, later.openLink === first.openLink]).toEqual([
    true,
    false,
  ]);
  // From here on each has its own questions.
  await later.update({ draftDefinition: '{"pages":[]}' });
  await first.update({ draftDefinition: shipped });
  expect((await findSurvey('success_story_one_year')).draftDefinition).toBe('{"pages":[]}');
});

test('finds a form by its name and by its open link, and nothing else', async () => {
  const survey = await findSurvey('success_story');
  expect((await findSurveyByOpenLink(survey.openLink)).id).toBe(survey.id);
  await expect(findSurvey('no_such_form')).rejects.toMatchObject({ status: 404 });
  await expect(findSurveyByOpenLink('nowhere')).rejects.toMatchObject({ status: 404 });
});

test('knows the newest version and lists all, newest first', async () => {
  const { id: surveyId } = await findSurvey('cluster_survey');
  expect([await currentVersion(surveyId), await currentVersionId(surveyId)]).toEqual([null, null]);
  const definition = JSON.stringify({ pages: [{ name: 'one', elements: [] }] });
  const [first, second] = await SurveyVersion.bulkCreate(
    [1, 2].map((number) => ({
      surveyId,
      number,
      definition,
      firstPageHtml: '',
      publishedAt: before,
    })),
  );
  expect((await currentVersion(surveyId))?.number).toBe(2);
  const newest = await currentVersionId(surveyId);
  expect((await listVersions(surveyId)).map(({ id, number }) => [id, number])).toEqual([
    [newest, 2],
    [newest === first?.id ? second?.id : first?.id, 1],
  ]);
  const [line] = await listVersions(surveyId);
  expect(line).toEqual({
    id: newest,
    number: 2,
    publishedAt: before,
    publisher: null,
    answers: 0,
  });
});

test('loads a version once, compiled, and refuses one that does not exist', async () => {
  const { id: surveyId } = await findSurvey('success_story');
  const version = await SurveyVersion.create({
    surveyId,
    number: 1,
    definition: JSON.stringify({
      pages: [{ name: 'one', elements: [{ type: 'text', name: 'town' }] }],
    }),
    firstPageHtml: '',
    publishedAt: before,
  });
  const loaded = await loadVersion(version.id);
  expect(loaded.columns.map((column) => column.field)).toEqual(['town']);
  expect(loaded.compiled.group.fields.map((field) => field.key)).toEqual(['town']);
  expect(await countQueries(() => loadVersion(version.id))).toBe(0);
  expect(await loadVersion(version.id)).toBe(loaded);
  await expect(loadVersion(999)).rejects.toMatchObject({ status: 404 });
});

test('counts the invited and the finished in the same number of queries for any number', async () => {
  const { id: surveyId } = await findSurvey('collaboration_invitation');
  const none = await countQueries(() => listSurveys());
  for (const [index, finished] of [true, false, false].entries()) {
    const person = await Person.create(aPerson(index));
    await Invitation.create({
      surveyId,
      personId: person.id,
      tokenHash: `hash ${index}`,
      finished,
      createdAt: before,
    });
  }
  let lines: Awaited<ReturnType<typeof listSurveys>> = [];
  const three = await countQueries(async () => {
    lines = await listSurveys();
  });
  expect(three).toBe(none);
  const line = lines.find(({ survey }) => survey.id === surveyId);
  expect([line?.invited, line?.finished, line?.answers]).toEqual([3, 1, 0]);
  expect(await Survey.count()).toBe(5);
});

function aPerson(index: number) {
  return {
    email: `person${index}@cluster.example`,
    emailKey: `person${index}@cluster.example`,
    givenName: 'Ana',
    familyName: `Example ${index}`,
    nameKey: `example ${index} ana`,
    affiliation: 'guest',
    role: 'participant',
    language: 'en',
    origin: 'manual',
    revision: 1,
  } as const;
}
