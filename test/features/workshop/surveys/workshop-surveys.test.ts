import { systemActor } from '../../../../src/audit/record-audit-event';
import { erasePerson } from '../../../../src/features/people/erase-person';
import { badgeCode } from '../../../../src/lib/badge-code';
import { setClock } from '../../../../src/lib/clock';
import { linkToken } from '../../../../src/lib/link-tokens';
import {
  Attendance,
  AuditEvent,
  Invitation,
  Message,
  Person,
  Response,
  Tablet,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { invite, openSurvey, validAnswers, type OpenSurvey } from '../../responses/open-survey';
import { Respondent } from '../../responses/respondent';
import { guest } from '../attendance/guests';

let server: TestServer;
let organiser: Client;
let open: OpenSurvey;
let respondent: Respondent;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  open = await openSurvey('cluster_survey');
  respondent = new Respondent(server, open.version.version.id);
});
afterEach(() => {
  setClock(undefined);
});
afterAll(() => server.stop());

async function newGuest(facts: Parameters<typeof guest>[0] = {}) {
  const registration = await guest(facts);
  const person = await Person.findByPk(registration.personId, { rejectOnEmpty: true });
  return { registration, person, name: `${person.givenName} ${person.familyName}` };
}

const missingNames = async (): Promise<string[]> => {
  const page = await organiser.get(paths.workshopSurveys);
  const rows = page.$('#missing-title').closest('section').find('tbody th');
  return rows.map((_, cell) => page.$(cell).text()).get();
};

async function send(token: string) {
  const answers = validAnswers(open, 1);
  return respondent.send(token, respondent.submission(answers));
}

test('lists who has not completed the questionnaire, those here today first', async () => {
  setClock(new Date('2020-06-17T08:00:00Z'));
  const first = await newGuest();
  const here = await newGuest();
  const declined = await newGuest({ status: 'declined' });
  await Attendance.create({
    registrationId: here.registration.id,
    dayNumber: 2,
    present: true,
    checkedInAt: new Date(),
  });
  expect(await missingNames()).toEqual([here.name, first.name]);
  expect(await missingNames()).not.toContain(declined.name);
  const three = await countQueries(() => organiser.get(paths.workshopSurveys));
  await newGuest();
  expect(await countQueries(() => organiser.get(paths.workshopSurveys))).toBe(three);
});

test('a QR code opens the person’s own link, without a mail', async () => {
  const { person, name } = await newGuest();
  const handout = paths.surveyHandout(person.id);
  expect((await organiser.get(handout)).status).toBe(404);
  const answer = await organiser.post(handout, { how: 'code' });
  expect([answer.status, answer.location]).toEqual([303, handout]);
  await organiser.post(handout, { how: 'code' });
  const invitations = await Invitation.findAll({ where: { personId: person.id } });
  expect(invitations).toHaveLength(1);
  const token = linkToken(`invitation:${invitations[0]?.id ?? 0}`);
  const page = await organiser.get(handout);
  expect(page.$('.poster-address').text()).toBe(`${server.url}${paths.answer(token)}`);
  expect(await Message.count()).toBe(0);
  await send(token);
  const sent = await Response.findOne({ where: { personId: person.id }, rejectOnEmpty: true });
  expect(sent.origin).toBe('personal_link');
  expect(await missingNames()).not.toContain(name);
  expect((await organiser.post(handout, { how: 'code' })).status).toBe(409);
});

test('answers entered by staff stay marked, also after the person corrects them', async () => {
  const { person } = await newGuest();
  const answer = await organiser.post(paths.surveyHandout(person.id), { how: 'staff' });
  const token = /\/answer\/([^/?]+)$/.exec(answer.location ?? '')?.[1] ?? '';
  expect((await send(token)).status).toBe(200);
  await respondent.send(token, respondent.submission(validAnswers(open, 2)));
  const sent = await Response.findOne({ where: { personId: person.id }, rejectOnEmpty: true });
  expect([sent.origin, sent.corrections]).toEqual(['staff', 1]);
  const events = await AuditEvent.findAll({
    where: { personId: person.id, action: 'survey.entry_by_staff_begun' },
  });
  expect(events.map(({ actorUserId }) => actorUserId)).toEqual([organiser.user?.id]);
});

test('nothing is handed out to nobody, to the erased, or in another way', async () => {
  const { person } = await newGuest();
  const post = (id: number, body: Record<string, string>) =>
    organiser.post(paths.surveyHandout(id), body);
  expect((await post(999_999, { how: 'code' })).status).toBe(404);
  expect((await post(person.id, { how: 'mail' })).status).toBe(422);
  await erasePerson(systemActor, person.id, 'erase');
  expect((await post(person.id, { how: 'staff' })).status).toBe(410);
  expect(await missingNames()).not.toContain(' ');
});

