import { readdirSync } from 'node:fs';
import path from 'node:path';
import { AuditEvent, Survey } from '../../../src/models';
import { paths } from '../../../src/paths';
import type { SurveyDefinition } from '../../../src/survey-engine/definition';
import type { Client } from '../../harness/client';
import { eventually } from '../../harness/eventually';
import { startTestServer, type TestServer } from '../../harness/server';
import { publish, send } from '../indicators/seed';
import { readSlides, type SlideTexts } from './read-slides';

let server: TestServer;
let organiser: Client;
let overseer: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  overseer = await server.visitor().signInAs('overseer');
});
afterAll(() => server.stop());

async function download(client: Client, address = paths.slides): Promise<SlideTexts[]> {
  const answer = await client.get(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  );
  return readSlides(answer.body);
}

const titles = (slides: readonly SlideTexts[]): (string | undefined)[] =>
  slides.map(({ texts }) => texts[0]);

test('before any answer the slides say "no data yet" and hold no chart', async () => {
  for (const client of [organiser, overseer]) {
    const slides = await download(client);
    expect(titles(slides)).toEqual([
      'Survey results and indicators',
      'Questionnaire on cluster internationalization in APEC',
      'Questionnaire on cluster internationalization in APEC',
      'Indicators',
      'Outputs of the project',
      'Outcomes of the project',
      'Gender impacts',
      'Blueprint',
      'Progress against targets',
      'Participants of each day',
      'Women and men behind the indicators',
    ]);
    expect(slides.flatMap(({ charts }) => charts)).toEqual([]);
    // The number of the page comes last.
    expect([slides[2]?.texts[1], slides[2]?.texts.at(-2)]).toEqual([
      'No data yet.',
      client === organiser ? 'Nobody has answered yet.' : 'Nothing is released yet.',
    ]);
    // Each slide has its notes.
    expect(slides.map(({ notes }) => notes !== '')).toEqual(slides.map(() => true));
  }
});

describe('with one answer to a form with long and right-to-left texts', () => {
  const hebrew = 'באיזו כלכלה אתם עובדים?';
  const long = `How ${'very '.repeat(100)}long can a question be?`;

  beforeAll(async () => {
    const survey = await Survey.findOne({ where: { form: 'cluster_survey' }, rejectOnEmpty: true });
    const definition = JSON.parse(survey.draftDefinition) as SurveyDefinition;
    definition.pages = [
      {
        name: 'only',
        title: 'Only',
        elements: [
          { type: 'boolean', name: 'long', title: long },
          {
            type: 'radiogroup',
            name: 'economy',
            title: hebrew,
            choices: Array.from({ length: 21 }, (_, index) => ({
              value: `e${index + 1}`,
              text:
                index === 0 ? 'أستراليا' : `=Economy ${index + 1} ${'of many words '.repeat(12)}`,
            })),
          },
          { type: 'boolean', name: 'unanswered', title: 'Asked and not answered' },
        ],
      },
    ] as unknown as SurveyDefinition['pages'];
    const version = await publish('cluster_survey', JSON.stringify(definition));
    await send(version, { sex: 'female', answers: { long: true, economy: 'e1' } });
  });

  test('every text stands on its slide, cut where it is too long, with n and base', async () => {
    const slides = await download(organiser);
    const [cutTitle] = titles(slides).filter((title) => title?.startsWith('How very'));
    expect(cutTitle).toHaveLength(239);
    expect(cutTitle?.endsWith('…')).toBe(true);
    const ofEconomies = slides.filter(({ texts }) => texts[0]?.startsWith(hebrew));
    expect(ofEconomies.map(({ charts }) => charts.map(({ names }) => names.length))).toEqual([[1]]);
    const [economies] = ofEconomies;
    expect(economies?.texts[1]).toBe('Most often: أستراليا, 100.0 % of everyone.');
    expect(economies?.texts).toContain(
      'n: 1 women, 0 men, 0 not stated. Base: 1 who answered. Response rate 100.0 %: 1 of 1 asked.',
    );
    // No man has answered, so that a share of the men would say nothing.
    expect(economies?.charts[0]?.series).toEqual({ Everyone: [100] });
    const [waiting] = slides.filter(({ texts }) => texts[0] === 'Questions without an answer yet');
    expect([waiting?.texts[1], waiting?.texts.at(-2)]).toEqual([
      'No data yet.',
      'Asked and not answered',
    ]);
  });

  test('overseers and the version to pass on see nothing of it before a release', async () => {
    await organiser.post(paths.surveyReleases('cluster_survey'));
    for (const [client, address] of [
      [overseer, paths.slides],
      [organiser, paths.slidesToPassOn],
    ] as const) {
      const slides = await download(client, address);
      expect(titles(slides).filter((title) => title?.startsWith(hebrew))).toEqual([]);
      expect(slides.flatMap(({ charts }) => charts)).toEqual([]);
    }
  });
});

test.each([
  [paths.slides, 'slides.exported'],
  [paths.indicatorsWorkbook, 'indicators.exported'],
])(
  '%s: for accounts, each download in the audit trail, no file left behind',
  async (address, action) => {
    expect((await server.visitor().get(address)).status).toBe(302);
    expect((await organiser.get(`${address}?version=secret`)).status).toBe(422);
    await AuditEvent.destroy({ where: { action } });
    for (const client of [organiser, overseer])
      expect((await client.get(address)).status).toBe(200);
    const events = await AuditEvent.findAll({ where: { action }, order: ['id'] });
    expect(
      events.map(
        ({ changes }) => (JSON.parse(changes) as Record<string, unknown>).smallGroupsHidden,
      ),
    ).toEqual([false, true]);
    // The file goes when the last byte is sent, a moment after the receiver has it.
    const left = await eventually(
      () => readdirSync(path.join(server.config.dataDir, 'unfinished')),
      (files) => files.length === 0,
    );
    expect(left).toEqual([]);
  },
);
