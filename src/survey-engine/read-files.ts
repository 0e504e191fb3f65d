import { ANSWER_LIMITS } from './answer-limits';
import type { ProblemList } from './answer-problems';
import { isRecord } from './answers';
import type { FileValue } from './compiled-survey';
import { isStorableText } from './value-formats';

/** A file answer: the upload is kept elsewhere, `content` points to it as `file:<uuid>`. */
export interface FileAnswer {
  name: string;
  type: string;
  content: string;
}

const REFERENCE = /^file:[0-9a-f-]{36}$/;

/** The files of an answer, each checked for shape, count and kind; undefined when the answer is refused. */
export function readFiles(
  raw: unknown,
  rule: FileValue,
  path: string,
  title: string,
  problems: ProblemList,
): FileAnswer[] | undefined {
  if (!Array.isArray(raw)) {
    problems.add(path, 'not_a_file', title);
    return undefined;
  }
  const max = Math.min(rule.max, ANSWER_LIMITS.files);
  if (raw.length > max) {
    problems.add(path, 'too_many_files', title, max);
    return undefined;
  }
  const files: FileAnswer[] = [];
  for (const [index, item] of raw.entries()) {
    const file = asFile(item);
    if (file === undefined) problems.add(`${path}[${index}]`, 'not_a_file', title);
    else if (!accepts(rule.accepted, file)) problems.add(`${path}[${index}]`, 'file_type', title);
    else files.push(file);
  }
  return files.length === 0 ? undefined : files;
}

function asFile(item: unknown): FileAnswer | undefined {
  if (!isRecord(item)) return undefined;
  const { name, type, content } = item;
  if (typeof name !== 'string' || typeof type !== 'string' || typeof content !== 'string') {
    return undefined;
  }
  if (Object.keys(item).length !== 3 || !REFERENCE.test(content)) return undefined;
  if (name === '' || name.length > ANSWER_LIMITS.fileNameLength || !isStorableText(name)) {
    return undefined;
  }
  if (type.length > ANSWER_LIMITS.fileTypeLength || !isStorableText(type)) return undefined;
  return { name, type, content };
}

/** As the accept attribute of a browser: `.pdf`, `image/*` or `image/png`. */
function accepts(accepted: string[], file: FileAnswer): boolean {
  if (accepted.length === 0) return true;
  const name = file.name.toLowerCase();
  const type = file.type.toLowerCase();
  return accepted.some((kind) => {
    if (kind.startsWith('.')) return name.endsWith(kind);
    if (kind.endsWith('/*')) return type.startsWith(kind.slice(0, -1));
    return type === kind;
  });
}