async function newTablet(name = 'Table 1'): Promise<{ tablet: Tablet; address: string }> {
  const answer = await organiser.post(paths.tablets, { name });
  const tablet = await Tablet.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  expect(answer.location).toBe(paths.tabletCode(tablet.id));
  return { tablet, address: paths.tablet(linkToken(`tablet:${tablet.id}`)) };
}

describe('a shared tablet', () => {
  async function sit(address: string, registrationId: number) {
    const visitor = server.visitor();
    const answer = await visitor.post(address, { code: badgeCode(registrationId).toLowerCase() });
    expect(answer.status).toBe(303);
    const location = answer.location ?? '';
    return { visitor, location, token: /\/answer\/([^/?]+)$/.exec(location)?.[1] ?? '' };
  }

  test('begins with the code of a badge, once for each person, and never shows their own link', async () => {
    const { address } = await newTablet();
    const { person, registration } = await newGuest();
    const { visitor, location, token } = await sit(address, registration.id);
    const { id } = await Invitation.findOne({
      where: { personId: person.id },
      rejectOnEmpty: true,
    });
    const own = linkToken(`invitation:${id}`);
    const page = await visitor.get(location);
    expect(page.$('#survey').attr('data-tablet')).toBe(address);
    expect(page.$('#leave').attr('action')).toBe(paths.answerLeaving(token));
    expect(page.$('.answer-later')).toHaveLength(0);
    const state = await visitor.get(paths.answerState(token));
    expect([page, state].map(({ status, text }) => [status, text.includes(own)])).toEqual([
      [200, false],
      [200, false],
    ]);
    expect((await respondent.saveDraft(token)).status).toBe(200);
    const begun = await visitor.post(address, { code: badgeCode(registration.id) });
    expect([
      begun.status,
      begun.$('[role=alert]').text().includes('begun under this name'),
    ]).toEqual([409, true]);

    const sending = respondent.submission(validAnswers(open, 3));
    expect((await respondent.send(token, sending)).status).toBe(200);
    // Sent again because the answer was lost, it is the same success; anything else is over.
    expect((await respondent.send(token, sending)).status).toBe(200);
    const other = await respondent.send(token, respondent.submission(validAnswers(open, 4)));
    expect(other.status).toBe(410);
    expect((await visitor.get(paths.answerState(token))).status).toBe(410);
    for (const path of [location, paths.answerReceipt(token), `${location}?correct`]) {
      const back = await visitor.get(path);
      expect([back.status, back.text.includes(own)]).toEqual([
        path.includes('receipt') ? 404 : 303,
        false,
      ]);
    }
    expect((await visitor.get(location)).location).toBe(address);
    expect((await visitor.post(address, { code: badgeCode(registration.id) })).status).toBe(409);
    const sent = await Response.findOne({ where: { personId: person.id }, rejectOnEmpty: true });
    expect([sent.origin, sent.corrections]).toEqual(['personal_link', 0]);
  });

  test('is over when it is left, after twenty minutes without a sign, and when the tablet is switched off', async () => {
    const { address, tablet } = await newTablet();
    const { person, registration } = await newGuest();
    const left = await sit(address, registration.id);
    for (let times = 0; times < 2; times += 1) {
      const leaving = await left.visitor.post(paths.answerLeaving(left.token));
      expect([leaving.status, leaving.location]).toEqual([303, `${address}?left`]);
    }
    const lines = await AuditEvent.findAll({
      where: { personId: person.id, subjectType: 'invitation' },
      order: ['id'],
    });
    expect(lines.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['survey.begun_on_tablet', tablet.name],
      ['survey.ended_on_tablet', tablet.name],
    ]);
    // What was typed last may arrive after the leaving.
    expect((await respondent.saveDraft(left.token)).status).toBe(200);
    expect((await left.visitor.get(paths.answerState(left.token))).status).toBe(410);
    const idle = await sit(address, (await newGuest()).registration.id);
    const since = Date.now();
    setClock(new Date(since + 31_000));
    expect((await respondent.saveDraft(left.token, { revision: 1 })).status).toBe(410);
    setClock(new Date(since + 19 * 60_000));
    expect((await respondent.saveDraft(idle.token)).status).toBe(200);
    setClock(new Date(since + 38 * 60_000));
    expect((await idle.visitor.get(idle.location)).status).toBe(200);
    setClock(new Date(since + 40 * 60_000));
    expect((await idle.visitor.get(idle.location)).location).toBe(address);
    expect((await respondent.saveDraft(idle.token, { revision: 1 })).status).toBe(410);
    const off = await sit(address, (await newGuest()).registration.id);
    await organiser.post(paths.tabletWithdrawal(tablet.id), {});
    expect((await off.visitor.get(paths.answerState(off.token))).status).toBe(410);
    expect((await off.visitor.post(paths.answerLeaving('sitting.unknown'))).status).toBe(404);
  });

  test.each([
    ['', 'Please type or scan the code of your badge.'],
    ['PEC', 'A code has twelve letters and digits, such as PEC-7K2M-9QX4-0D3F.'],
    [
      'PEC-7K2M-9QX4-0D3F',
      'Nobody at this workshop has this code. Please compare it with your badge.',
    ],
  ])('refuses %j with the reason', async (code, message) => {
    const { address } = await newTablet();
    const answer = await server.visitor().post(address, { code });
    expect([answer.status, answer.$('#code-problem').text()]).toEqual([422, message]);
    expect(answer.$('#code').val()).toBe(code);
  });

  test('that was switched off opens nothing', async () => {
    const { tablet, address } = await newTablet();
    expect((await server.visitor().get(address)).status).toBe(200);
    await organiser.post(paths.tabletWithdrawal(tablet.id), {});
    await organiser.post(paths.tabletWithdrawal(tablet.id), {});
    expect((await server.visitor().get(address)).status).toBe(410);
    expect((await server.visitor().post(address, { code: 'x' })).status).toBe(410);
    expect((await organiser.get(paths.tabletCode(tablet.id))).status).toBe(404);
    expect((await server.visitor().get(paths.tablet('unknown'))).status).toBe(404);
    expect(
      await AuditEvent.count({
        where: { action: 'tablet.withdrawn', subjectId: String(tablet.id) },
      }),
    ).toBe(1);
  });

  test('needs a name', async () => {
    const answer = await organiser.post(paths.tablets, { name: ' ' });
    expect([answer.status, answer.$('#field-name-error').text()]).toEqual([
      422,
      'Please name the tablet, for example by its table.',
    ]);
  });
});

