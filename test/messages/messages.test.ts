import { linkToken } from '../../src/lib/link-tokens';
import { setClock } from '../../src/lib/clock';
import { badgeCode } from '../../src/lib/badge-code';
import { hashToken } from '../../src/lib/tokens';
import { languages, messagesFor } from '../../src/messages/messages';
import { unsubscribeToken } from '../../src/mail/unsubscribe-token';
import { Message, Person, Project, Tablet, Unsubscription } from '../../src/models';
import { paths } from '../../src/paths';
import type { SurveyDefinition } from '../../src/survey-engine/definition';
import { loadVersion } from '../../src/features/surveys/survey-cache';
import { invite } from '../features/responses/open-survey';
import { Respondent } from '../features/responses/respondent';
import { guest } from '../features/workshop/attendance/guests';
import type { Answer } from '../harness/client';
import { publishedForm, type PublishedForm } from '../harness/published-form';
import { startTestServer, type TestServer } from '../harness/server';
import { circled, expectMail, inventedLanguage, latinIn, latinInText } from './invented-language';

const tag = 'qps';
const inBoth = (text: string) => ({ default: text, [tag]: circled(text) });
const definition: SurveyDefinition = {
  locale: tag,
  pages: [
    {
      name: 'p1',
      title: inBoth('The page'),
      elements: [
        { type: 'text', name: 'asked', title: inBoth('The question'), isRequired: true },
        { type: 'boolean', name: 'agreed', title: inBoth('The agreement') },
        { type: 'text', name: 'day', title: inBoth('The day'), inputType: 'date' },
        {
          type: 'checkbox',
          name: 'chosen',
          title: inBoth('The choice'),
          choices: [{ value: 1, text: inBoth('One') }],
          showOtherItem: true,
          showNoneItem: true,
        },
        { type: 'file', name: 'file', title: inBoth('The file') },
      ],
    },
  ],
};

let server: TestServer;
let form: PublishedForm;
let respondent: Respondent;
let data: string[];

beforeAll(async () => {
  languages.set(tag, inventedLanguage(tag));
  server = await startTestServer();
  await server.outbox.stop();
  await Project.update(
    { contactName: 'The team', contactEmail: 't@x.example' },
    { where: { id: 1 } },
  );
  form = await publishedForm('cluster_survey', definition);
  respondent = new Respondent(server, form.version.id);
  const { title } = form.survey;
  data = [title, 'The team', 't@x.example', 'Europe/Moscow', server.url, 'Ana Lim'];
});
afterEach(async () => {
  setClock(undefined);
  await form.survey.update({
    opensAt: null,
    closesAt: null,
    closedAt: null,
    anonymous: false,
    openLinkEnabled: true,
  });
});
afterAll(async () => {
  languages.delete(tag);
  await server.stop();
});

const answers = {
  asked: '17',
  agreed: true,
  day: '2020-05-17',
  chosen: [1, 'other'],
  'chosen-Comment': '5',
};
const invited = () => invite(form.survey);
const soon = () => new Date(Date.now() + 3_600_000);

/** A page in the invented language, with none but its texts. */
function expectSpoken(page: Answer, more: string[] = []): void {
  expect(page.$('html').attr('lang')).toBe(tag);
  const shown = [...data, ...more, page.$('#answer-address').text()];
  expect(latinIn(page.text, shown)).toEqual([]);
}

function expectRefusal(answer: Answer, status: number): void {
  const { error } = answer.json() as {
    error: { message: string; problems?: { message: string }[] };
  };
  expect([answer.status, latinInText(error.message)]).toEqual([status, []]);
  for (const { message } of error.problems ?? []) expect(latinInText(message)).toEqual([]);
}

test('the page of the form, also while it is corrected, and the form for the browser', async () => {
  const { token } = await invited();
  const first = await server.visitor().get(paths.answer(token));
  expectSpoken(first);
  expect(first.$('#survey').data('language')).toBe(tag);
  await form.survey.update({ closesAt: soon() });
  await respondent.send(token, respondent.submission(answers));
  const again = await server.visitor().get(`${paths.answer(token)}?correct=1`);
  expect(again.$('.notice-info')).toHaveLength(1);
  expectSpoken(again);
});

