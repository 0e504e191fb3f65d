import { QueryTypes } from 'sequelize';
import { db, inTransaction } from '../../../../src/db/transaction';
import { recordConsents } from '../../../../src/features/people/record-consents';
import { carryOutRetention } from '../../../../src/features/people/retention/carry-out-retention';
import { setClock } from '../../../../src/lib/clock';
import {
  AuditEvent,
  Message,
  Nomination,
  Person,
  RetentionAnnouncement,
  RetentionExtension,
  Survey,
  WorkshopDay,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { publishedForm, storedResponse, type PublishedForm } from '../../../harness/published-form';
import { startTestServer, type TestServer } from '../../../harness/server';
import { enqueue } from '../../../../src/mail/enqueue';
import { makeFocalPoint } from '../../workshop/nominations/example-nominations';
import { makePerson } from '../example-people';

let server: TestServer;
let administrator: Client;
let questionnaire: PublishedForm;
let story: PublishedForm;
let invitation: PublishedForm;

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.visitor().signInAs('administrator');
  questionnaire = await publishedForm('cluster_survey');
  story = await publishedForm('success_story');
  invitation = await publishedForm('collaboration_invitation');
});
afterEach(() => {
  setClock(undefined);
});
afterAll(() => server.stop());

const at = (date: string): void => {
  setClock(new Date(`${date}T09:00:00Z`));
};

/** Somebody whose details came before the workshop of June 2020. */
async function known(familyName: string): Promise<Person> {
  const person = await makePerson({ familyName, email: `${familyName}@kept.example` });
  await receivedOn('people', person.id, '2020-02-01');
  return person;
}

async function receivedOn(table: string, id: number, date: string): Promise<void> {
  await db().query(`UPDATE ${table} SET created_at = :at WHERE id = :id`, {
    type: QueryTypes.UPDATE,
    replacements: { at: new Date(`${date}T08:00:00Z`), id },
  });
}

async function erased(...people: Person[]): Promise<boolean[]> {
  await Promise.all(people.map((person) => person.reload()));
  return people.map(({ erasedAt }) => erasedAt !== null);
}

