import { countFormWays } from '../../../../src/features/workshop/surveys/form-ways.queries';
import { now } from '../../../../src/lib/clock';
import { Attendance, Person } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { invite, openSurvey, validAnswers } from '../../responses/open-survey';
import { Respondent } from '../../responses/respondent';
import { guest } from '../attendance/guests';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());

test('says by which ways evaluations came, and when there are more than people who could answer', async () => {
  const evaluation = await openSurvey('workshop_evaluation');
  const { survey, version } = evaluation;
  await survey.update({ openLinkEnabled: true });
  const overseer = await server.visitor().signInAs('overseer');
  const words = async (): Promise<string[]> => {
    const page = await organiser.get(paths.workshopSurveys);
    const lines = page.$('[data-live="ways"] p').toArray();
    return lines.map((line) => page.$(line).text());
  };
  const explained = async (client: Client): Promise<string> =>
    (await client.get(paths.indicator('I06'))).$('main').text();
  const ways = (forms: string, openLink: number): string =>
    `${forms} came by personal links, ${openLink} by the open link; 3 people could answer: those who came, PPSTI members and whoever was invited by name.`;
  // One who came and is a PPSTI member, one who came, one invited by name; others could not.
  const [member, came, absent, team] = [
    await guest(),
    await guest(),
    await guest(),
    await guest({ role: 'organising_team' }),
  ];
  for (const { id } of [member, came, team]) {
    await Attendance.create({
      ...{ registrationId: id, dayNumber: 1, present: true },
      checkedInAt: now(),
    });
  }
  await Attendance.create({
    ...{ registrationId: absent.id, dayNumber: 1, present: false },
    checkedInAt: now(),
  });
  await Person.update({ role: 'ppsti_member' }, { where: { id: member.personId } });
  const { token } = await invite(survey);
  expect(await countFormWays('workshop_evaluation')).toEqual({
    personal: 0,
    openLink: 0,
    couldAnswer: 3,
  });
  expect(await words()).toEqual([`Evaluation: ${ways('0 forms', 0)}`]);
  expect(await explained(organiser)).not.toContain('came by personal links');

  const answering = new Respondent(server, version.version.id);
  const send = async (link: string, seed: number): Promise<void> => {
    const answers = validAnswers(evaluation, seed);
    expect((await answering.send(link, answering.submission(answers))).status).toBe(200);
  };
  await send(token, 1);
  for (const openLink of [1, 2]) {
    const begun = await server.visitor().post(paths.join(survey.openLink));
    await send(begun.location?.slice('/answer/'.length) ?? '', 1 + openLink);
    expect(await words()).toEqual([`Evaluation: ${ways('1 form', openLink)}`]);
  }
  expect(await explained(organiser)).toContain(ways('1 form', 2));
  const begun = await server.visitor().post(paths.join(survey.openLink));
  await send(begun.location?.slice('/answer/'.length) ?? '', 4);
  const tooMany =
    'There are more forms than people who could answer: some people answered twice by the open link, or others used it. The forms are anonymous, so nothing tells which; all of them count.';
  expect(await words()).toEqual([tooMany, `Evaluation: ${ways('1 form', 3)}`]);
  expect(await explained(organiser)).toContain(tooMany);
  // Live counts of forms: others than the team read them as they were released, so not yet.
  const read = await explained(overseer);
  expect([read.includes('came by personal links'), read.includes(tooMany)]).toEqual([false, false]);
});
