import { emailKeyOf, foldText, fullName, nameKeyOf } from '../../../src/features/people/fold-name';

test.each([
  ['NGUYỄN Thị Lan', 'nguyen thi lan'],
  ['María de la Cruz', 'maria de la cruz'],
  ["O'Neill", 'oneill'],
  ['O’Neill', 'oneill'],
  ['Jean-Pierre', 'jean pierre'],
  ['Łukasz Øst', 'lukasz ost'],
  ['Ёлкин', 'елкин'],
  ['ＡＢＣ', 'abc'],
  ['李小龙', '李小龙'],
  ['が', 'が'],
  ['김민준', '김민준'],
  ['น้ำ', 'น้ำ'.normalize('NFKC')],
  ['  A.  B.,C ', 'a b c'],
  ['!!!', ''],
])('folds %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('finds a name in both orders, and a single name once', () => {
  const key = nameKeyOf('Li', 'WANG');
  expect(key).toBe('wang li wang');
  expect(['wang li', 'li wang'].every((typed) => key.includes(typed))).toBe(true);
  expect([nameKeyOf('', 'Sukarno'), nameKeyOf('Sukarno', '')]).toEqual(['sukarno', 'sukarno']);
});

test('keeps the case of names and drops that of addresses', () => {
  expect(fullName({ givenName: 'Lan', familyName: 'NGUYEN' })).toBe('Lan NGUYEN');
  expect(fullName({ givenName: '', familyName: 'Sukarno' })).toBe('Sukarno');
  for (const [familyName, givenName, written] of [
    ['王', '小明', '王小明'],
    ['田中', 'さくら', '田中さくら'],
    ['김', '민수', '김민수'],
    ['Wang', '小明', '小明 Wang'],
    ['ใจดี', 'สมชาย', 'สมชาย ใจดี'],
    ['', '', ''],
  ] as const) {
    expect(fullName({ familyName, givenName })).toBe(written);
  }
  expect(emailKeyOf(' Lan@Cluster.Example ')).toBe('lan@cluster.example');
});
