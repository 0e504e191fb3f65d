import { defaultLanguage, messagesFor } from '../messages/messages';
import { ANSWER_LIMITS } from './answer-limits';
import { isRecord, type Answers } from './answers';
import { booleanCodes, codesOf, type Code } from './codes';
import {
  choiceItems,
  columnQuestions,
  rateItems,
  rowItems,
  textItemAsQuestion,
} from './compile-rule';
import {
  itemLabel,
  itemsOf,
  questionsIn,
  titleOf,
  walkQuestions,
  type ChoiceValue,
  type Item,
  type ItemDefinition,
  type QuestionDefinition,
  type SurveyDefinition,
} from './definition';

/**
 * One column of a table of responses. `field` is stable for ever: the question's name, with the row, the
 * number of the panel (from 1) and the part behind dots: `sex`, `barriers.language`, `partners.1.economy`.
 * A question with several choices has one flag column a choice (`motives.trade`); a ranking one number
 * column a choice, which holds its rank. The text beside "other" is `<question>.other_text`.
 */
export interface Column {
  field: string;
  question: string;
  title: string;
  page: string;
  type: 'text' | 'number' | 'choice' | 'flag' | 'date' | 'boolean' | 'file';
  codes?: Code[];
  other?: boolean;
  /** How to find the value in a set of answers; for `cellsOf` alone. */
  source: CellSource;
}

/** The keys that lead to a value, and what to make of it. */
interface CellSource {
  path: (string | number)[];
  read: 'value' | 'has' | 'rank' | 'files';
  code?: ChoiceValue;
}

export type Cell = string | number | boolean | null;

interface Place {
  field: string;
  path: (string | number)[];
  title: string;
  question: string;
  page: string;
  language: string;
}

/**
 * Every column of a definition, in its order. Lists take as many columns as they may have entries.
 * @param language of the titles and labels; their default texts, for exports, when left out
 */
export function columnsOf(
  definition: SurveyDefinition,
  language: string = defaultLanguage,
): Column[] {
  const columns: Column[] = [];
  walkQuestions(definition, (question, { page }) => {
    columns.push(
      ...questionColumns(question, {
        field: question.name,
        path: [question.name],
        title: titleOf(question, language),
        question: question.name,
        page: titleOf(page, language),
        language,
      }),
    );
  });
  return columns;
}

/** The answers in the order of the columns; null where nothing was answered. */
export function cellsOf(columns: readonly Column[], answers: Answers): Cell[] {
  const cells = new Array<Cell>(columns.length);
  for (let i = 0; i < columns.length; i++) {
    const source = columns[i]?.source;
    cells[i] = source === undefined ? null : cellOf(source, answers);
  }
  return cells;
}

function cellOf({ path, read, code }: CellSource, answers: Answers): Cell {
  let value: unknown = answers;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string | number, unknown>)[key];
  }
  if (value === undefined || value === null) return null;
  if (read === 'value') {
    const type = typeof value;
    return type === 'string' || type === 'number' || type === 'boolean' ? (value as Cell) : null;
  }
  if (!Array.isArray(value)) return null;
  if (read === 'has') return value.includes(code);
  if (read === 'rank') {
    const index = value.indexOf(code);
    return index < 0 ? null : index + 1;
  }
  const names = value.flatMap((file: unknown) =>
    isRecord(file) && typeof file['name'] === 'string' ? [file['name']] : [],
  );
  return names.length === 0 ? null : names.join('; ');
}

