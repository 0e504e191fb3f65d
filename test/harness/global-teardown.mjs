import { rmSync } from 'node:fs';

export default async function tearDown() {
  const template = process.env.PEC_TEMPLATE_DIR;
  if (template !== undefined) rmSync(template, { recursive: true, force: true });
  await globalThis.pecPostgres?.stop();
  globalThis.pecPostgres = undefined;
}
