import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../../src/db/transaction';
import { eraseOpenAnswers } from '../../../../src/features/people/erase-open-answers';
import { erasePerson } from '../../../../src/features/people/erase-person';
import { isUntouched } from '../../../../src/features/results/data-sets/data-sets.queries';
import { replaceResponse } from '../../../../src/features/responses/write-response';
import { loadVersion } from '../../../../src/features/surveys/survey-cache';
import {
  AnswerAdjustment,
  AnswerCorrection,
  AuditEvent,
  DataSet,
  DataSetResponse,
  DayNote,
  EarlierAnswer,
  Person,
  type Response,
  type SurveyVersion,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import { answerValues } from '../../../../src/survey-engine/answer-values';
import type { Answers } from '../../../../src/survey-engine/answers';
import type { Answer, Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { publish, send } from '../../indicators/seed';

const form = 'cluster_survey';
const definition = JSON.stringify({
  pages: [
    {
      name: 'one',
      elements: [
        { type: 'radiogroup', name: 'stage', title: 'Stage', choices: ['emerging', 'mature'] },
        { type: 'comment', name: 'words', title: 'Words' },
      ],
    },
  ],
});
let server: TestServer;
let organiser: Client;
let version: SurveyVersion;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  version = await publish(form, definition);
});
afterAll(() => server.stop());

/** New answers in the place of those sent before, as a respondent sends them. */
async function correct(response: Response, answers: Answers): Promise<void> {
  const { compiled } = await loadVersion(response.versionId);
  await inTransaction((tx) =>
    replaceResponse(
      tx,
      { ...response.get(), submissionId: randomUUID(), answers: JSON.stringify(answers) },
      answerValues(compiled, answers),
      { kind: 'corrected_by_respondent', reason: '', madeBy: null },
    ),
  );
}

const textOf = (page: Answer, selector: string): string =>
  page.$(selector).text().trim().replace(/\s+/g, ' ');

const stages = async (data: string): Promise<string[]> => {
  const page = await organiser.get(`${paths.surveyResults(form)}?data=${data}`);
  return page
    .$('article.question tbody tr')
    .toArray()
    .map((row) => page.$(row).find('td').last().prev().text().trim().replace(/\s+/g, ' '));
};

test('nothing is frozen without answers, without a reason or by overseers', async () => {
  const freeze = (body: Record<string, string>) => organiser.post(paths.surveyDataSets(form), body);
  const empty = await freeze({ kind: 'preliminary', note: 'Day 1' });
  expect([empty.status, textOf(empty, '#field-kind-error')]).toEqual([
    422,
    'There is no valid answer yet that could be frozen.',
  ]);
  expect((await freeze({ kind: 'preliminary', note: ' ' })).status).toBe(422);
  expect((await freeze({ kind: 'final', note: 'x' })).status).toBe(422);
  const overseer = await server.visitor().signInAs('overseer');
  for (const address of [
    paths.surveyDataSets(form),
    paths.surveyDataSetComparison(form),
    paths.surveyAdjustments(form),
    paths.surveyAdjustmentsFile(form),
  ]) {
    expect([address, (await overseer.get(address)).status]).toEqual([address, 403]);
  }
  expect((await organiser.get(`${paths.surveyResults(form)}?data=adjusted`)).status).toBe(404);
  expect((await organiser.get(`${paths.surveyResults(form)}?data=other`)).status).toBe(422);
  expect((await organiser.get(`${paths.surveyCross(form)}?data=adjusted`)).status).toBe(404);
  expect((await organiser.get(`${paths.surveyCross(form)}?data=other`)).status).toBe(422);
  expect(await DataSet.count()).toBe(0);
});