test.each([
  ['not open yet', () => ({ opensAt: soon() })],
  ['closed', () => ({ closesAt: new Date() })],
  ['answered by invitation only', () => ({ openLinkEnabled: false })],
  ['anonymous, with a closing time', () => ({ anonymous: true, closesAt: soon() })],
  ['open', () => ({})],
])('the doors of a form that is %s', async (_name, facts) => {
  const { token } = await invited();
  const begun = await invited();
  await respondent.saveDraft(begun.token, { answers: { asked: '1' } });
  await form.survey.update(facts());
  for (const one of [token, begun.token]) {
    expectSpoken(await server.visitor().get(paths.answer(one)));
  }
  expectSpoken(await server.visitor().get(paths.join(form.survey.openLink)));
  const door = server.visitor();
  const pressed = await door.post(paths.join(form.survey.openLink));
  expectSpoken(await door.get(paths.join(form.survey.openLink)));
  if (pressed.status === 303) expectSpoken(await server.visitor().get(pressed.location ?? ''));
  else expectSpoken(pressed, [pressed.$('main code').text()]);
});

test('the link of somebody who was erased', async () => {
  const { token, person } = await invited();
  await Person.update({ erasedAt: new Date() }, { where: { id: person.id } });
  expectSpoken(await server.visitor().get(paths.answer(token)));
  expectRefusal(await respondent.saveDraft(token), 410);
});

test('the receipt with its answers, in all its forms', async () => {
  const { token } = await invited();
  const receipt = async (): Promise<void> => {
    const page = await server.visitor().get(paths.answerReceipt(token));
    expectSpoken(page, [page.$('.receipt-code').text()]);
  };
  await respondent.send(token, respondent.submission(answers));
  await receipt();
  await form.survey.update({ closesAt: soon() });
  await respondent.send(
    token,
    respondent.submission({ ...answers, chosen: ['none'], 'chosen-Comment': undefined }),
  );
  await receipt();
  await respondent.saveDraft(token, { answers, sent: 1 });
  await receipt();
  await form.survey.update({ closesAt: new Date() });
  await receipt();
  await form.survey.update({ anonymous: true });
  await receipt();
});

test('what is wrong with answers', async () => {
  const { token } = await invited();
  expectRefusal(await respondent.send(token, respondent.submission({ chosen: [9] })), 422);
  expectRefusal(await respondent.saveDraft(token, { answers: { unheard: 1 } }), 422);
});

test('what the server refuses', async () => {
  const { token } = await invited();
  const submission = respondent.submission(answers);
  await respondent.send(token, submission);
  expectRefusal(await respondent.send(token, { ...submission, answers: { asked: '18' } }), 409);
  expectRefusal(await respondent.saveDraft(token, { sent: null, answers: { asked: '1' } }), 409);
  const file = [{ name: 'a.pdf', type: 'application/pdf', content: `file:${crypto.randomUUID()}` }];
  expectRefusal(await respondent.send(token, respondent.submission({ ...answers, file })), 422);
  const send = (question: string, content: string): Promise<Answer> => {
    const body = new FormData();
    body.append('file', new Blob([content]), 'a.pdf');
    const address = `${paths.answerFiles(token)}?question=${question}`;
    return server.visitor().send('POST', address, body, { Accept: 'application/json' });
  };
  expectRefusal(await send('asked', '%PDF-1.7'), 404);
  expectRefusal(await send('file', 'plain'), 415);
  expectRefusal(await send('file', '%PDF-'.padEnd(10_000_001)), 413);
  await form.survey.update({ closesAt: new Date() });
  expectRefusal(await respondent.saveDraft(token, { sent: 0 }), 403);
  const { columns, shownColumns } = await loadVersion(form.version.id);
  expect(columns[0]?.title).toBe('The question');
  expect(shownColumns[0]?.title).toBe(circled('The question'));
});

