import busboy from 'busboy';
import type { Request } from 'express';
import { AppError, ValidationError } from '../lib/errors';
import { withoutNul } from './read-body';

export interface ReceivedFile {
  fileName: string;
  content: Buffer;
  fields: Record<string, string>;
}

const megabyte = 1024 * 1024;
/** A form's own lines around the file. */
const overhead = 64 * 1024;

/**
 * Reads one uploaded file and the form's fields out of a multipart request, in memory. A request
 * that says it is too large is refused before it is read; one that does not say so, at the limit.
 * @throws ValidationError on `file` when it is missing or too large; AppError 400 for a broken form
 */
export async function receiveFile(req: Request, mostBytes: number): Promise<ReceivedFile> {
  const tooLarge = new ValidationError({
    file: `The file is larger than ${Math.floor(mostBytes / megabyte)} MB. Please split it or remove pictures.`,
  });
  if (Number(req.get('content-length') ?? 0) > mostBytes + overhead) throw tooLarge;
  const broken = new AppError(400, 'broken_upload', 'The upload did not arrive whole. Try again.');
  let parser: busboy.Busboy;
  try {
    parser = busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      // The parser reports its limit as soon as it is reached, not passed.
      limits: { fileSize: mostBytes + 1, files: 1, fields: 20, fieldSize: 1000 },
    });
  } catch {
    throw broken;
  }
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const parts: Buffer[] = [];
    let fileName = '';
    const stop = (error: Error): void => {
      req.unpipe(parser);
      // The rest is read and dropped, so that the sender gets to see the answer.
      req.resume();
      reject(error);
    };
    parser.on('field', (name, value) => (fields[name] = withoutNul(value)));
    parser.on('file', (_name, stream, info) => {
      fileName = info.filename ?? '';
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('limit', () => {
        stop(tooLarge);
      });
      stream.on('error', () => {
        stop(broken);
      });
    });
    parser.on('error', () => {
      stop(broken);
    });
    parser.on('close', () => {
      const content = Buffer.concat(parts);
      if (fileName === '' && content.length === 0) {
        reject(new ValidationError({ file: 'Please choose a file.' }));
      } else resolve({ fileName: fileName.slice(0, 200), content, fields });
    });
    req.on('aborted', () => {
      stop(broken);
    });
    req.pipe(parser);
  });
}