test('a frozen set stays as it was; corrections, validity and erasure stand in the log', async () => {
  const person = await Person.create({
    givenName: 'Ines',
    familyName: 'Example',
    nameKey: 'ines example',
    affiliation: 'member_economy',
    economyCode: 'PER',
    role: 'participant',
    language: 'en',
    origin: 'demo',
    revision: 1,
  });
  const first = await send(version, {
    answers: { stage: 'emerging', words: 'Written by Ines' },
    sex: 'female',
  });
  await first.update({ personId: person.id });
  const second = await send(version, { answers: { stage: 'emerging' }, sex: 'male' });
  const invalid = await send(version, { answers: { stage: 'mature' }, sex: 'male' });
  await invalid.update({ valid: false });
  const frozen = await organiser.post(paths.surveyDataSets(form), {
    kind: 'preliminary',
    note: 'Presented on Day 1',
  });
  expect(frozen.status).toBe(303);
  const [set] = await DataSet.findAll();
  expect([set?.kind, set?.number, set?.counted, set?.leftOut]).toEqual(['preliminary', 1, 2, 1]);
  expect(await stages('preliminary')).toEqual(['2 100.0 %', '0 0.0 %']);

  await correct(first, { stage: 'mature', words: 'Written by Ines, again' });
  await correct(await first.reload(), { stage: 'mature', words: 'Ines Example wrote this' });
  const review = (id: string, decision: string, reason: string) =>
    organiser.post(paths.responseReview(id), { decision, reason });
  expect((await review(second.id, 'invalidate', '=1+1 sent twice')).status).toBe(303);
  expect(await stages('now')).toEqual(['0 0.0 %', '1 100.0 %']);
  expect(await stages('preliminary')).toEqual(['2 100.0 %', '0 0.0 %']);
  const kept = await EarlierAnswer.findAll();
  expect(
    kept.map(({ responseId, contentVersion, answers }) => [responseId, contentVersion, answers]),
  ).toEqual([[first.id, 0, JSON.stringify({ stage: 'emerging', words: 'Written by Ines' })]]);

  await organiser.post(paths.surveyDataSets(form), { kind: 'adjusted', note: 'For the report' });
  expect((await review(second.id, 'validate', 'Not the same person')).status).toBe(303);
  const comparison = await organiser.get(
    `${paths.surveyDataSetComparison(form)}?from=preliminary&to=adjusted`,
  );
  const row = (label: string): string[] =>
    comparison
      .$(`#table-1 tbody tr`)
      .filter((_, one) => comparison.$(one).find('th').text() === label)
      .find('td')
      .toArray()
      .map((cell) => comparison.$(cell).text());
  expect(row('mature')).toEqual([
    '0 (0.0 %)',
    '1 (100.0 %)',
    '0 (0.0 %)',
    '0',
    '0',
    '0',
    '0 (0.0 %)',
    '1 (100.0 %)',
  ]);
  expect(row('Answered (base)').slice(6)).toEqual(['2 (100.0 %)', '1 (100.0 %)']);

  const note = await DayNote.create({
    dayNumber: 1,
    kind: 'survey_adjustment',
    text: 'Second answer was sent twice',
    revision: 1,
  });
  const other = await DayNote.create({
    dayNumber: 1,
    kind: 'issue',
    text: 'Late start',
    revision: 1,
  });
  const [line] = await AnswerAdjustment.findAll({ where: { kind: 'not_valid' } });
  const tie = (id: number) =>
    organiser.post(paths.surveyAdjustmentNote(form, line?.id ?? 0), { dayNoteId: String(id) });
  expect((await tie(other.id)).status).toBe(422);
  expect((await tie(note.id)).status).toBe(303);
  expect(
    (await organiser.post(paths.surveyAdjustmentNote(form, 999), { dayNoteId: '' })).status,
  ).toBe(404);

  await erasePerson({ kind: 'command', name: 'test' }, person.id, 'erase');
  const log = await organiser.get(paths.surveyAdjustments(form));
  const lines = log
    .$('tbody tr')
    .toArray()
    .map((one) =>
      ['th', 'td:nth-of-type(2)', 'td:nth-of-type(4)'].map((cell) =>
        log.$(one).find(cell).first().text().trim(),
      ),
    );
  expect(lines).toEqual([
    ['Corrected by the respondent', 'Erased', '–'],
    ['Corrected by the respondent', 'Erased', '–'],
    ['Marked as not valid', expect.stringMatching(/^Received /), '=1+1 sent twice'],
    ['Marked as valid again', expect.stringMatching(/^Received /), 'Not the same person'],
    ['Erased at the person’s request', 'Erased', '–'],
  ]);
  const file = await organiser.get(paths.surveyAdjustmentsFile(form));
  const csv = file.body.toString();
  expect(csv.split('\r\n')).toHaveLength(7);
  expect(csv).toContain(`"'=1+1 sent twice","1","Second answer was sent twice"`);
  expect(csv).not.toContain('Ines');
  expect(await EarlierAnswer.count()).toBe(0);
  expect(await stages('preliminary')).toEqual(['2 100.0 %', '0 0.0 %']);
  const sets = await organiser.get(paths.surveyDataSets(form));
  expect(textOf(sets, 'section ul')).toContain(
    '1 answer erased since at the request of the person; the counts still include them',
  );
  expect(await isUntouched(set?.id ?? 0)).toBe(true);
  await DataSetResponse.update({ counted: false }, { where: { responseId: second.id } });
  expect(await isUntouched(set?.id ?? 0)).toBe(false);
});