test('the receipt by mail, and the page to stop mails', async () => {
  const { token, person } = await invited();
  await person.update({ language: tag });
  await respondent.send(token, respondent.submission(answers));
  await respondent.send(token, respondent.submission({ ...answers, asked: '18' }));
  const receipts = await Message.findAll({ where: { personId: person.id } });
  expect(receipts).toHaveLength(2);
  const links = ['{{link}}', '{{unsubscribe}}'];
  const receiptCodes = receipts.map(
    ({ textBody }) => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textBody)?.[0],
  );
  const known = [...data, ...links, ...receiptCodes.map(String), 'Europe/Moscow'];
  for (const { subject, textBody, htmlBody } of receipts) {
    expectMail(tag, { subject, text: textBody, html: htmlBody }, known);
  }
  const [receipt] = receipts;
  if (receipt === undefined) throw new Error('no mail');
  for (const kind of ['survey_invitation', 'workshop_invitation', 'what_changed'] as const) {
    await receipt.update({ kind });
    const address = paths.unsubscribe(unsubscribeToken(receipt.id));
    const visitor = server.visitor();
    const email = person.email ?? '';
    expectSpoken(await visitor.get(address), [email]);
    await visitor.post(address);
    expectSpoken(await visitor.get(address), [email]);
  }
  expect(await Unsubscription.count()).toBe(3);
});

test('the start page of a shared tablet', async () => {
  const { user } = await server.visitor().signInAs('organiser');
  const tablet = await Tablet.create({
    name: '7',
    tokenHash: hashToken(linkToken('tablet:1')),
    createdBy: user?.id ?? 0,
    createdAt: new Date(),
  });
  const address = paths.tablet(linkToken(`tablet:${tablet.id}`));
  const sample = ['PEC-0000-0000-0000', 'PEC-7K2M-9QX4-0D3F'];
  for (const state of ['', '?thanks', '?left']) {
    expectSpoken(await server.visitor().get(address + state), sample);
  }
  const begin = async (code: string): Promise<Answer> => {
    const page = await server.visitor().post(address, { code });
    if (page.status !== 303) expectSpoken(page, [...sample, code]);
    return page;
  };
  const { id } = await guest();
  expect((await begin('')).status).toBe(422);
  expect((await begin('17')).status).toBe(422);
  expect((await begin(badgeCode(id + 1000))).status).toBe(422);
  const { location = '' } = await begin(badgeCode(id));
  expectSpoken(await server.visitor().get(location));
  await respondent.saveDraft(location.slice('/answer/'.length), { answers: { asked: '1' } });
  expect((await begin(badgeCode(id))).status).toBe(409);
  const sitting = location.slice('/answer/'.length);
  await respondent.send(sitting, respondent.submission(answers, { revision: 1 }));
  expect((await begin(badgeCode(id))).status).toBe(409);
  await form.survey.update({ closesAt: new Date() });
  expect((await begin(badgeCode((await guest()).id))).status).toBe(403);
});

describe('where nothing says which language, the default one', () => {
  const english = messagesFor('en');
  beforeAll(() => languages.set('en', inventedLanguage('en')));
  afterAll(() => languages.set('en', english));

  const numberOf = (page: Answer): string => page.$('main code').text();

  test.each([
    ['a page that is not there', () => server.visitor().get('/nothing-here')],
    ['a link that leads nowhere', () => server.visitor().get(paths.answer('nothing'))],
    ['an unknown receipt', () => server.visitor().get(paths.answerReceipt('nothing'))],
    ['an unknown open link', () => server.visitor().get(paths.join('nothing'))],
    ['an unknown tablet', () => server.visitor().get(paths.tablet('nothing'))],
    ['an unknown link to unsubscribe', () => server.visitor().get(paths.unsubscribe('nothing'))],
    [
      'a form of another site',
      () =>
        server.visitor().send('POST', paths.join(form.survey.openLink), undefined, {
          'Sec-Fetch-Site': 'cross-site',
        }),
    ],
  ])('%s', async (_name, ask) => {
    const page = await ask();
    expect([page.status >= 400, page.$('html').attr('lang')]).toEqual([true, 'en']);
    expect(latinIn(page.text, [...data, numberOf(page)])).toEqual([]);
  });

  test('too much in a short time', async () => {
    const { token } = await invited();
    const answersOfAMinute = await Promise.all(
      Array.from({ length: 241 }, () =>
        server.visitor().get(paths.answerState(token), { Accept: 'application/json' }),
      ),
    );
    const refused = answersOfAMinute.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) expectRefusal(answer, 429);
  });
});

test('the same look at a page in English finds what it says', async () => {
  const page = await server.visitor().get(paths.answer('nothing'));
  expect(latinIn(page.text, data).join(' ')).toContain('This link leads nowhere');
});
