import { open, type Entry, type ZipFile } from 'yauzl';
import { fileNameFor } from '../../../lib/file-name';

export const slideTypes = {
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odp: 'application/vnd.oasis.opendocument.presentation',
} as const;
export type SlideKind = keyof typeof slideTypes;

export const wrongSlides =
  'These are no slides that can be kept: please send a PDF document, a PowerPoint presentation (.pptx) or an OpenDocument presentation (.odp), without macros.';

const pdfStart = [0x25, 0x50, 0x44, 0x46, 0x2d];
const zipStart = [0x50, 0x4b, 0x03, 0x04];

/** Whether a file beginning like this may hold slides: a PDF document or an archive. */
export function maybeSlides(start: Uint8Array): boolean {
  return [pdfStart, zipStart].some((bytes) => bytes.every((byte, at) => start[at] === byte));
}

/**
 * What slides on disk are by their content, whatever their name says. Of an archive only the
 * list of its files and one small file are read. @returns undefined for everything else
 */
export async function slideKindOf(file: string, start: Uint8Array): Promise<SlideKind | undefined> {
  if (pdfStart.every((byte, at) => start[at] === byte)) return 'pdf';
  const read = await readEntries(file);
  if (read === undefined) return undefined;
  // Slides with macros could act on the machine of whoever opens them.
  if (read.texts.get('mimetype')?.trim() === slideTypes.odp) {
    return [...read.names].some((name) => /^(Basic|Scripts)\//.test(name)) ? undefined : 'odp';
  }
  const types = read.texts.get('[Content_Types].xml') ?? '';
  const isSlides =
    read.names.has('ppt/presentation.xml') && types.includes(`${slideTypes.pptx}.main+xml`);
  const hasMacros = read.names.has('ppt/vbaProject.bin') || /macroEnabled/i.test(types);
  return isSlides && !hasMacros ? 'pptx' : undefined;
}

/** The name under which slides are shown and downloaded, with an ending that fits their content. */
export function slidesName(name: string, kind: SlideKind): string {
  return fileNameFor(name, new RegExp(`\\.${kind}$`, 'i'), `.${kind}`);
}

const telling = new Set(['mimetype', '[Content_Types].xml']);
const mostEntries = 20_000;
/** Unpacked bytes of a telling file; real ones have a few kilobytes. */
const mostTelling = 1_000_000;

interface Entries {
  names: Set<string>;
  texts: Map<string, string>;
}

function readEntries(file: string): Promise<Entries | undefined> {
  return new Promise((resolve) => {
    open(file, { lazyEntries: true }, (error, zip) => {
      if (error) {
        resolve(undefined);
        return;
      }
      collect(zip).then(resolve, () => {
        resolve(undefined);
      });
    });
  });
}

/** @throws (rejects) when the archive is damaged or larger than slides are */
async function collect(zip: ZipFile): Promise<Entries> {
  const found: Entries = { names: new Set(), texts: new Map() };
  if (zip.entryCount > mostEntries) {
    zip.close();
    throw new Error('too many entries');
  }
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => {
      resolve(found);
    });
    zip.on('entry', (entry: Entry) => {
      found.names.add(entry.fileName);
      const wanted = telling.has(entry.fileName) && entry.uncompressedSize <= mostTelling;
      if (!wanted) zip.readEntry();
      else {
        readText(zip, entry).then((text) => {
          found.texts.set(entry.fileName, text);
          zip.readEntry();
        }, reject);
      }
    });
    zip.readEntry();
  });
}

function readText(zip: ZipFile, entry: Entry): Promise<string> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      const parts: Buffer[] = [];
      // yauzl ends the stream with an error when more comes out than the entry says.
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', reject);
      stream.on('end', () => {
        resolve(Buffer.concat(parts).toString('utf8'));
      });
    });
  });
}
