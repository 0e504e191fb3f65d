import { QueryTypes } from 'sequelize';
import { openData } from '../../../src/boot';
import { db } from '../../../src/db/transaction';
import { fullName } from '../../../src/features/people/fold-name';
import { nameInSql } from '../../../src/features/people/name-in-sql';
import { newTestDatabase, type TestDatabase } from '../../harness/database';

let database: TestDatabase;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await newTestDatabase();
  close = await openData(database.config);
});
afterAll(async () => {
  await close();
  await database.remove();
});

test('a name is written in a list as it is everywhere else', async () => {
  const parts = [
    '',
    '王',
    '小明',
    'さくら',
    'ー',
    '김',
    '민수',
    '﨑',
    '𠮷',
    'Lan',
    'NGUYỄN',
    'ใจดี',
    'Ёлкин',
  ];
  const people = parts.flatMap((familyName) =>
    parts.map((givenName) => ({ familyName, givenName })),
  );
  const written = await db().query<{ name: string }>(
    `WITH p (n, family_name, given_name) AS (VALUES :people)
     SELECT ${nameInSql('p')} AS name FROM p ORDER BY n`,
    {
      type: QueryTypes.SELECT,
      replacements: {
        people: people.map(({ familyName, givenName }, n) => [n, familyName, givenName]),
      },
    },
  );
  expect(written.map(({ name }) => name)).toEqual(people.map(fullName));
});