test('who is due is listed sixty days before, can be kept by a newer consent, and is erased on the day', async () => {
  const plain = await known('Duesoon');
  const member = await known('Membership');
  await member.update({ role: 'ppsti_member' });
  const agreed = await known('Agreed');
  const author = await known('Storyteller');
  const answers = { name: 'Lan Duesoon', sex: 'female', comments: 'Ask Lan' };
  const facts = { economyCode: 'VNM', sex: 'female', sector: 'private' } as const;
  const named = await storedResponse(questionnaire, answers, {
    ...facts,
    personId: plain.id,
    submittedOn: '2020-05-01',
  });
  await storedResponse(story, {}, { ...facts, personId: author.id, submittedOn: '2020-12-01' });
  await storedResponse(story, {}, { ...facts, personId: member.id, submittedOn: '2020-06-20' });
  const open = await storedResponse(questionnaire, answers, {
    ...facts,
    submittedOn: '2020-05-02',
  });
  const nomination = await addNominee();

  at('2023-04-18');
  await carryOutRetention();
  expect(await RetentionAnnouncement.count()).toBe(0);
  at('2023-04-19');
  await carryOutRetention();
  const listed = await RetentionAnnouncement.findAll({ order: ['subjectType', 'subjectId'] });
  expect(listed.map((one) => `${one.subjectType} ${one.subjectId} ${one.announcedOn}`)).toEqual([
    `nomination ${nomination.id} 2023-04-19`,
    ...[plain, agreed].map(({ id }) => `person ${id} 2023-04-19`).sort(),
    `response ${open.id} 2023-04-19`,
  ]);
  const page = await administrator.get(paths.retention);
  expect(page.$('tbody tr').length).toBe(2 + 5);
  expect(
    page
      .$('tbody tr')
      .first()
      .find('th, td')
      .slice(0, 4)
      .toArray()
      .map((cell) => page.$(cell).text()),
  ).toEqual([
    'Lan Duesoon',
    'Viet Nam',
    '18 Jun 2023',
    'three years after the last day of the workshop',
  ]);
  const organiser = await server.visitor().signInAs('organiser');
  for (const address of [paths.retention, paths.retentionOf(agreed.id)]) {
    expect((await organiser.get(address)).status).toBe(403);
  }
  expect((await administrator.get(paths.retentionOf(author.id))).status).toBe(404);

  const extend = (fields: Record<string, string>) =>
    administrator.post(paths.retentionOf(agreed.id), fields);
  const early = await extend({ consentOn: '2020-06-18', reason: 'By mail' });
  expect([early.status, early.$('#field-consentOn-error').text()]).toEqual([
    422,
    'With a consent of this day the details would be due soon all the same.',
  ]);
  const late = await extend({ consentOn: '2023-04-20', reason: '' });
  expect([late.status, late.$('#field-reason-error').text()]).toEqual([
    422,
    'Please say how the person agreed; it stays with the record.',
  ]);
  expect((await extend({ consentOn: '2023-04-20', reason: 'By mail' })).status).toBe(422);
  await inTransaction((tx) =>
    recordConsents(tx, {
      personId: agreed.id,
      source: 'success_story',
      given: [{ kind: 'data_use', given: true, wording: 'Yes' }],
      at: new Date('2022-10-01T10:00:00Z'),
    }),
  );
  const form = await administrator.get(paths.retentionOf(agreed.id));
  expect(form.$('#field-consentOn').attr('value')).toBe('2022-10-01');
  expect((await extend({ consentOn: '2022-10-01', reason: 'By mail' })).location).toBe(
    paths.retention,
  );
  expect((await extend({ consentOn: '2022-10-01', reason: 'By mail' })).status).toBe(404);

  at('2023-04-21');
  await carryOutRetention();
  at('2023-06-17');
  await carryOutRetention();
  expect(await erased(plain, member, agreed, author)).toEqual([false, false, false, false]);
  at('2023-06-18');
  await carryOutRetention();
  await carryOutRetention();
  expect(await erased(plain, member, agreed, author)).toEqual([true, false, false, false]);
  expect([plain.economyCode, plain.sex, plain.sector]).toEqual(['VNM', 'female', 'private']);
  for (const response of [named, open]) {
    await response.reload();
    expect(JSON.parse(response.answers)).toEqual({ sex: 'female' });
    expect([response.economyCode, response.sex, response.sector]).toEqual([
      'VNM',
      'female',
      'private',
    ]);
  }
  await nomination.reload();
  expect([nomination.familyName, nomination.sex, nomination.erasedAt === null]).toEqual([
    '',
    'male',
    false,
  ]);
  expect(await AuditEvent.count({ where: { action: 'person.erased' } })).toBe(1);
  expect(await AuditEvent.count({ where: { action: 'response.made_nameless' } })).toBe(1);
  expect(await RetentionAnnouncement.count()).toBe(1);

  // The member answered after the workshop: counted as before, without the day of the answers.
  at('2023-06-20');
  await carryOutRetention();
  expect(await erased(member, agreed, author)).toEqual([true, false, false]);
  const actions = await db().query(
    'SELECT kind, acted_on, note FROM member_actions WHERE person_id = :id',
    { type: QueryTypes.SELECT, replacements: { id: member.id } },
  );
  expect(actions).toEqual([{ kind: 'survey', acted_on: '2020-06-19', note: '' }]);
  at('2023-10-15');
  await carryOutRetention();
  at('2023-12-01');
  await carryOutRetention();
  expect(await erased(agreed, author)).toEqual([false, true]);
  at('2025-08-15');
  await carryOutRetention();
  at('2025-10-01');
  await carryOutRetention();
  expect(await erased(agreed)).toEqual([true]);
  expect(await RetentionExtension.count()).toBe(0);
});

