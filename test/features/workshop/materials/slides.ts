import ExcelJS from 'exceljs';
import { deflateRawSync } from 'node:zlib';

/** A small document that begins and ends as a PDF file does. */
export const pdfSlides = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n');

const types = (main: string): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.${main}"/></Types>`;

const slidesType = 'openxmlformats-officedocument.presentationml.presentation.main+xml';

export const pptxSlides = archive({
  '[Content_Types].xml': types(slidesType),
  'ppt/presentation.xml': '<p:presentation/>',
});

/** Slides that carry a program. */
export const macroSlides = archive({
  '[Content_Types].xml': types('ms-powerpoint.presentation.macroEnabled.main+xml'),
  'ppt/presentation.xml': '<p:presentation/>',
  'ppt/vbaProject.bin': 'x',
});

export const odpSlides = archive({
  mimetype: 'application/vnd.oasis.opendocument.presentation',
  'content.xml': '<office:document-content/>',
});

/** A real workbook of another program: an archive, but no slides. */
export async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('One').addRow(['Not slides']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A zip archive of these texts. */
export function archive(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const nameBytes = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(nameBytes.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), facts, nameBytes, packed);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 0, 'latin1');
    entry.writeUInt16LE(20, 4);
    facts.copy(entry, 6, 0, 26);
    entry.writeUInt32LE(offset, 42);
    list.push(entry, nameBytes);
    offset += 4 + 26 + nameBytes.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
