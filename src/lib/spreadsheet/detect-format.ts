import { Refusal } from './sheet-result';

const SAVE_AS = 'Please save it as .xlsx or .csv and upload that file.';

/**
 * What a file is by its first bytes, whatever its name says.
 * @throws Refusal for every kind that is no workbook (.xlsx) and no text.
 */
export function detectFormat(buffer: Buffer): 'zip' | 'text' {
  if (buffer.length === 0) throw new Refusal('empty', 'The file is empty.');
  if (startsWith(buffer, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (startsWith(buffer, 0x50, 0x4b, 0x05, 0x06)) {
    throw new Refusal('broken_workbook', `The file is an archive with nothing in it. ${SAVE_AS}`);
  }
  if (startsWith(buffer, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) refuseCompound(buffer);
  if (startsWith(buffer, 0x25, 0x50, 0x44, 0x46)) {
    throw new Refusal('pdf', `The file is a PDF, from which rows cannot be read. ${SAVE_AS}`);
  }
  if (/^[\s\u00ef\u00bb\u00bf]*<(!doctype|html|head|body|table|meta|\?xml)/i.test(latin(buffer))) {
    throw new Refusal(
      'html',
      `The file is a web page or XML, even if its name ends otherwise. Open it in a spreadsheet program first. ${SAVE_AS}`,
    );
  }
  if (isBinary(buffer)) {
    throw new Refusal('not_a_spreadsheet', `The file is no spreadsheet and no text. ${SAVE_AS}`);
  }
  return 'text';
}

/** The old container of Microsoft: an .xls, or an .xlsx that is locked with a password. */
function refuseCompound(buffer: Buffer): never {
  if (buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    throw new Refusal(
      'encrypted',
      'The workbook is locked with a password. Please remove the password and upload it again.',
    );
  }
  throw new Refusal('old_xls', `The file has the old .xls format. ${SAVE_AS}`);
}

/** Which program made the archive, by the names of its entries and its media type. */
export function refuseOtherArchives(names: ReadonlySet<string>, mediaType: string): void {
  if (names.has('xl/workbook.xml')) return;
  if (mediaType.startsWith('application/vnd.oasis.opendocument')) {
    throw new Refusal('ods', `The file has the OpenDocument format. ${SAVE_AS}`);
  }
  if (names.has('xl/workbook.bin')) {
    throw new Refusal('xlsb', `The file has the binary .xlsb format. ${SAVE_AS}`);
  }
  throw new Refusal('not_a_spreadsheet', `The file is an archive, but no workbook. ${SAVE_AS}`);
}

function startsWith(buffer: Buffer, ...bytes: number[]): boolean {
  return bytes.every((byte, index) => buffer[index] === byte);
}

function latin(buffer: Buffer): string {
  return buffer.subarray(0, 1024).toString('latin1');
}

function isBinary(buffer: Buffer): boolean {
  const wide = startsWith(buffer, 0xff, 0xfe) || startsWith(buffer, 0xfe, 0xff);
  return !wide && buffer.includes(0);
}
