import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readSheetInWorker } from '../../../src/lib/spreadsheet/read-in-worker';
import { workbookOf } from './files';

describe('readSheetInWorker', () => {
  it('reads 5,000 rows of 15 columns while the server goes on answering', async () => {
    const buffer = await workbookOf((workbook) => {
      const sheet = workbook.addWorksheet('People');
      sheet.addRow(Array.from({ length: 15 }, (_, column) => `Column ${column}`));
      for (let row = 0; row < 5000; row++) {
        sheet.addRow(Array.from({ length: 15 }, (_, column) => `Value ${row} ${column}`));
      }
    });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const result = await readSheetInWorker(buffer, 'people.xlsx');
    delay.disable();
    expect(result.ok && [result.rows.length, result.rows[4999]?.cells[14]]).toEqual([
      5000,
      'Value 4999 14',
    ]);
    // Read on this thread it takes more than a second; the bound leaves room for a busy machine.
    expect(delay.max / 1e6).toBeLessThan(400);
  });

  it('gives the refusal of a bad file', async () => {
    expect(await readSheetInWorker(Buffer.from('%PDF-1.7'), 'a.xlsx')).toEqual({
      ok: false,
      code: 'pdf',
      message:
        'The file is a PDF, from which rows cannot be read. Please save it as .xlsx or .csv and upload that file.',
    });
  });

  it('refuses a file that is too large without starting a thread', async () => {
    expect(
      await readSheetInWorker(Buffer.alloc(20), 'a.csv', { bytes: 10, workerFile: '/nowhere.js' }),
    ).toMatchObject({ ok: false, code: 'too_large' });
  });

  it('ends a file that takes too long, and reads the next one', async () => {
    const rows = Buffer.from(`Name\n${'x\n'.repeat(1000)}`);
    const [slow, next] = await Promise.all([
      readSheetInWorker(rows, 'slow.csv', { timeoutMs: 1 }),
      readSheetInWorker(rows, 'next.csv'),
    ]);
    expect(slow).toEqual({
      ok: false,
      code: 'too_complex',
      message:
        '"slow.csv" takes too long to read. Please keep only the list itself, or save it as .csv.',
    });
    expect(next.ok && next.rows.length).toBe(1000);
  });

  it('reports a thread that cannot start as the defect it is, and goes on afterwards', async () => {
    await expect(
      readSheetInWorker(Buffer.from('Name\nAna'), 'a.csv', { workerFile: '/nowhere.js' }),
    ).rejects.toThrow('/nowhere.js');
    expect(await readSheetInWorker(Buffer.from('Name\nAna'), 'a.csv')).toMatchObject({ ok: true });
  });
});
