import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startOf } from '../../../../src/features/workshop/materials/material-files';
import { slideKindOf } from '../../../../src/features/workshop/materials/slide-type';
import { archive, macroSlides, odpSlides, pdfSlides, pptxSlides } from './slides';

const folder = mkdtempSync(path.join(tmpdir(), 'slide-type-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const odp = { mimetype: 'application/vnd.oasis.opendocument.presentation', 'content.xml': '<x/>' };

test.each([
  ['a PDF document', pdfSlides, 'pdf'],
  ['PowerPoint', pptxSlides, 'pptx'],
  ['OpenDocument', odpSlides, 'odp'],
  ['PowerPoint with macros', macroSlides, undefined],
  ['OpenDocument with macros', archive({ ...odp, 'Basic/Standard/Module1.xml': 'x' }), undefined],
  ['OpenDocument with scripts', archive({ ...odp, 'Scripts/python/run.py': 'x' }), undefined],
])('%s', async (_name, content, kind) => {
  const file = path.join(folder, 'slides');
  writeFileSync(file, content);
  expect(await slideKindOf(file, await startOf(file))).toBe(kind);
});
