import type { CellValue } from 'exceljs';
import { cellText, cleanText } from '../../../src/lib/spreadsheet/cell-text';

describe('cellText', () => {
  it.each<[string, CellValue, string]>([
    ['nothing', null, ''],
    ['a link by its text', { text: 'Ana', hyperlink: 'mailto:a@example.example' }, 'Ana'],
    [
      'a link without text',
      { text: ' ', hyperlink: 'mailto:a@example.example' },
      'a@example.example',
    ],
    ['a formula never computed', { formula: 'A1', date1904: false }, ''],
    [
      'a formula with an error',
      { formula: '1/0', result: { error: '#DIV/0!' }, date1904: false },
      '#DIV/0!',
    ],
    ['zero', 0, '0'],
    ['a large number', 51987654321, '51987654321'],
    ['what was computed with 15 digits', 0.1 + 0.2, '0.3'],
    ['no', false, 'false'],
    ['a day', new Date(Date.UTC(2020, 5, 9)), '2020-06-09'],
    ['a day that is off by rounding', new Date(Date.UTC(2020, 5, 9) - 1), '2020-06-09'],
    ['a time alone', new Date(Date.UTC(1899, 11, 30, 9, 5)), '09:05'],
    ['a broken date', new Date(Number.NaN), ''],
  ])('gives %s', (_what, value, text) => {
    expect(cellText(value)).toBe(text);
  });

  it('gives a link with formatted text', () => {
    const value = { text: { richText: [{ text: 'A' }, { text: 'na' }] }, hyperlink: 'x' };
    expect(cellText(value as unknown as CellValue)).toBe('Ana');
  });
});

describe('cleanText', () => {
  it('trims all kinds of spaces and removes characters that no name holds', () => {
    expect(cleanText('\u00a0\ufeff Ana\u0000 de\u00a0la\tCruz\n\u200b')).toBe(
      'Ana de\u00a0la\tCruz',
    );
  });
});
