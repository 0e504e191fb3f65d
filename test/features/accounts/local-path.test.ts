import fc from 'fast-check';
import { localPath } from '../../../src/features/accounts/local-path';

test.each([
  ['/', '/'],
  ['/indicators', '/indicators'],
  ['/people?page=2&sex=female#top', '/people?page=2&sex=female#top'],
  ['/people/../project', '/project'],
])('%s leads to %s', (next, path) => {
  expect(localPath(next)).toBe(path);
});

test.each([
  'https://other.example/',
  '//other.example/',
  '///other.example/',
  '/\\other.example/',
  '/\t/other.example/',
  '/\n/other.example/',
  '/.//other.example/',
  '/x/..//other.example/',
  '/%2e//other.example/',
  '\\\\other.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'indicators',
  '',
  ' /indicators',
  undefined,
  ['/indicators'],
])('%j leads nowhere', (next) => {
  expect(localPath(next)).toBeUndefined();
});

test('whatever is typed, a browser that follows it stays on this site', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '\t',
    '\n',
    '%2f',
    '@',
    ':',
    '?',
    '#',
    'x',
    'other.example',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = localPath(`/${pieces.join('')}`);
      if (path === undefined) return;
      expect(new URL(path, 'https://pec.example/sign-in').origin).toBe('https://pec.example');
    }),
    { numRuns: 3000 },
  );
});
