/**
 * What a property holds. `look` is a short text, number or truth value that only changes appearance, `word` a short text; an
 * array lists the words it may be. Properties that are absent here are refused by name, for the check of
 * answers would not honour them.
 */
export type PropertyKind =
  | 'text'
  | 'html'
  | 'flag'
  | 'count'
  | 'number'
  | 'condition'
  | 'expression'
  | 'value'
  | 'look'
  | 'word'
  | 'name'
  | 'bound'
  | 'code'
  | 'elements'
  | 'validators'
  | 'choices'
  | 'items'
  | 'lines'
  | 'rows'
  | 'columns'
  | 'pages'
  | 'calculated'
  | readonly (string | boolean)[];

export type PropertyTable = Readonly<Record<string, PropertyKind>>;

/** Properties of these names that only change appearance. */
export const LOOKS = (names: string): PropertyTable =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'look'] as const));
/** Properties of these names that respondents read. */
export const TEXTS = (names: string): PropertyTable =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'text'] as const));

/** What everything on a page has. */
export const PLACED: PropertyTable = {
  name: 'name',
  visible: 'flag',
  visibleIf: 'condition',
  ...LOOKS('width minWidth maxWidth startWithNewLine indent colSpan'),
};
