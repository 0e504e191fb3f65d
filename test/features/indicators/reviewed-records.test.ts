import { loadVersion } from '../../../src/features/surveys/survey-cache';
import { findSurvey } from '../../../src/features/surveys/surveys.queries';
import { setClock } from '../../../src/lib/clock';
import { Response, SurveyVersion, WorkshopDay } from '../../../src/models';
import { paths } from '../../../src/paths';
import { startTestServer, type TestServer } from '../../harness/server';
import { invite as inviteTo, validAnswers } from '../responses/open-survey';
import { Respondent } from '../responses/respondent';
import { counted, indicator, valueAndStatus } from './computed';
import { decide, newCluster, publish, send } from './seed';

let server: TestServer;
const versions: Record<string, SurveyVersion> = {};
beforeAll(async () => {
  server = await startTestServer();
  for (const form of ['collaboration_invitation', 'success_story', 'success_story_one_year']) {
    versions[form] = await publish(form);
  }
});
afterAll(() => server.stop());
afterEach(() => Response.destroy({ where: {} }));

function version(form: string): SurveyVersion {
  const found = versions[form];
  if (found === undefined) throw new Error(`No version of ${form}.`);
  return found;
}

describe('I07, invitations after the workshop', () => {
  // Day 3 is 18 June 2020.
  const dayThree = new Date('2020-06-17T21:00:00.000Z');
  const dayTwo = new Date('2020-06-17T20:59:59.999Z');
  const invite = async (
    clusterId: number,
    title: string,
    submittedAt = dayThree,
    review: Response['review'] = 'published',
  ): Promise<Response> => {
    const response = await send(version('collaboration_invitation'), {
      answers: { title },
      clusterId,
      economyCode: 'THA',
      sex: 'female',
      submittedAt,
    });
    if (review !== 'submitted') await decide(response, review);
    return response;
  };

  test('two projects of a cluster are two, the same project again is one', async () => {
    const cluster = await newCluster('Robotics Four', 'THA');
    await invite(cluster, 'Séarch for test beds');
    await invite(cluster, '  search  for TEST BEDS ');
    expect(await valueAndStatus('I07')).toEqual([1, 'not_met']);
    await invite(cluster, 'Training of technicians');
    const found = await indicator('I07');
    expect([found.value, counted(found)]).toEqual([2, [2, 0, 0, 2]]);
    const other = await newCluster('Robotics Five', 'THA');
    await invite(other, 'Search for test beds');
    expect(await valueAndStatus('I07')).toEqual([3, 'not_met']);
  });

  test('submitted on Day 2, not reviewed, or returned is 0', async () => {
    const cluster = await newCluster('Robotics Six', 'THA');
    await invite(cluster, 'Too early', dayTwo);
    await invite(cluster, 'Not reviewed', dayThree, 'submitted');
    await invite(cluster, 'Returned', dayThree, 'returned');
    expect(await valueAndStatus('I07')).toEqual([0, 'not_met']);
  });

  test('one that expired stays counted if it had been published, and ten meet the target', async () => {
    const cluster = await newCluster('Robotics Seven', 'THA');
    const expired = await invite(cluster, 'Project 0');
    await decide(expired, 'expired');
    await invite(cluster, 'Closed by its cluster before review', dayThree, 'closed');
    for (let project = 1; project < 9; project++) await invite(cluster, `Project ${project}`);
    expect(await valueAndStatus('I07')).toEqual([9, 'not_met']);
    await invite(cluster, 'Project 9');
    expect(await valueAndStatus('I07')).toEqual([10, 'met']);
  });

  test('through real links, by the day of sending and the decision of an organiser', async () => {
    const published = version('collaboration_invitation');
    const survey = await findSurvey('collaboration_invitation');
    const open = { survey, version: await loadVersion(published.id) };
    const respondent = new Respondent(server, published.id);
    const organiser = await server.visitor().signInAs('organiser');
    let seed = 0;
    const send = async (title: string, at: Date): Promise<void> => {
      setClock(at);
      const { token } = await inviteTo(survey);
      const fixed = { consent_data_use: true, cluster_name: 'Harbour Robotics', title };
      const answers = validAnswers(open, (seed += 1), { ...fixed, economy: 'THA' });
      // Files would have to be uploaded first.
      delete answers.attachments;
      const answer = await respondent.send(token, respondent.submission(answers));
      expect([title, answer.status]).toEqual([title, 200]);
    };
    const publishAll = async (): Promise<void> => {
      setClock(undefined);
      for (const { id } of await Response.findAll({ where: { review: 'submitted' } })) {
        await organiser.post(paths.responseReview(id), { decision: 'publish', reason: '' });
      }
    };
    await send('Too early', dayTwo);
    await send('Test beds for robots', dayThree);
    expect(await valueAndStatus('I07')).toEqual([0, 'not_met']);
    await publishAll();
    expect(await valueAndStatus('I07')).toEqual([1, 'not_met']);
    await send('test beds for ROBOTS', dayThree);
    await publishAll();
    expect(await valueAndStatus('I07')).toEqual([1, 'not_met']);
    await send('Training of technicians', dayThree);
    const { token } = await inviteTo(survey);
    await respondent.saveDraft(token, { answers: { title: 'Never sent' } });
    await publishAll();
    expect(await valueAndStatus('I07')).toEqual([2, 'not_met']);
  });

  test('without a third day nothing is known to be after it', async () => {
    const cluster = await newCluster('Robotics Eight', 'THA');
    await invite(cluster, 'Any');
    const day = await WorkshopDay.findByPk(3, { rejectOnEmpty: true });
    await day.destroy();
    const found = await valueAndStatus('I07');
    await WorkshopDay.create(day.get());
    expect(found).toEqual([null, 'no_data']);
  });
});

