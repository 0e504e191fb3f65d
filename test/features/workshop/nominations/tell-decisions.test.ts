import { existsSync } from 'node:fs';
import path from 'node:path';
import { systemActor } from '../../../../src/audit/record-audit-event';
import { erasePerson } from '../../../../src/features/people/erase-person';
import { dataPath } from '../../../../src/lib/data-folder';
import { mailFileName, mailFolder } from '../../../../src/mail/file-transport';
import {
  AuditEvent,
  Message,
  NominationDecision,
  Person,
  type Nomination,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { makeFocalPoint, nominate } from './example-nominations';

let server: TestServer;
let organiser: Client;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  visitor = server.visitor();
});
afterAll(() => server.stop());

async function decide(
  nomination: Nomination,
  decision: string,
  publicReason = '',
  note = '',
): Promise<void> {
  const answer = await organiser.post(paths.nominationDecisions, {
    ids: [String(nomination.id)],
    decision,
    publicReason,
    note,
  });
  expect(answer.status).toBe(303);
}

/** The row of an economy as the page shows it; null when it is not listed. */
async function rowOf(code: string): Promise<{ value: string; said: string[] } | null> {
  const { $ } = await organiser.get(paths.nominationDecisionMails);
  const box = $(`input[name="economies"][value^="${code}:"]`);
  if (box.length === 0) return null;
  const cells = box.closest('tr').children();
  return {
    value: String(box.attr('value')),
    said: cells.map((_, cell) => $(cell).text().replace(/\s+/g, ' ').trim()).get(),
  };
}

async function valueOf(code: string): Promise<string> {
  const row = await rowOf(code);
  if (row === null) throw new Error(`${code} is not listed.`);
  return row.value;
}

const tell = (...economies: string[]): Promise<Answer> =>
  organiser.post(paths.nominationDecisionMails, { economies });

function mailsTo(focalPointId: number): Promise<Message[]> {
  return Message.findAll({
    where: { kind: 'nomination_decisions', linkSubject: `focal_point:${focalPointId}` },
    order: ['id'],
  });
}

test('it is for organisers: visitors sign in, overseers are refused', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  expect((await server.visitor().get(paths.nominationDecisionMails)).status).toBe(302);
  expect((await overseer.get(paths.nominationDecisionMails)).status).toBe(403);
  expect((await overseer.post(paths.nominationDecisionMails)).status).toBe(403);
});

test('each focal point of an economy is told each decision once, as the list showed it', async () => {
  const first = await makeFocalPoint('VNM');
  const second = await makeFocalPoint('VNM');
  const accepted = await nominate(visitor, first.token, { givenName: 'An', familyName: 'LE' });
  const declined = await nominate(visitor, first.token, {
    givenName: 'Binh',
    familyName: 'HO',
    as: 'reserve',
  });
  await nominate(visitor, first.token, { familyName: 'UNDECIDED', as: 'reserve' });
  await decide(accepted, 'accepted');
  await decide(declined, 'declined', 'No place is left.', 'For the team alone');
  const people = await Person.findAll({
    where: { id: [first.focalPoint.personId, second.focalPoint.personId] },
    order: ['id'],
  });
  const row = await rowOf('VNM');
  expect(row?.said).toEqual([
    '',
    'Viet Nam',
    people.map(({ givenName, email }) => `${givenName} Focal VNM${email ?? ''}`).join(''),
    'Dr An LE AcceptedDr Binh HO DeclinedNo place is left.',
  ]);
  const value = row?.value ?? '';
  const both = await Promise.all([tell(value), tell(value)]);
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  for (const { focalPoint } of [first, second]) {
    const mails = await mailsTo(focalPoint.id);
    expect(mails.map(({ personId, subject }) => [personId, subject])).toEqual([
      [
        focalPoint.personId,
        'What became of the nominations of Viet Nam: Workshop on cluster collaboration opportunities in the Asia-Pacific',
      ],
    ]);
    const text = mails[0]?.textBody ?? '';
    expect(text).toContain('Dr An LE: Accepted\nDr Binh HO: Declined. No place is left.\n');
    expect(text).not.toMatch(/UNDECIDED|For the team alone/);
  }
  const audited = await AuditEvent.findAll({
    where: { action: 'nomination.decisions_told' },
    order: ['id'],
  });
  expect(
    audited.map(({ subjectId, changes }) => [subjectId, JSON.parse(changes) as unknown]),
  ).toEqual(
    [first, second].map(({ focalPoint }) => [
      String(focalPoint.id),
      { economyCode: 'VNM', decisions: 2 },
    ]),
  );
  expect(await rowOf('VNM')).toBeNull();
  expect((await tell(value)).status).toBe(303);
  expect(await mailsTo(first.focalPoint.id)).toHaveLength(1);
});

