import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export interface ReadPdf {
  pages: number;
  /** Width and height of the last page in points. */
  size: [number, number];
  title: string;
  lines: string[];
}

/** A PDF file as a program reads it that has nothing to do with the one that wrote it. */
export async function readPdf(file: Buffer): Promise<ReadPdf> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pec-pdf-'));
  try {
    const name = path.join(folder, 'file.pdf');
    await writeFile(name, file);
    const script = path.join(__dirname, 'pdf-text.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [script, name]);
    return JSON.parse(stdout) as ReadPdf;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
