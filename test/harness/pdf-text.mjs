// node pdf-text.mjs FILE: the text of a PDF file and its size as another program reads them, as JSON.
// A process of its own, since the reader is an ES module that jest does not load.
import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const data = new Uint8Array(await readFile(process.argv[2]));
const document = await getDocument({ data, verbosity: 0 }).promise;
const lines = [];
let size = [];
for (let number = 1; number <= document.numPages; number += 1) {
  const page = await document.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  size = [Math.round(width), Math.round(height)];
  const { items } = await page.getTextContent();
  let line = '';
  for (const item of items) {
    line += item.str;
    if (item.hasEOL) {
      lines.push(line);
      line = '';
    }
  }
  lines.push(line);
}
const { info } = await document.getMetadata();
process.stdout.write(
  JSON.stringify({ pages: document.numPages, size, title: info.Title ?? '', lines }),
);
