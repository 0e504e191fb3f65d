import {
  importFieldNames,
  importFields,
  mappingProblems,
  recogniseColumns,
} from '../../../../src/features/people/imports/import-fields';
import { foldText } from '../../../../src/features/people/fold-name';

test.each([
  [
    ['First Name', 'SURNAME', 'E-mail address', 'Gender (F/M)', 'Member economy', 'Job title *'],
    ['givenName', 'familyName', 'email', 'sex', 'economy', 'position'],
  ],
  [
    ['Nombre', 'Apellidos', 'Correo electrónico', 'Sexo', 'País', 'Organización'],
    ['givenName', 'familyName', 'email', 'sex', 'economy', 'organisation'],
  ],
  [
    ['Фамилия', 'Имя', 'Почта', 'Пол', 'Экономика', 'Должность'],
    ['familyName', 'givenName', 'email', 'sex', 'economy', 'position'],
  ],
  [
    ['姓名', '邮箱', '性别', '经济体', '单位', '职务'],
    ['fullName', 'email', 'sex', 'economy', 'organisation', 'position'],
  ],
])('recognises %j', (headers, fields) => {
  expect(recogniseColumns(headers)).toEqual(fields);
});

test('takes the first of two columns that say the same and leaves out what it does not know', () => {
  expect(recogniseColumns(['Email', 'E-mail', 'Shoe size', ''])).toEqual([
    'email',
    null,
    null,
    null,
  ]);
});

test('no header means two fields, and each label is recognised as its own field', () => {
  const all = importFieldNames.flatMap((field) =>
    importFields[field].headers.map((header) => [foldText(header), field] as const),
  );
  const fields = new Map<string, Set<string>>();
  for (const [header, field] of all) {
    fields.set(header, (fields.get(header) ?? new Set()).add(field));
  }
  expect([...fields].filter(([, meanings]) => meanings.size > 1)).toEqual([]);
  const labels = importFieldNames.map((field) => importFields[field].label);
  expect(recogniseColumns(labels)).toEqual(importFieldNames);
});

test('says what a mapping lacks or holds twice', () => {
  expect(mappingProblems(['email', 'familyName', null])).toEqual([]);
  expect(mappingProblems(['sex', null])).toEqual([
    'Say which column holds the e-mail address or the name.',
  ]);
  expect(mappingProblems(['email', 'email'])).toEqual([
    'Two columns are set to “E-mail”. Choose one of them.',
  ]);
  expect(mappingProblems(['fullName', 'familyName'])).toEqual([
    'Choose either the full name, or given and family name, not both.',
  ]);
});