function questionColumns(question: QuestionDefinition, place: Place): Column[] {
  const comment = commentColumns(question, place);
  switch (question.type) {
    case 'html':
      return [];
    case 'radiogroup':
    case 'dropdown':
      return [
        column(place, 'choice', {
          codes: codesOf(choiceItems(question, place.language), place.language),
          ...(question.showOtherItem === true ? { other: true } : {}),
        }),
        ...comment,
      ];
    case 'rating':
      return [
        column(place, 'choice', { codes: codesOf(rateItems(question), place.language) }),
        ...comment,
      ];
    case 'checkbox':
    case 'tagbox':
      return [...flagColumns(choiceItems(question, place.language), place), ...comment];
    case 'ranking':
      return choiceItems(question, place.language).map((item) =>
        column(
          part(place, String(item.value), itemLabel(item, place.language), []),
          'number',
          {},
          'rank',
          item.value,
        ),
      );
    case 'boolean':
      return [
        column(place, 'boolean', { codes: booleanCodes(question, place.language) }),
        ...comment,
      ];
    case 'file':
      return [column(place, 'file', {}, 'files')];
    case 'multipletext':
      return (question.items ?? []).flatMap((item) =>
        questionColumns(
          textItemAsQuestion(item),
          part(place, item.name, titleOf(item, place.language)),
        ),
      );
    case 'matrix':
    case 'matrixdropdown':
    case 'matrixdynamic':
    case 'paneldynamic':
      return repeatedColumns(question, place);
    default:
      return [column(place, valueType(question)), ...comment];
  }
}

function repeatedColumns(question: QuestionDefinition, place: Place): Column[] {
  if (question.type === 'matrix') {
    const columns = itemsOf((question.columns ?? []) as Item[]);
    return rowItems(question).flatMap((row) => {
      const cell = part(place, String(row.value), itemLabel(row, place.language));
      return question.cellType === 'checkbox'
        ? flagColumns(columns, cell)
        : [column(cell, 'choice', { codes: codesOf(columns, place.language) })];
    });
  }
  if (question.type === 'matrixdropdown') {
    return rowItems(question).flatMap((row) =>
      inner(
        columnQuestions(question),
        part(place, String(row.value), itemLabel(row, place.language)),
      ),
    );
  }
  const isPanels = question.type === 'paneldynamic';
  const questions = isPanels
    ? questionsIn(question.templateElements ?? [])
    : columnQuestions(question);
  const max = (isPanels ? question.maxPanelCount : question.maxRowCount) ?? ANSWER_LIMITS.rows;
  return Array.from({ length: max }, (_, index) =>
    inner(questions, part(place, String(index + 1), String(index + 1), [index])),
  ).flat();
}

function inner(questions: QuestionDefinition[], place: Place): Column[] {
  return questions.flatMap((question) =>
    questionColumns(question, part(place, question.name, titleOf(question, place.language))),
  );
}

function commentColumns(question: QuestionDefinition, place: Place): Column[] {
  if (question.showOtherItem !== true && question.showCommentArea !== true) return [];
  const kind = question.showOtherItem === true ? 'other_text' : 'comment';
  const words = messagesFor(place.language).formWords;
  const title = kind === 'other_text' ? words.otherDescribed : words.comment;
  const path = [...place.path];
  const last = path.pop();
  path.push(`${last ?? ''}-Comment`);
  return [column({ ...part(place, kind, title), path }, 'text')];
}

function flagColumns(items: ItemDefinition[], place: Place): Column[] {
  return items.map((item) =>
    column(
      part(place, String(item.value), itemLabel(item, place.language), []),
      'flag',
      {},
      'has',
      item.value,
    ),
  );
}

function part(place: Place, key: string, title: string, path: (string | number)[] = [key]): Place {
  return {
    ...place,
    field: `${place.field}.${key}`,
    path: [...place.path, ...path],
    title: `${place.title} – ${title}`,
  };
}

function column(
  { field, path, title, question, page }: Place,
  type: Column['type'],
  more: Pick<Column, 'codes' | 'other'> = {},
  read: CellSource['read'] = 'value',
  code?: ChoiceValue,
): Column {
  const source: CellSource = { path, read, ...(code === undefined ? {} : { code }) };
  return { field, question, title, page, type, ...more, source };
}

function valueType(question: QuestionDefinition): Column['type'] {
  if (question.type !== 'text') return question.type === 'expression' ? 'number' : 'text';
  if (question.inputType === 'number') return 'number';
  return question.inputType === 'date' ? 'date' : 'text';
}
