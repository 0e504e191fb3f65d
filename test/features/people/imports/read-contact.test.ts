import type { ImportField } from '../../../../src/features/people/imports/import-fields';
import { readContacts } from '../../../../src/features/people/imports/read-contact';

function read(fields: ImportField[], ...rows: string[][]) {
  return readContacts(
    rows.map((cells, index) => ({ line: index + 2, cells })),
    fields,
    'whole',
  );
}

test.each([
  ['F', 'female'],
  ['woman', 'female'],
  ['Ms.', 'female'],
  ['Женский', 'female'],
  ['女', 'female'],
  ['M', 'male'],
  ['Mr', 'male'],
  ['남', 'male'],
  ['Prefer not to say', 'prefer_not_to_say'],
])('reads the sex %s', (cell, sex) => {
  expect(read(['sex'], [cell])[0]).toEqual({
    line: 2,
    contact: { sex },
    problems: [],
    warnings: [],
  });
});

test('reads M as mujer where H stands for hombre, and says so', () => {
  const rows = read(['sex'], ['M'], ['H']);
  expect(rows.map(({ contact }) => contact.sex)).toEqual(['female', 'male']);
  expect(rows[0]?.warnings.map(({ column }) => column)).toEqual(['Sex']);
});

test.each(['', '-', 'n/a', 'unknown'])('takes "%s" for a cell that says nothing', (cell) => {
  expect(read(['sex', 'economy', 'sector'], [cell, cell, cell])[0]).toEqual({
    line: 2,
    contact: {},
    problems: [],
    warnings: [],
  });
});

test.each([
  ['ana@x.example', 'ana@x.example'],
  ['Ana Lopez <Ana@X.example>', 'Ana@X.example'],
  ['mailto:ana@x.example', 'ana@x.example'],
])('reads the address %s', (cell, email) => {
  expect(read(['email'], [cell])[0]?.contact).toEqual({ email });
});

test.each([
  ['ana@x.example; bo@x.example', 'holds more than one address. Keep one.'],
  ['ana at x', 'is no e-mail address.'],
  [`${'a'.repeat(260)}@x.example`, 'is no e-mail address.'],
])('refuses the address %s', (cell, message) => {
  const [row] = read(['email'], [cell]);
  expect(row?.contact).toEqual({});
  expect(row?.problems[0]?.message.endsWith(message)).toBe(true);
});

test('a guest may come from elsewhere, which is told and not kept', () => {
  const [row] = read(['economy', 'affiliation'], ['Colombia', 'Guest']);
  expect(row?.contact).toEqual({ affiliation: 'guest' });
  expect(row?.problems).toEqual([]);
  expect(row?.warnings).toEqual([
    { column: 'Economy', message: '“Colombia” is no APEC member economy, and is not kept.' },
  ]);
});

test('keeps the case of names and makes line breaks in them spaces', () => {
  const [row] = read(['givenName', 'familyName'], ['Ronald', 'Mc\nDonald']);
  expect(row?.contact).toEqual({ givenName: 'Ronald', familyName: 'Mc Donald' });
});
