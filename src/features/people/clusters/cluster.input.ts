import { z } from 'zod';
import { line, parseInput } from '../../../lib/parse-input';

const reason = line('Please give the reason; it stays in the audit trail.', 500);

const rename = z.object({
  name: line('Please give the name.', 300),
  /** The name that the form was opened with. */
  seen: z.string(),
  reason,
});

const merge = z.object({
  from: z.coerce.number().int(),
  /** What the dry run showed, see `moved` of a merge. */
  seen: z.string(),
  reason,
});

export type RenameInput = z.output<typeof rename>;
export type MergeInput = z.output<typeof merge>;

/** @throws ValidationError */
export function parseRename(body: unknown): RenameInput {
  return parseInput(rename, body);
}

/** @throws ValidationError */
export function parseMerge(body: unknown): MergeInput {
  return parseInput(merge, body);
}
