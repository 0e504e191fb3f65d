import path from 'node:path';
import { ConfigError, readConfig } from '../src/config';

test('an empty environment gives a server on this machine with SQLite and mail in files', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    baseUrl: undefined,
    dataDir: path.resolve('data'),
    databaseUrl: undefined,
    smtpUrl: undefined,
    mailFrom: 'PEC <no-reply@localhost>',
    mailPerMinute: 60,
    trustProxy: 0,
    logLevel: 'info',
  });
});

test('every wrong variable is named in one message, with what it is', () => {
  const read = () =>
    readConfig({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      SMTP_URL: 'mail',
      BASE_URL: 'ftp://x',
    });
  expect(read).toThrow(ConfigError);
  for (const name of ['PORT', 'DATABASE_URL', 'SMTP_URL', 'BASE_URL']) {
    expect(read).toThrow(new RegExp(`^  ${name}: .+ \\(it is "`, 'm'));
  }
});

test('an empty value counts as not set, and a trailing slash of the address is dropped', () => {
  const config = readConfig({ PORT: '', BASE_URL: 'https://clusters.example/' });
  expect([config.port, config.baseUrl]).toEqual([3000, 'https://clusters.example']);
});
