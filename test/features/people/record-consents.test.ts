import { inTransaction } from '../../../src/db/transaction';
import { latestConsents, listConsents } from '../../../src/features/people/consents.queries';
import { recordConsents } from '../../../src/features/people/record-consents';
import { startTestServer, type TestServer } from '../../harness/server';
import { makePerson } from './example-people';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('keeps the history with its words, and the last said of each kind counts', async () => {
  const { id: personId } = await makePerson();
  const say = (kind: string, given: boolean, wording = 'I agree.'): Promise<void> =>
    inTransaction((tx) =>
      recordConsents(tx, { personId, source: 'form', given: [{ kind, given, wording }] }),
    );
  await say('publish_name', true);
  await say('data_use', true);
  await say('publish_name', true);
  await say('publish_name', false);
  await say('data_use', true, 'I agree to more.');
  expect((await listConsents(personId)).map(({ kind, given }) => `${kind} ${given}`)).toEqual([
    'publish_name true',
    'data_use true',
    'publish_name false',
    'data_use true',
  ]);
  expect(
    (await latestConsents(personId)).map(({ kind, given, wording }) => [kind, given, wording]),
  ).toEqual([
    ['data_use', true, 'I agree to more.'],
    ['publish_name', false, 'I agree.'],
  ]);
});
