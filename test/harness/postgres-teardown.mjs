import { rmSync } from 'node:fs';

export default async function tearDown() {
  const { stop, folder } = globalThis.pecPostgres;
  await stop();
  rmSync(folder, { recursive: true, force: true });
}
