import { rmSync } from 'node:fs';

export default function tearDown() {
  const folder = process.env.PEC_TEMPLATE_DIR;
  // Beside it, the demo that harness/demo.ts makes when a test asks for one.
  for (const one of [folder, `${folder}-demo`]) rmSync(one, { recursive: true, force: true });
}
