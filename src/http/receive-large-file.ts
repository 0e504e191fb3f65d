import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { AppError, ValidationError } from '../lib/errors';
import { withoutNul } from './read-body';

export interface LargeFile {
  /** As the sender named it; trusted for nothing. */
  fileName: string;
  bytes: number;
}

export interface LargeFileRules {
  /** Where the bytes are written; nothing stays there when the upload is refused. */
  to: string;
  mostBytes: number;
  /** Looks at the first bytes, at least eight where the file has them. */
  mayBegin: (start: Uint8Array) => boolean;
  wrongType: string;
}

const megabyte = 1024 * 1024;
/** A form's own lines around the file. */
const overhead = 64 * 1024;
const startLength = 8;

const broken = (): AppError =>
  new AppError(400, 'broken_upload', 'The upload did not arrive whole. Please try again.');

/**
 * Writes one uploaded file of a multipart request to disk as it comes, and puts the form's other
 * fields into req.body, also when the file is refused. A request that says it is too large is
 * refused before it is read; one that does not say so, at the limit; a file that begins wrongly,
 * at its first bytes.
 * @throws ValidationError on `file` when it is missing, too large or of another kind; AppError
 *   400 for a broken form; errors of the disk as they are
 */
export async function receiveLargeFile(req: Request, rules: LargeFileRules): Promise<LargeFile> {
  const fields: Record<string, string> = {};
  req.body = fields;
  if (Number(req.get('content-length') ?? 0) > rules.mostBytes + overhead) {
    req.resume();
    throw tooLarge(rules.mostBytes);
  }
  const parser = parserFor(req, rules.mostBytes);
  try {
    const file = await readForm(req, parser, rules, fields);
    if (file === undefined || (file.fileName === '' && file.bytes === 0)) {
      throw new ValidationError({ file: 'Please choose a file.' });
    }
    return file;
  } catch (error) {
    req.unpipe(parser);
    // What is left is read and dropped, so that the sender gets to see the answer.
    req.resume();
    await rm(rules.to, { force: true });
    throw error;
  }
}

function parserFor(req: Request, mostBytes: number): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      // The parser reports its limit as soon as it is reached, not passed.
      limits: { fileSize: mostBytes + 1, files: 1, fields: 20, fieldSize: 10_000 },
    });
  } catch {
    // busboy throws for a body that is no multipart.
    throw broken();
  }
}

function readForm(
  req: Request,
  parser: busboy.Busboy,
  rules: LargeFileRules,
  fields: Record<string, string>,
): Promise<LargeFile | undefined> {
  return new Promise((resolve, reject) => {
    let file: Promise<LargeFile> | undefined;
    parser.on('field', (name, value) => (fields[name] = withoutNul(value)));
    parser.on('file', (_name, stream, info) => {
      // Typed as always there, but a part may come without a name.
      file = write(stream, rules, info.filename ?? '');
      file.catch(reject);
    });
    parser.on('close', () => {
      if (file === undefined) resolve(undefined);
      else file.then(resolve, reject);
    });
    parser.on('error', () => {
      reject(broken());
    });
    // A pipe does not pass on that the sender is gone: the half file would stay open for ever.
    req.on('aborted', () => {
      parser.destroy();
      reject(broken());
    });
    req.pipe(parser);
  });
}

async function write(
  stream: Readable & { truncated?: boolean },
  rules: LargeFileRules,
  fileName: string,
): Promise<LargeFile> {
  let bytes = 0;
  let start = Buffer.alloc(0);
  let checked = false;
  const refuseUnlessRight = (): void => {
    checked = true;
    if (!rules.mayBegin(start)) throw new ValidationError({ file: rules.wrongType });
  };
  const check = new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      try {
        if (!checked) {
          start = Buffer.concat([start, part.subarray(0, startLength)]);
          if (start.length >= startLength) refuseUnlessRight();
        }
        done(null, part);
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        // No file at all is told by whoever asked for it.
        if (!checked && bytes > 0) refuseUnlessRight();
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  await pipeline(stream, check, createWriteStream(rules.to, { flags: 'wx', mode: 0o600 }));
  if (stream.truncated === true || bytes > rules.mostBytes) throw tooLarge(rules.mostBytes);
  return { fileName, bytes };
}

function tooLarge(mostBytes: number): ValidationError {
  return new ValidationError({
    file: `This file is too large: at most ${Math.floor(mostBytes / megabyte)} MB. Smaller pictures in it usually help.`,
  });
}