test('a frozen set is a source of cross-tables for the team; its address shows readers nothing of it', async () => {
  const address = `${paths.surveyCross(form)}?rows=stage&by=respondent.sex`;
  const person = await send(version, { answers: { stage: 'mature' }, sex: 'female' });
  await organiser.post(paths.surveyDataSets(form), { kind: 'adjusted', note: 'Once more' });
  const before = await organiser.get(`${address}&data=adjusted`);
  const mature = (page: Answer): string[] =>
    page
      .$('#cross-table tbody tr[data-row="mature"] td')
      .toArray()
      .map((cell) => page.$(cell).text().trim().replace(/\s+/g, ' '));
  expect(mature(before)[0]).toBe('1 100.0 %');
  expect(before.$('#field-data option:selected').text()).toBe('Adjusted, for the report');
  expect(before.$('.as-of').text()).toContain('A frozen data set. Frozen on ');
  await correct(person, { stage: 'emerging' });
  await send(version, { answers: { stage: 'mature' }, sex: 'male' });
  expect(mature(await organiser.get(`${address}&data=adjusted`))).toEqual(mature(before));
  expect(mature(await organiser.get(address))[0]).toBe('0 0.0 %');
  await person.destroy();
  const rest = await organiser.get(`${address}&data=adjusted`);
  expect(rest.$('.as-of').text()).toContain('1 of these answers is not in this table');
  expect(rest.$('main').text()).not.toMatch(/NaN|Infinity|undefined|null/);

  const overseer = await server.visitor().signInAs('overseer');
  const shown = async (more: string): Promise<string> =>
    (await overseer.get(address + more)).$('main').text();
  const fixed = await shown('');
  expect(fixed).toContain('Nothing is released yet');
  for (const data of ['preliminary', 'adjusted', 'now']) {
    expect(await shown(`&data=${data}`)).toBe(fixed);
  }
  expect((await server.visitor().get(`${address}&data=adjusted`)).status).toBe(302);
});

test('answers through the open link that are made nameless leave no words in frozen sets', async () => {
  const said = await send(version, {
    answers: { stage: 'mature', words: 'Ask Zerafina' },
    sex: 'female',
  });
  await organiser.post(paths.surveyDataSets(form), { kind: 'adjusted', note: 'Last' });
  const changed = { stage: 'emerging', words: 'Ask Zerafina again' };
  await correct(said, changed);
  const again = await organiser.postJson(paths.responseCorrection(said.id), {
    answers: { ...changed, words: 'Ask me' },
    corrections: 1,
    reason: 'Zerafina called',
  });
  expect(again.status).toBe(200);
  const page = await organiser.get(paths.response(said.id));
  expect(page.$('.answer-changes dd').text()).toBe('Ask Zerafina again → Ask me');
  const address = `${paths.surveyCross(form)}?rows=stage&by=respondent.sex&data=adjusted`;
  const before = (await organiser.get(address)).$('#cross-table').text();
  await eraseOpenAnswers({ kind: 'command', name: 'test' }, said.id);
  const [kept] = await EarlierAnswer.findAll({ where: { responseId: said.id } });
  expect(kept?.answers).toBe('{"stage":"mature"}');
  for (const rows of [
    await AnswerAdjustment.findAll({ where: { responseId: said.id } }),
    await AnswerCorrection.findAll({ where: { responseId: said.id } }),
    await AuditEvent.findAll({ where: { subjectType: 'response', subjectId: said.id } }),
  ]) {
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('Zerafina');
  }
  expect((await organiser.get(address)).$('#cross-table').text()).toBe(before);
});
