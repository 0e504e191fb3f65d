import { chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Root may write whatever the rights of a file say, unless it gives up that capability. */
const capabilities = '-dac_override,-dac_read_search';

/** For startServerProcess: the server then keeps to the rights of files, also when root runs the tests. */
export const boundByRights: string[] =
  process.getuid?.() === 0
    ? ['setpriv', `--bounding-set=${capabilities}`, `--inh-caps=${capabilities}`]
    : [];

/** Takes the right to write away from a folder and all in it, or gives it back. */
export function setWritable(folder: string, writable: boolean): void {
  // A folder that may not be written to cannot be entered for changes below it: outside in, or back.
  if (writable) chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) setWritable(inside, writable);
    else chmodSync(inside, writable ? 0o600 : 0o400);
  }
  if (!writable) chmodSync(folder, 0o500);
}
