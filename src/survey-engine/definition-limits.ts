/** How large a definition may be. They bound the time and memory of every check of its answers. */
export const DEFINITION_LIMITS = {
  questions: 500,
  panelDepth: 4,
  choices: 500,
  rows: 100,
  matrixColumns: 40,
  listEntries: 100,
  tableColumns: 3_000,
  validators: 10,
  expressionLength: 2_000,
  textLength: 20_000,
  lookLength: 200,
  rateSteps: 20,
} as const;

const NAME = /^[a-z][a-z0-9_]{0,63}$/;
const CODE = /^[A-Za-z0-9_]{1,64}$/;

// Names with a meaning in expressions or in JavaScript objects.
const RESERVED: ReadonlySet<string> = new Set(
  (
    'constructor prototype hasownproperty valueof tostring isprototypeof propertyisenumerable ' +
    'tolocalestring panel row item choice column matrix survey self parent composite locale pageno ' +
    'pagecount questioncount correctedanswers correctanswers correctedanswercount incorrectedanswers ' +
    'incorrectanswers incorrectedanswercount length empty notempty and or not true false undefined null'
  ).split(' '),
);

export const isName = (name: unknown): name is string =>
  typeof name === 'string' && NAME.test(name) && !RESERVED.has(name);

/** Whether a value may stand for a choice, row or column in answers and exports. */
export const isCode = (value: unknown): value is string | number =>
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' &&
    CODE.test(value) &&
    value !== '__proto__' &&
    value !== 'constructor' &&
    value !== 'prototype');
