import { LAST } from './char-sets';
import type { PatternNode } from './pattern-syntax';

/** The same pattern as RE2 reads it, every set spelled out, so that both engines agree on it. */
export function toRe2(node: PatternNode): string {
  switch (node.kind) {
    case 'set':
      return node.set.length === 0
        ? '[^\\x{0}-\\x{10FFFF}]'
        : `[${node.set.map(rangeText).join('')}]`;
    case 'start':
      return '\\A';
    case 'end':
      return '\\z';
    case 'boundary':
      return node.negated ? '\\B' : '\\b';
    case 'sequence':
      return node.parts.map(toRe2).join('');
    case 'choice':
      return `(?:${node.parts.map(toRe2).join('|')})`;
    case 'repeat': {
      const max = node.max === Infinity ? '' : String(node.max);
      return `(?:${toRe2(node.part)}){${node.min},${max}}`;
    }
  }
}

function rangeText([from, to]: readonly [number, number]): string {
  // A set that reaches the last code unit also takes what stands beyond it as one code point.
  const last = to === LAST ? 0x10ffff : to;
  return `\\x{${from.toString(16)}}-\\x{${last.toString(16)}}`;
}
