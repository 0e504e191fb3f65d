import * as cheerio from 'cheerio';
import { composeMail } from '../../src/mail/compose-mail';
import { plainValue, singleLine } from '../../src/mail/plain-value';

test('makes two parts with the same content, in order', () => {
  const mail = composeMail({
    subject: 'Your answers',
    greeting: 'Dear Ana Lim,',
    blocks: [
      { kind: 'paragraph', text: 'Thank you.\nWe have them.' },
      { kind: 'facts', rows: [['Receipt', 'AB12-CD34']] },
      { kind: 'link', label: 'Correct the answers' },
    ],
    footer: 'Project team',
    unsubscribe: true,
  });
  expect(mail.text).toBe(
    [
      'Dear Ana Lim,',
      '',
      'Thank you.',
      'We have them.',
      '',
      'Receipt: AB12-CD34',
      '',
      'Correct the answers:',
      '{{link}}',
      '',
      '-- ',
      'Project team',
      'You do not want such mails? Unsubscribe here:',
      '{{unsubscribe}}',
      '',
    ].join('\n'),
  );
  const $ = cheerio.load(mail.html);
  expect($('.mail-paper p').first().text()).toBe('Dear Ana Lim,');
  expect($('.mail-paper table tr').text()).toBe('ReceiptAB12-CD34');
  expect($('a.mail-button').attr('href')).toBe('{{link}}');
  expect($('a.mail-button').text()).toBe('Correct the answers');
  expect(
    $('a')
      .map((_, link) => $(link).attr('href'))
      .get(),
  ).toEqual(['{{link}}', '{{link}}', '{{unsubscribe}}']);
});

test('escapes what texts contain and makes no link and no placeholder out of it', () => {
  const evil = '<a href="https://evil.example">x</a> & {{link}} {{unsubscribe}}';
  const mail = composeMail({
    subject: `Hello ${evil}`,
    greeting: evil,
    blocks: [
      { kind: 'paragraph', text: evil },
      { kind: 'facts', rows: [[evil, evil]] },
    ],
    footer: evil,
  });
  const $ = cheerio.load(mail.html);
  expect($('a')).toHaveLength(0);
  const shown = '<a href="https://evil.example">x</a> & { {link}} { {unsubscribe}}';
  expect($('.mail-paper p').first().text()).toBe(shown);
  expect($('td[dir=auto]').text()).toBe(shown);
  expect(mail.subject).toBe(`Hello ${shown}`);
  expect(mail.text).not.toContain('{{');
});

test('keeps the subject on one line and drops control characters', () => {
  const mail = composeMail({
    subject: 'Hello\r\nBcc: all@victim.example\u0000',
    greeting: 'Dear\nX,',
    blocks: [{ kind: 'paragraph', text: 'one\u0000\u0007\r\ntwo' }],
  });
  expect(mail.subject).toBe('Hello Bcc: all@victim.example');
  expect(mail.text).toBe('Dear X,\n\none\ntwo\n');
});

test('wraps the text part at 72 characters and leaves long words whole', () => {
  const address = `https://project.example/${'a'.repeat(90)}`;
  const words = 'word '.repeat(40).trim();
  const { text } = composeMail({
    subject: 'x',
    blocks: [{ kind: 'paragraph', text: `${words} ${address} end` }],
  });
  const lines = text.trimEnd().split('\n');
  expect(lines.filter((line) => line.length > 72)).toEqual([address]);
  expect(lines.join(' ')).toBe(`${words} ${address} end`);
});

test.each([
  ['Ana\r\nBcc: x@y.example', 'Ana Bcc: x at y. example'],
  ['Prize at https://evil.example/win', 'Prize at https: // evil. example/win'],
  ['www.evil.example', 'www. evil. example'],
  ['Dr. J.R. de la Cruz', 'Dr. J.R. de la Cruz'],
  ['李小龍', '李小龍'],
  ['\u202egnp.exe', 'gnp. exe'],
  ['O’Neil-Šćepanović', 'O’Neil-Šćepanović'],
])('takes the links out of a value: %j', (typed, shown) => {
  expect(plainValue(typed)).toBe(shown);
});

test('cuts a long value between characters, not inside one', () => {
  expect(singleLine('👩‍🔬'.repeat(3), 1)).toBe('👩');
  expect(plainValue('x'.repeat(500))).toHaveLength(80);
});
