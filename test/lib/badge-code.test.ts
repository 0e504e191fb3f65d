import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { badgeCode, badgeHash } from '../../src/lib/badge-code';
import { loadSecretKey } from '../../src/lib/secret-key';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pec-key-'));
  loadSecretKey(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a code is the same every time, and another for each person', () => {
  const codes = Array.from({ length: 500 }, (_none, index) => badgeCode(index + 1));
  expect(new Set(codes).size).toBe(500);
  expect(badgeCode(1)).toBe(codes[0]);
  for (const code of codes) expect(code).toMatch(/^PEC(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
});

test('is understood as people type it', () => {
  const code = badgeCode(7);
  const hash = badgeHash(code);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(badgeHash(code.toLowerCase())).toBe(hash);
  expect(badgeHash(` ${code.replaceAll('-', ' ')} `)).toBe(hash);
  expect(badgeHash(code.slice(4))).toBe(hash);
  expect(badgeHash(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(hash);
});

test.each(['', 'PEC', 'PEC-1234', 'https://example.com/', 'PEC-1234-5678-90AB-CDEF'])(
  'is not read out of %j',
  (text) => {
    expect(badgeHash(text)).toBeUndefined();
  },
);
