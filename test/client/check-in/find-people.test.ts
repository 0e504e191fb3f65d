import { badgeHash as hashInBrowser, looksLikeCode } from '../../../src/client/check-in/badge-hash';
import { findPeople } from '../../../src/client/check-in/find-people';
import type { DeskPerson } from '../../../src/client/check-in/desk-types';
import { nameKeyOf } from '../../../src/features/people/fold-name';
import { badgeHash } from '../../../src/lib/badge-code';

const person = (id: number, given: string, family: string, facts: Partial<DeskPerson> = {}) =>
  ({
    id,
    badge: '',
    name: `${given} ${family}`,
    nameKey: nameKeyOf(given, family),
    economy: null,
    organisation: null,
    sex: null,
    role: 'participant',
    status: 'registered',
    expected: true,
    online: false,
    ...facts,
  }) satisfies DeskPerson;

test('the desk hashes a code as the server does, however it was typed', async () => {
  const ways = ['PEC-7K2M-9QX4-0D3F', 'pec 7k2m 9qx4 od3f', '7K2M9QX40D3F'];
  for (const typed of [...ways, 'PEC-7K2M', 'https://elsewhere.example/7']) {
    expect(await hashInBrowser(typed)).toBe(badgeHash(typed));
  }
  expect(ways.slice(0, 1).concat('https://elsewhere.example/7').map(looksLikeCode)).toEqual([
    true,
    true,
  ]);
  expect(['Maria', 'Pecora', 'de la Cruz'].map(looksLikeCode)).toEqual([false, false, false]);
});

test('two letters begin a word of the name; those not here yet come first', () => {
  const mai = person(1, 'Mai', 'Trần');
  const linh = person(2, 'Linh', 'Trần');
  const late = person(3, 'Ana', 'Travers', { expected: false });
  const wang = person(4, '芳', '王');
  const all = [mai, linh, late, wang];
  const ids = (typed: string): number[] =>
    findPeople(all, typed, ({ id }) => id === 1).map(({ id }) => id);
  expect(ids('tr')).toEqual([2, 3, 1]);
  expect(ids('Tra L')).toEqual([2]);
  expect(ids('t')).toEqual([]);
  expect(ids('ra')).toEqual([]);
  for (const typed of ['王', '芳', '王芳', '芳 王', '王 芳']) expect(ids(typed)).toEqual([4]);
  expect(['芳王芳', '李', 'ana travers', 'anatravers'].map(ids)).toEqual([[], [], [3], []]);
});

test('what is typed finds the names that the server has folded, whatever the letters', () => {
  const names: [string, string, string][] = [
    ['Zoë', 'Ñandú', 'nandu zoe'],
    ['Seán', 'O’Brien', "o'brien"],
    ['ŁUKASZ', 'Ødegård', 'lukasz odegard'],
    ['Thị-Mai', 'Trần', 'tran thi'],
    ['ＦＵＬＬ', 'Straße', 'strasse full'],
    ['が', '王', 'が'],
  ];
  const all = names.map(([given, family], id) => person(id, given, family));
  expect(
    names.map(([, , typed]) => findPeople(all, typed, () => false).map(({ id }) => id)),
  ).toEqual(names.map((_name, id) => [id]));
});
