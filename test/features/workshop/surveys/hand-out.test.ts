import { systemActor } from '../../../../src/audit/record-audit-event';
import { erasePerson } from '../../../../src/features/people/erase-person';
import { badgeCode } from '../../../../src/lib/badge-code';
import { accessKeyOf, linkToken } from '../../../../src/lib/link-tokens';
import {
  AssistedAnswer,
  Invitation,
  Response,
  Tablet,
  TabletSitting,
  type Registration,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { openSurvey, validAnswers, type OpenSurvey } from '../../responses/open-survey';
import { Respondent } from '../../responses/respondent';
import { guest } from '../attendance/guests';

let server: TestServer;
let organiser: Client;
let open: OpenSurvey;
let respondent: Respondent;
let start: string;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  open = await openSurvey('cluster_survey');
  respondent = new Respondent(server, open.version.version.id);
  await organiser.post(paths.tablets, { name: 'Table 1' });
  const { id } = await Tablet.findOne({ rejectOnEmpty: true });
  start = paths.tablet(linkToken(`tablet:${id}`));
});
afterAll(() => server.stop());

const tokenIn = (location: string | undefined): string =>
  /\/answer\/([^/?]+)/.exec(location ?? '')?.[1] ?? '';

async function beginAtTablet({ id }: Registration): Promise<string> {
  return tokenIn((await server.visitor().post(start, { code: badgeCode(id) })).location);
}

test('answers that staff enter are marked, though they were begun at the tablet', async () => {
  const registration = await guest();
  const { personId } = registration;
  await beginAtTablet(registration);
  const staff = await organiser.post(paths.surveyHandout(personId), { how: 'staff' });
  const token = tokenIn(staff.location);
  await respondent.send(token, respondent.submission(validAnswers(open, 1)));
  const sent = await Response.findOne({ where: { personId }, rejectOnEmpty: true });
  expect(sent.origin).toBe('staff');
});

test.each(['erase', 'keep'] as const)(
  'nothing tells when an erased person sat at the tablet (%s)',
  async (answers) => {
    const registration = await guest();
    const token = await beginAtTablet(registration);
    await respondent.send(token, respondent.submission(validAnswers(open, 2)));
    const { personId } = registration;
    const { id: invitationId } = await Invitation.findOne({
      where: { personId },
      rejectOnEmpty: true,
    });
    const accessKey = accessKeyOf(linkToken(`invitation:${invitationId}`));
    expect(await AssistedAnswer.count({ where: { accessKey } })).toBe(1);
    expect(await TabletSitting.count({ where: { invitationId } })).toBe(1);
    await erasePerson(systemActor, registration.personId, answers);
    expect(await AssistedAnswer.count({ where: { accessKey } })).toBe(0);
    expect(await TabletSitting.count({ where: { invitationId } })).toBe(0);
  },
);