test('only what stands is told, and a decision that came back to what was told is not', async () => {
  const { token, focalPoint } = await makeFocalPoint('THA');
  const nomination = await nominate(visitor, token, { givenName: 'Dao', familyName: 'RAK' });
  await decide(nomination, 'declined', 'By mistake.');
  await decide(nomination, 'waiting');
  await tell(await valueOf('THA'));
  await decide(nomination, 'accepted');
  await decide(nomination, 'waiting');
  expect(await rowOf('THA')).toBeNull();
  await decide(nomination, 'accepted');
  await tell(await valueOf('THA'));
  const mails = await mailsTo(focalPoint.id);
  expect(mails.map(({ textBody }) => /Dr Dao RAK: .*/.exec(textBody)?.[0])).toEqual([
    'Dr Dao RAK: Waiting list',
    'Dr Dao RAK: Accepted',
  ]);
  expect(mails.map(({ textBody }) => textBody.includes('mistake'))).toEqual([false, false]);
});

test('nothing is sent when the list is another by now, or names nobody', async () => {
  const peru = await makeFocalPoint('PER');
  const nomination = await nominate(visitor, peru.token);
  await decide(nomination, 'waiting');
  const chile = await makeFocalPoint('CHL');
  await decide(await nominate(visitor, chile.token), 'waiting');
  const [ofPeru, ofChile] = [await valueOf('PER'), await valueOf('CHL')];
  await decide(nomination, 'accepted');
  expect((await tell(ofChile, ofPeru)).status).toBe(409);
  const added = await makeFocalPoint('CHL');
  expect((await tell(ofChile)).status).toBe(409);
  expect((await organiser.post(paths.nominationDecisionMails, {})).status).toBe(422);
  expect((await tell('CHL:short')).status).toBe(422);
  expect((await tell(`XXX:${'0'.repeat(64)}`)).status).toBe(404);
  for (const id of [peru.focalPoint.id, chile.focalPoint.id, added.focalPoint.id]) {
    expect(await mailsTo(id)).toEqual([]);
  }
});

test('an economy whose links are withdrawn is shown and cannot be told', async () => {
  const { token, focalPoint } = await makeFocalPoint('MYS');
  const nomination = await nominate(visitor, token);
  await decide(nomination, 'waiting');
  await organiser.post(paths.focalPointLinkWithdrawal(focalPoint.id));
  const row = await rowOf('MYS');
  expect(row?.said[2]).toBe('Nobody who can be written to');
  expect((await tell(row?.value ?? '')).status).toBe(409);
  const decisions = await NominationDecision.findAll({ where: { nominationId: nomination.id } });
  expect(decisions.map(({ toldIn }) => toldIn)).toEqual([null, null]);
});

test('the page costs the same with one decision and with four', async () => {
  const { token } = await makeFocalPoint('IDN');
  await decide(await nominate(visitor, token), 'waiting');
  const view = (): Promise<unknown> => organiser.get(paths.nominationDecisionMails);
  await view();
  const one = await countQueries(view);
  for (let at = 0; at < 3; at += 1) {
    await decide(await nominate(visitor, token, { as: 'reserve' }), 'waiting');
  }
  expect(await countQueries(view)).toBe(one);
});

test('erasing a nominee or a person empties the mails that told of them', async () => {
  const { token, focalPoint } = await makeFocalPoint('NZL');
  const nominee = await nominate(visitor, token, { familyName: "O'ZARQUON" });
  const person = await nominate(visitor, token, { familyName: "O'MAROON" });
  await decide(nominee, 'waiting');
  await tell(await valueOf('NZL'));
  await decide(person, 'accepted');
  await tell(await valueOf('NZL'));
  await server.outbox.drain();
  const mails = await mailsTo(focalPoint.id);
  const files = mails.map(({ id }) => path.join(mailFolder(dataPath()), mailFileName(id)));
  expect(files.map((file) => existsSync(file))).toEqual([true, true]);
  await organiser.post(paths.nomineeErasure(nominee.id));
  const emptied = async (): Promise<boolean[]> => {
    for (const mail of mails) await mail.reload();
    return mails.map(
      ({ textBody, htmlBody, subject }) => textBody + htmlBody === '' && subject === 'Erased',
    );
  };
  expect(await emptied()).toEqual([true, false]);
  await person.reload();
  await erasePerson(systemActor, person.personId ?? 0, 'erase');
  expect(await emptied()).toEqual([true, true]);
  expect(files.map((file) => existsSync(file))).toEqual([false, false]);
});
