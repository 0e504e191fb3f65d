import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

let key: Buffer | undefined;

/**
 * The installation's key: 32 random bytes in DATA_DIR/secret.key, made at the first start.
 * Personal links are derived from it, so the database alone cannot reproduce them; several
 * server processes must share the file. Loaded once at boot.
 *
 * @throws Error when the file is there but is not 64 hex digits
 */
export function loadSecretKey(dataDir: string): void {
  const file = path.join(dataDir, 'secret.key');
  if (!existsSync(file)) {
    makeKey(file);
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} is damaged: 64 hex digits expected.`);
  key = Buffer.from(text, 'hex');
}

function makeKey(file: string): void {
  try {
    // wx: two processes that start together must not overwrite each other's key.
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    // On a full disk half a key would stay, and no later start would work.
    rmSync(file, { force: true });
    throw error;
  }
}

/** @throws Error before loadSecretKey */
export function secretKey(): Buffer {
  if (key === undefined) throw new Error('The secret key is not loaded.');
  return key;
}
