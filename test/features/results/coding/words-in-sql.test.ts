import { systemActor } from '../../../../src/audit/record-audit-event';
import { eraseOpenAnswers } from '../../../../src/features/people/erase-open-answers';
import { CodedAnswer, OpenCode } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Answer, Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { publish, send } from '../../indicators/seed';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());

const cells = (answer: Answer): string[][] =>
  answer
    .$('#codes-table tr')
    .toArray()
    .map((row) =>
      answer
        .$(row)
        .children()
        .toArray()
        .map((cell) => answer.$(cell).text().trim().replace(/\s+/g, ' ')),
    );

test('words beside “other” and remarks are coded like answers in words, and go with the person', async () => {
  const story = 'success_story';
  const choices = ['money', 'time'];
  const other = await publish(
    story,
    JSON.stringify({
      pages: [
        {
          name: 'one',
          elements: [
            {
              type: 'radiogroup',
              name: 'barrier',
              title: 'Barrier',
              choices,
              showOtherItem: true,
              otherText: 'Other (please say)',
            },
            { type: 'checkbox', name: 'wishes', title: 'Wishes', choices, showOtherItem: true },
            { type: 'rating', name: 'trust', title: 'Trust', showCommentArea: true },
          ],
        },
      ],
    }),
  );
  const list = await organiser.get(paths.surveyCoding(story));
  expect(
    list
      .$('tbody th a')
      .toArray()
      .map((link) => list.$(link).text()),
  ).toEqual(['Barrier – Other (please say)', 'Wishes – Other', 'Trust – Comment']);
  const write = (answers: Record<string, unknown>, sex: 'female' | 'male') =>
    send(other, { answers, sex });
  const said = await write({ barrier: 'other', 'barrier-Comment': 'Snow' }, 'female');
  const erased = await write({ barrier: 'other', 'barrier-Comment': 'Ice' }, 'male');
  await write({ barrier: 'other' }, 'male');
  await write({ barrier: 'money', wishes: ['other', 'time'], 'wishes-Comment': 'Peace' }, 'male');
  await write({ trust: 3, 'trust-Comment': 'It grows' }, 'female');
  const place = (question: string) => paths.questionCoding(story, `${question}-Comment`);
  const code = (id: string, question: string, newName: string) =>
    organiser.post(paths.codingAnswer(story, `${question}-Comment`, id), { newCode: newName });
  expect((await code(said.id, 'barrier', 'Weather')).status).toBe(303);
  const next = await organiser.get(paths.codingAnswers(story, 'barrier-Comment'));
  expect(next.$('.open-answer').text()).toBe('Ice');
  const codeId = (await OpenCode.findOne({ rejectOnEmpty: true })).id;
  await organiser.post(paths.codingAnswer(story, 'barrier-Comment', erased.id), {
    codes: [String(codeId)],
  });
  const counted = [
    ['Weather', '1 100.0 %', '1 100.0 %', '0', '2 100.0 %', '50.0 %'],
    ['Answered (base)', '1', '1', '0', '2', '50.0 %'],
    ['No answer', '0 0.0 %', '1 50.0 %', '0', '1 33.3 %', ''],
    ['Not asked', '1 50.0 %', '1 33.3 %', '0', '2 40.0 %', ''],
  ];
  expect(cells(await organiser.get(place('barrier'))).slice(1)).toEqual(counted);
  expect(cells(await organiser.get(place('wishes')))[2]).toEqual([
    'Answered (base)',
    '0',
    '1',
    '0',
    '1',
    '0.0 %',
  ]);
  expect(cells(await organiser.get(place('trust')))[2]?.[4]).toBe('1');
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(place('barrier'))).status).toBe(403);

  // Kept nameless, codes go on counting and no words are left to read; erased, both are gone.
  await eraseOpenAnswers(systemActor, erased.id);
  expect(cells(await organiser.get(place('barrier'))).slice(1)).toEqual(counted);
  const all = `${paths.codingAnswers(story, 'barrier-Comment')}?show=all`;
  expect((await organiser.get(`${all}&after=${'0'.repeat(8)}`)).$('.open-answer').text()).toBe(
    'Snow',
  );
  expect((await organiser.get(`${all}&after=${said.id}`)).status).toBe(303);
  await said.destroy();
  expect(cells(await organiser.get(place('barrier')))[1]?.[4]).toBe('1 100.0 %');
  expect(await CodedAnswer.count({ where: { responseId: said.id } })).toBe(0);
});

test('erased words that nobody coded neither wait for a code nor count', async () => {
  const version = await publish(
    'collaboration_invitation',
    JSON.stringify({ pages: [{ name: 'one', elements: [{ type: 'comment', name: 'words' }] }] }),
  );
  const said = (words: string) => send(version, { answers: { words }, sex: 'female' });
  const first = await said('One');
  const second = await said('Two');
  const address = paths.questionCoding('collaboration_invitation', 'words');
  await organiser.post(paths.codingAnswer('collaboration_invitation', 'words', first.id), {
    newCode: 'Numbers',
  });
  const rows = async () =>
    cells(await organiser.get(address)).map(([label, women]) => [label, women]);
  expect((await rows())[2]).toEqual(['Not coded yet', '1 50.0 %']);
  for (const { id } of [first, second]) await eraseOpenAnswers(systemActor, id);
  expect((await rows()).slice(1, 3)).toEqual([
    ['Numbers', '1 100.0 %'],
    ['Answered (base)', '1'],
  ]);
});
