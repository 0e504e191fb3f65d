import { setFlagsFromString } from 'node:v8';

// Starting makes much garbage in a moment. The young heap would grow to 32 MB for it, which a
// server that nobody uses keeps for good.
setFlagsFromString('--semi-space-growth-factor=1');

/** From now on the young heap grows with the load, as V8 means it to. */
export function letYoungHeapGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}
