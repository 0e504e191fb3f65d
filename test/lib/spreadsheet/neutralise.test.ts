import { neutralise } from '../../../src/lib/spreadsheet/neutralise';

describe('neutralise', () => {
  it.each([
    '=1+1',
    '+1 555 0100',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '\u00a0=1',
    '\u0000=1',
    '\u0007bell',
    '＝1+1',
    '\ttext',
  ])('puts an apostrophe before %j', (text) => {
    expect(neutralise(text)).toBe(`'${text}`);
  });

  it.each(['', 'Ana', "'=1", 'a=b', '3 - 4', 'ana@example.example', '«=»', '中文'])(
    'leaves %j alone',
    (text) => {
      expect(neutralise(text)).toBe(text);
    },
  );
});
