import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { NotFoundError } from '../../lib/errors';
import { SurveyVersion } from '../../models';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface VersionFile {
  body: Buffer;
  etag: string;
}

const most = 24;
const files = new Map<string, Promise<VersionFile>>();

/**
 * The definition of a version as it is sent, compressed once: a form of 80 KB goes to a phone as
 * 10 KB. Kept by version, which never changes.
 * @throws NotFoundError
 */
export async function versionFile(versionId: number, encoding: Encoding): Promise<VersionFile> {
  const key = `${versionId} ${encoding}`;
  const file = files.get(key) ?? makeFile(versionId, encoding);
  files.delete(key);
  files.set(key, file);
  for (const oldest of files.keys()) {
    if (files.size <= most) break;
    files.delete(oldest);
  }
  try {
    return await file;
  } catch (error) {
    files.delete(key);
    throw error;
  }
}

/** For the case that another database was opened, whose numbers mean other texts. */
export function forgetVersionFiles(): void {
  files.clear();
}

async function makeFile(versionId: number, encoding: Encoding): Promise<VersionFile> {
  const version = await SurveyVersion.findByPk(versionId, { attributes: ['definition'] });
  if (version === null) throw new NotFoundError('There is no such version of a questionnaire.');
  const text = Buffer.from(version.definition);
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  return { body: await compressed(text, encoding), etag: `"${hash}-${encoding}"` };
}

async function compressed(text: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return text;
  if (encoding === 'gzip') return promisify(gzip)(text, { level: 9 });
  return promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}
