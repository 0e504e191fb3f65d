import { paths } from '../../src/paths';
import { startTestServer, type TestServer } from '../harness/server';
import type { Client } from '../harness/client';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(async () => server.stop());

test.each([
  '/responses/%00b32114-11b1-4c92-9cf8-2f7333d8febd/correction',
  `${paths.people}?search=a%00b`,
  '/answer/%00',
])('nothing is found at %s', async (address) => {
  expect((await organiser.get(address)).status).toBe(404);
});

test.each([paths.risks, paths.newPerson, '/workshop/me/unknown/registration'])(
  'a form sent to %s with a character that cannot be stored is refused and says so',
  async (address) => {
    const answer = await organiser.post(address, { familyName: 'a\0b', title: 'a\0b' });
    expect([answer.status, answer.$('.lead-in').text()]).toEqual([
      400,
      'What was sent holds a character that cannot be stored. Please type the text again.',
    ]);
  },
);

test('so is JSON, and a text that only speaks of the character is not', async () => {
  const check = paths.surveyDefinitionCheck('cluster_survey');
  const refused = await organiser.postJson(check, { definition: 'a\0b' });
  expect([refused.status, refused.json()]).toMatchObject([
    400,
    { error: { code: 'bad_characters' } },
  ]);
  const taken = await organiser.postJson(check, { definition: '{"title": "\\u0000 %00"}' });
  expect(taken.status).toBe(200);
});
