import { rmSync } from 'node:fs';

export default function tearDown() {
  rmSync(process.env.PEC_TEMPLATE_DIR, { recursive: true, force: true });
}
