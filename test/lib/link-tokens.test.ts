import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  accessKeyOf,
  linkToken,
  newOpenToken,
  openSubjectOf,
  openToken,
} from '../../src/lib/link-tokens';
import { loadSecretKey } from '../../src/lib/secret-key';
import { hashToken } from '../../src/lib/tokens';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pec-key-'));
  loadSecretKey(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('the key is made once and stays', () => {
  const made = readFileSync(path.join(folder, 'secret.key'), 'utf8');
  const token = linkToken('invitation:1');
  loadSecretKey(folder);
  expect(readFileSync(path.join(folder, 'secret.key'), 'utf8')).toBe(made);
  expect(linkToken('invitation:1')).toBe(token);
});

test('another key gives other tokens, and a damaged one stops the start', () => {
  const token = linkToken('invitation:1');
  const other = mkdtempSync(path.join(tmpdir(), 'pec-key-'));
  loadSecretKey(other);
  expect(linkToken('invitation:1')).not.toBe(token);
  writeFileSync(path.join(other, 'secret.key'), 'not a key');
  expect(() => {
    loadSecretKey(other);
  }).toThrow(/secret\.key is damaged/);
  rmSync(other, { recursive: true });
  loadSecretKey(folder);
});

test('subjects have tokens of their own', () => {
  const tokens = [linkToken('invitation:1'), linkToken('invitation:2'), linkToken('open:1')];
  expect(new Set(tokens).size).toBe(3);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/);
});

test('an open-link token is recognised as made here, and no other is', () => {
  const token = newOpenToken();
  const subject = openSubjectOf(token);
  expect(subject).toBe(`open:${token.slice(0, 16)}`);
  expect(openToken(token.slice(0, 16))).toBe(token);
  const last = token.endsWith('A') ? 'B' : 'A';
  expect(openSubjectOf(token.slice(0, -1) + last)).toBeUndefined();
  expect(openSubjectOf('')).toBeUndefined();
});

test('the place of the answers is another digest than the one that finds the invitation', () => {
  const token = linkToken('invitation:1');
  expect(accessKeyOf(token)).not.toBe(hashToken(token));
});