/** Somebody nominated and declined, who has no person's record. */
async function addNominee(): Promise<Nomination> {
  const { focalPoint } = await makeFocalPoint('PER');
  const nomination = await Nomination.create({
    economyCode: 'PER',
    focalPointId: focalPoint.id,
    givenName: 'Luis',
    familyName: 'Nominado',
    email: 'luis@kept.example',
    emailKey: 'luis@kept.example',
    sex: 'male',
    sector: 'public',
    role: 'participant',
    status: 'declined',
    why: 'He knows the field.',
    publicReason: '',
    submissionKey: 'nominee without a record',
    revision: 1,
  });
  await receivedOn('nominations', nomination.id, '2020-03-01');
  return nomination;
}

test('a mistyped date of the workshop erases nobody over night', async () => {
  const person = await known('Moved');
  at('2021-01-10');
  const moveTo = async (year: number): Promise<void> => {
    for (const number of [1, 2, 3]) {
      await WorkshopDay.update({ date: `${year}-06-${15 + number}` }, { where: { number } });
    }
  };
  await moveTo(2010);
  try {
    // Details that came later are kept three years from then.
    await carryOutRetention();
    expect(await RetentionAnnouncement.count()).toBe(0);
    await receivedOn('people', person.id, '2015-02-01');
    await carryOutRetention();
    expect(await erased(person)).toEqual([false]);
    const page = await administrator.get(paths.retention);
    expect(page.$('tbody tr td').eq(1).text()).toBe('9 Feb 2021');
    at('2021-02-08');
    await carryOutRetention();
    expect(await erased(person)).toEqual([false]);
  } finally {
    await moveTo(2020);
  }
  await receivedOn('people', person.id, '2020-02-01');
  at('2021-02-09');
  await carryOutRetention();
  expect(await erased(person)).toEqual([false]);
  expect(await RetentionAnnouncement.count()).toBe(0);
});

test('two projects of a cluster stay two when their contact is erased, and receipts go', async () => {
  const titles = ['Test beds', 'Training', '  test  BEDS'];
  const sent = await Promise.all(
    titles.map((title) =>
      storedResponse(
        invitation,
        { title, contact_name: 'Nameless' },
        {
          economyCode: 'THA',
          submittedOn: '2020-06-18',
          review: 'published',
        },
      ),
    ),
  );
  await inTransaction((tx) =>
    enqueue(tx, {
      dedupeKey: `receipt:${sent[0]?.id ?? ''}:0`,
      kind: 'receipt',
      to: { name: 'Somebody', address: 'somebody@kept.example' },
      content: { subject: 'Receipt', text: 'Your answers', html: 'Your answers' },
    }),
  );
  at('2024-05-01');
  await carryOutRetention();
  at('2024-06-18');
  await carryOutRetention();
  const kept = await Promise.all(sent.map((one) => one.reload()));
  const left = kept.map(({ answers }) => (JSON.parse(answers) as { title: string }).title);
  expect(left.every((title) => /^Erased project [0-9a-f]{16}$/.test(title))).toBe(true);
  expect([left[0] === left[2], left[0] === left[1]]).toEqual([true, false]);
  const receipt = await Message.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  expect([receipt.toAddress, receipt.subject]).toEqual(['', 'Erased']);
});

test('a form that was published with other words is named', async () => {
  const survey = await Survey.findOne({ where: { form: 'success_story' }, rejectOnEmpty: true });
  const [version] = await db().query<{ id: number; definition: string }>(
    'SELECT id, definition FROM survey_versions WHERE survey_id = :id ORDER BY number DESC',
    { type: QueryTypes.SELECT, replacements: { id: survey.id } },
  );
  const words = async (): Promise<string[]> => {
    const page = await administrator.get(paths.retention);
    return page
      .$('tbody .status')
      .toArray()
      .map((one) => page.$(one).text());
  };
  expect(await words()).toEqual([
    ...['Says so', 'Says so', 'Says so', 'Says so', 'Not published yet'],
  ]);
  await db().query('UPDATE survey_versions SET definition = :text WHERE id = :id', {
    type: QueryTypes.UPDATE,
    replacements: {
      id: version?.id,
      text: version?.definition.replace('up to three years', 'up to one year'),
    },
  });
  expect(await words()).toEqual([
    ...['Says so', 'Says so', 'Says so', 'Other words', 'Not published yet'],
  ]);
});
