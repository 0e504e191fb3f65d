import type { Answers } from '../../src/survey-engine/check-answers';
import type { CompiledSurvey } from '../../src/survey-engine/compile';
import { pick } from '../../src/survey-engine/generate-text';
import { copied } from './forms';

const VALUES: unknown[] = [
  '',
  ' ',
  'x',
  'abc',
  'other',
  'none',
  'x'.repeat(70),
  '2020-02-31',
  '1999-01-01',
  'not-a-date',
  'name@',
  0,
  1,
  -1,
  2.5,
  99,
  1e9,
  true,
  false,
  null,
  [],
  {},
  [1],
  ['a'],
  ['other'],
  [{}],
  [{}, {}],
  { language: 1 },
  { women: -5 },
];

type Path = (string | number)[];

/** A copy of the answers with one change of the kinds that clumsy or hostile clients make. */
export function tampered(survey: CompiledSurvey, answers: Answers, random: () => number): Answers {
  const copy = copied(answers);
  const paths = pathsIn(copy);
  const way = random();
  if (paths.length === 0 || way < 0.15) {
    const field = pick(random, survey.group.fields);
    copy[field.key] = copied(pick(random, VALUES));
    return copy;
  }
  const path = pick(random, paths);
  const key = path.pop() ?? '';
  let parent = copy as Record<string | number, unknown>;
  for (const part of path) parent = parent[part] as Record<string | number, unknown>;
  const value = parent[key];
  if (way < 0.45) {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  } else if (way < 0.6 && Array.isArray(value)) {
    value.push(copied(value[0]) ?? 'x');
  } else if (way < 0.7 && typeof value === 'number') {
    parent[key] = value + pick(random, [-100, -1, 0.5, 1, 1000]);
  } else if (way < 0.75 && typeof value === 'string') {
    parent[key] = pick(random, [value.repeat(30), ` ${value}`, value.toUpperCase(), `${value}1`]);
  } else {
    parent[key] = copied(pick(random, VALUES));
  }
  return copy;
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const inner = entries.flatMap(([key, part]) => pathsIn(part, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}