describe('I08 and I09, success stories', () => {
  const full = {
    has_collaboration: true,
    collaborations: [{ partner_cluster: 'Invented', partner_economy: 'MEX' }],
    evidence_link: 'https://cluster.example/news',
    consent_publish: true,
  };
  const tell = async (
    form: 'success_story' | 'success_story_one_year',
    answers: object,
    review: Response['review'],
    inReport = false,
  ) => {
    const response = await send(version(form), {
      answers: { ...answers },
      economyCode: 'CHL',
      sex: 'male',
    });
    await decide(response, review);
    await response.update({ assignedToReport: inReport });
  };

  test.each([
    ['full', full, 'approved', 1],
    [
      'a photo as evidence',
      { ...full, evidence_link: undefined, photo: [{ name: 'a.png' }] },
      'approved',
      1,
    ],
    ['not approved', full, 'submitted', 0],
    ['no evidence', { ...full, evidence_link: undefined }, 'approved', 0],
    ['no consent', { ...full, consent_publish: false }, 'approved', 0],
    ['a partner at home', { ...full, collaborations: [{ partner_economy: 'CHL' }] }, 'approved', 0],
    [
      'a partner outside APEC',
      { ...full, collaborations: [{ partner_economy: 'outside_apec' }] },
      'approved',
      0,
    ],
    [
      'a second partner abroad',
      { ...full, collaborations: [{ partner_economy: 'CHL' }, { partner_economy: 'THA' }] },
      'approved',
      1,
    ],
  ] as const)('one year later, countable with %s: %s', async (_name, answers, review, value) => {
    await tell('success_story_one_year', answers, review);
    expect(await valueAndStatus('I09')).toEqual([value, 'no_target']);
    // No story of the other round has come.
    expect(await valueAndStatus('I08')).toEqual([null, 'no_data']);
  });

  test('each round counts for its own indicator, whatever is marked', async () => {
    await tell('success_story', full, 'approved', true);
    expect(await valueAndStatus('I09')).toEqual([null, 'no_data']);
    await tell('success_story_one_year', full, 'returned');
    await tell('success_story', full, 'approved');
    // Nobody can assign it; a mark that stands there all the same changes nothing.
    await tell('success_story_one_year', { ...full, consent_publish: false }, 'approved', true);
    expect([await valueAndStatus('I08'), await valueAndStatus('I09')]).toEqual([
      [1, 'not_met'],
      [0, 'no_target'],
    ]);
    await tell('success_story_one_year', full, 'approved');
    const [report, later] = [await indicator('I08'), await indicator('I09')];
    expect([report.value, report.base, later.value, later.base]).toEqual([1, 2, 1, 3]);
    expect([counted(later), later.rule]).toEqual([
      [0, 1, 0, 1],
      'Countable stories of the questionnaire of one year after the platform’s start count; those of the questionnaire for the Final Report do not.',
    ]);
  });

  test('five stories approved and assigned meet the target of the Final Report', async () => {
    for (let story = 0; story < 4; story++) await tell('success_story', full, 'approved', true);
    await tell('success_story', full, 'approved');
    await tell('success_story', full, 'returned', true);
    expect(await valueAndStatus('I08')).toEqual([4, 'not_met']);
    await tell('success_story', {}, 'approved', true);
    const found = await indicator('I08');
    expect([found.value, found.status, counted(found)]).toEqual([5, 'met', [0, 5, 0, 5]]);
  });
});
