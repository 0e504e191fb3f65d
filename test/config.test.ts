import path from 'node:path';
import { ConfigError, readConfig, readDemoConfig } from '../src/config';

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
    demo: false,
  });
});

test('the demo never touches the data, the database or the mail server of real work', () => {
  const real = { DATABASE_URL: 'postgres://db/pec', SMTP_URL: 'smtp://mail', PORT: '3100' };
  expect(readDemoConfig(real)).toMatchObject({
    port: 3100,
    dataDir: path.resolve('demo-data'),
    databaseUrl: undefined,
    smtpUrl: undefined,
    demo: true,
  });
  expect(readDemoConfig({ DATA_DIR: '/tmp/trial' }).dataDir).toBe('/tmp/trial');
});

test('every wrong variable is named in one message, those that may hold a password without it', () => {
  const read = (): string => {
    try {
      readConfig({
        PORT: 'eighty',
        DATABASE_URL: 'mysql://pec:secret@x',
        SMTP_URL: 'mail:secret',
        BASE_URL: 'ftp://x',
      });
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
    }
    return 'nothing was wrong';
  };
  const [first, ...lines] = read().split('\n');
  expect(first).toBe('The configuration is wrong:');
  expect(lines.map((line) => /^ {2}(\w+): ./.exec(line)?.[1])).toEqual([
    'PORT',
    'BASE_URL',
    'DATABASE_URL',
    'SMTP_URL',
  ]);
  expect(lines[0]).toContain('(it is "eighty")');
  expect(read()).not.toContain('secret');
});

test('an empty value counts as not set, and a trailing slash of the address is dropped', () => {
  const config = readConfig({ PORT: '', BASE_URL: 'https://clusters.example/' });
  expect([config.port, config.baseUrl]).toEqual([3000, 'https://clusters.example']);
});

test.each([
  ['MAIL_FROM', 'PEC'],
  ['MAIL_FROM', 'PEC <a@x.example>\r\nBcc: b@x.example'],
  ['SMTP_URL', 'smtp://mail.example:port'],
])('refuses %s %j before a mail fails on it', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
});
