import {
  itemsOf,
  questionsIn,
  titleOf,
  type ElementDefinition,
  type Item,
  type QuestionDefinition,
  type SurveyDefinition,
} from '../../survey-engine/definition';
import type { SurveyFacts } from './facts';
import { asksForStories } from './story-rounds';

interface FieldChange {
  /** The stable name; questions of tables and repeated panels stand behind a dot. */
  field: string;
  title: string;
  /** In plain words: "type: text → number". Empty for a field that was added or removed. */
  what: string[];
}

export interface DefinitionChanges {
  added: FieldChange[];
  removed: FieldChange[];
  changed: FieldChange[];
  /** What the figures lose by these changes. */
  warnings: string[];
}

/** Fields of stories that indicators read besides those on the sheet of facts. */
const readOfStories = [
  'collaborations',
  'collaborations.partner_economy',
  'evidence_link',
  'photo',
];

interface Field {
  title: string;
  definition: QuestionDefinition;
}

/** What a new version asks otherwise than the one before; all is new when there was none. */
export function definitionChanges(
  form: string,
  facts: SurveyFacts,
  before: SurveyDefinition | undefined,
  after: SurveyDefinition,
): DefinitionChanges {
  const old = before === undefined ? new Map<string, Field>() : fieldsOf(before);
  const present = fieldsOf(after);
  const added = [...present].filter(([field]) => !old.has(field));
  const removed = [...old].filter(([field]) => !present.has(field));
  const changed = [...present].flatMap(([field, { title, definition }]): FieldChange[] => {
    const previous = old.get(field)?.definition;
    const what = previous === undefined ? [] : differences(previous, definition);
    return what.length === 0 ? [] : [{ field, title, what }];
  });
  const relied = new Set([
    ...Object.values(facts.fields).filter((name) => name !== null),
    ...(asksForStories(form) ? readOfStories : []),
  ]);
  return {
    added: added.map(([field, { title }]) => ({ field, title, what: [] })),
    removed: removed.map(([field, { title }]) => ({ field, title, what: [] })),
    changed,
    warnings: [...relied].flatMap((field) => lossOf(field, old, present)),
  };
}

function lossOf(field: string, old: Map<string, Field>, present: Map<string, Field>): string[] {
  const now = present.get(field);
  const then = old.get(field);
  if (now === undefined) {
    return [
      then === undefined && old.size > 0
        ? `“${field}” is still missing: indicators and tables read it.`
        : `“${field}” is no longer asked: indicators and tables read it.`,
    ];
  }
  if (then === undefined) return [];
  if (then.definition.type !== now.definition.type) {
    return [
      `“${field}” changes its type from ${then.definition.type} to ${now.definition.type}: indicators and tables read it.`,
    ];
  }
  const gone = codes(then.definition).filter((code) => !codes(now.definition).includes(code));
  return gone.length === 0
    ? []
    : [`“${field}” loses the answers ${gone.join('; ')}: indicators and tables read them.`];
}

function fieldsOf(definition: SurveyDefinition): Map<string, Field> {
  const fields = new Map<string, Field>();
  const collect = (elements: ElementDefinition[], prefix: string): void => {
    for (const question of questionsIn(elements)) {
      if (question.type === 'html') continue;
      const field = prefix + question.name;
      fields.set(field, { title: titleOf(question), definition: question });
      collect(question.templateElements ?? [], `${field}.`);
      for (const column of question.columns ?? []) {
        if (typeof column === 'object' && 'name' in column) {
          const cell = { ...column, type: cellType(column, question) };
          fields.set(`${field}.${column.name}`, { title: titleOf(column), definition: cell });
        }
      }
    }
  };
  for (const page of definition.pages) collect(page.elements, '');
  return fields;
}

/** What a column asks in each row. */
function cellType(
  column: { cellType?: string },
  table: QuestionDefinition,
): QuestionDefinition['type'] {
  return (column.cellType ?? table.cellType ?? 'dropdown') as QuestionDefinition['type'];
}

const wording = new Set<string>([
  'title',
  'description',
  'requiredErrorText',
  'commentText',
  'html',
  'placeholder',
]);
const conditions = ['visibleIf', 'enableIf', 'requiredIf', 'visible', 'readOnly'] as const;
const inner = new Set<string>(['templateElements', 'columns', 'elements', 'name', 'type']);

function differences(before: QuestionDefinition, after: QuestionDefinition): string[] {
  const what: string[] = [];
  if (before.type !== after.type) what.push(`type: ${before.type} → ${after.type}`);
  const [old, present] = [codes(before), codes(after)];
  const gone = old.filter((code) => !present.includes(code));
  const more = present.filter((code) => !old.includes(code));
  if (gone.length > 0) what.push(`answers removed: ${gone.join('; ')}`);
  if (more.length > 0) what.push(`answers added: ${more.join('; ')}`);
  if ((before.isRequired ?? false) !== (after.isRequired ?? false)) {
    what.push(after.isRequired === true ? 'now required' : 'no longer required');
  }
  const other = keysThatDiffer(before, after);
  if (conditions.some((key) => other.delete(key)))
    what.push('shown or open under other conditions');
  other.delete('isRequired');
  const worded = [...other].filter((key) => wording.has(key));
  for (const key of worded) other.delete(key);
  const itemsChanged = ['choices', 'rows', 'rateValues', 'items'].filter((key) =>
    other.delete(key),
  );
  const sameCodes = gone.length === 0 && more.length === 0;
  if (worded.length > 0 || (itemsChanged.length > 0 && sameCodes)) what.push('wording');
  if (other.size > 0) what.push(`settings: ${[...other].join(', ')}`);
  return what;
}

function keysThatDiffer(before: object, after: object): Set<string> {
  const old = new Map(Object.entries(before));
  const present = new Map(Object.entries(after));
  const keys = new Set([...old.keys(), ...present.keys()].filter((key) => !inner.has(key)));
  return new Set(
    [...keys].filter((key) => JSON.stringify(old.get(key)) !== JSON.stringify(present.get(key))),
  );
}

/** The codes of choices, rows and lines, which answers and exports are made of. */
function codes(question: QuestionDefinition): string[] {
  const rows = Array.isArray(question.rows) ? question.rows : [];
  const columns = question.type === 'matrix' ? ((question.columns ?? []) as Item[]) : [];
  const items = [question.choices, rows, columns, question.rateValues].flatMap((list) =>
    itemsOf(list),
  );
  return [
    ...items.map(({ value }) => String(value)),
    ...(question.items ?? []).map(({ name }) => name),
  ];
}