test('the response rate is of those invited by name; answers by the open link stand beside it', async () => {
  const cellsOf = async (title: string): Promise<string[]> => {
    const page = await organiser.get(paths.workshopSurveys);
    const rows = page.$('#last-day-title').closest('section').find('tbody tr').toArray();
    const row = rows.find((one) => page.$(one).find('a').first().text() === title);
    return page
      .$(row)
      .find('td.number')
      .toArray()
      .map((cell) => page.$(cell).text());
  };
  for (const form of ['workshop_evaluation', 'collaboration_invitation']) {
    const evaluation = await openSurvey(form);
    const { survey, version } = evaluation;
    await survey.update({ openLinkEnabled: true });
    expect((await cellsOf(survey.title)).slice(0, 4)).toEqual(['0', '0', 'no data yet', '0']);
    const answering = new Respondent(server, version.version.id);
    const answer = async (token: string, seed: number): Promise<void> => {
      const answers = { ...validAnswers(evaluation, seed), attachments: undefined };
      const submission = answering.submission(answers);
      expect((await answering.send(token, submission)).status).toBe(200);
    };
    const invited = [await invite(survey), await invite(survey)];
    await answer(invited[0]?.token ?? '', 1);
    for (const seed of [2, 3]) {
      const begun = await server.visitor().post(paths.join(survey.openLink));
      await answer(/\/answer\/([^/?]+)$/.exec(begun.location ?? '')?.[1] ?? '', seed);
    }
    expect((await cellsOf(survey.title)).slice(0, 4)).toEqual(['2', '1', '50.0 %', '2']);
  }
});

test('is for organisers only', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  const { person } = await newGuest();
  for (const path of [paths.workshopSurveys, paths.surveyHandout(person.id), paths.tabletCode(1)]) {
    expect((await overseer.get(path)).status).toBe(403);
    expect((await server.visitor().get(path)).status).toBe(302);
  }
  for (const path of [paths.surveyHandout(person.id), paths.tablets, paths.tabletWithdrawal(1)]) {
    expect((await overseer.post(path, { how: 'staff', name: 'x' })).status).toBe(403);
  }
  expect(await Invitation.count({ where: { personId: person.id } })).toBe(0);
});
