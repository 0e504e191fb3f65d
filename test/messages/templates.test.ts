import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  suggestedInvitation,
  surveyInvitationMail,
} from '../../src/mail/messages/survey-invitation';
import { suggestedReminder, surveyReminderMail } from '../../src/mail/messages/survey-reminder';
import { languages, messagesFor } from '../../src/messages/messages';
import { wordingRemarks } from '../../src/messages/nomenclature';
import { ProblemList, type ProblemCode } from '../../src/survey-engine/answer-problems';
import { circled, expectMail, inventedLanguage, latinIn, latinInText } from './invented-language';

const tag = 'qps';
beforeAll(() => languages.set(tag, inventedLanguage(tag)));
afterAll(() => languages.delete(tag));

test('a language that is not there is spoken to in English, and a dialect in its language', () => {
  expect(messagesFor('xx').receipt.title).toBe('Thank you');
  expect(messagesFor().receipt.title).toBe('Thank you');
  expect(messagesFor(`${tag}-PE`).receipt.title).toBe(circled('Thank you'));
});

test('what is wrong with an answer is said in the language, for every code there is', () => {
  const problems = new ProblemList(tag);
  for (const code of Object.keys(messagesFor('en').answerProblems) as ProblemCode[]) {
    problems.add(code, code, '17', 5);
  }
  expect(problems.problems.flatMap(({ message }) => latinInText(message))).toEqual([]);
});

test.each([null, new Date('2020-05-17T12:00:00Z')])(
  'invitations and reminders, closing time %s',
  (closesAt) => {
    const facts = {
      recipient: { name: '', economy: null, language: tag },
      closesAt,
      timeZone: 'Europe/Moscow',
      contactName: 'The team',
      contactEmail: 't@x.example',
    };
    const about = {
      surveyTitle: 'A form',
      minutes: [5, 9],
      from: 'The team',
      language: tag,
    } as const;
    const data = [
      'A form',
      'The team',
      't@x.example',
      'Europe/Moscow',
      '{{link}}',
      '{{unsubscribe}}',
    ];
    expectMail(tag, surveyInvitationMail({ ...suggestedInvitation(about), ...facts }), data);
    expectMail(tag, surveyReminderMail({ ...suggestedReminder(about), ...facts }), data);
  },
);

/** What templates hold beside their code, and the texts within it. */
function textsOfTemplate(file: string, data: string[] = []): string[] {
  const source = readFileSync(path.join(__dirname, '../../views', file), 'utf8');
  const code = [...source.matchAll(/<%[-=_]?([\s\S]*?)%>/g)].map(([, inside = '']) => inside);
  const quoted = code.flatMap(
    (text) => text.match(/'[^']*\w\s+\w[^']*'|`[^`]*\w\s+\w[^`]*`/g) ?? [],
  );
  return [...latinIn(source.replace(/<%[\s\S]*?%>/g, ''), data), ...quoted];
}

test('no template of a respondent’s page holds a text, whatever branch it stands in', () => {
  const own = ['answer', 'receipt', 'join', 'notice', 'contact', 'answers-list'];
  const files = [
    ...own.map((name) => `responses/${name}.ejs`),
    'mailings/unsubscribe.ejs',
    'workshop/surveys/tablet.ejs',
    'layout/plain.ejs',
    'layout/error.ejs',
  ];
  // The shape of a code is no word.
  const found = files.flatMap((file) => textsOfTemplate(file, ['PEC-0000-0000-0000']));
  expect(found).toEqual([]);
  // The same look at a page of the team does find its texts.
  expect(textsOfTemplate('responses/correction.ejs')).toContain('Correct');
});

test('the messages themselves use the words of APEC', () => {
  const textsOf = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function')
      return textsOf((value as (...values: unknown[]) => unknown)(1, 2, 3));
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
  };
  const { dates, ...messages } = messagesFor('en');
  expect(dates.day('2020-05-17')).toBe('17 May 2020');
  const texts = textsOf(messages);
  expect(texts).toContain('Questions? 1, 2');
  expect(texts.flatMap((text) => wordingRemarks(text))).toEqual([]);
});

test('no refusal of what respondents send is worded where it is made', () => {
  const worded = /new \w*Error\((?:[^;]*?[^\w])?(['"`])[^'"`;]*[a-z] [a-z][^'"`;]*\1/g;
  const files = [
    'answering.policy.ts',
    'answering-pages.routes.ts',
    'answer-files.routes.ts',
    'begin-open-answer.ts',
    'receive-file.ts',
    'save-draft.ts',
    'submit-answers.ts',
    'upload-budget.ts',
    'uploads.queries.ts',
  ];
  const source = (file: string): string =>
    readFileSync(path.join(__dirname, '../../src/features/responses', file), 'utf8');
  expect(files.flatMap((file) => source(file).match(worded) ?? [])).toEqual([]);
  expect(source('correct-response.ts').match(worded)).not.toEqual(null);
});
