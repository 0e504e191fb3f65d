/**
 * The subset of SurveyJS JSON that this product understands. Everything outside it is refused by
 * `checkDefinition` before a definition is published, so code behind that gate may rely on these types.
 */
import { defaultLanguage } from '../messages/messages';

export type LocalizedText = string | Record<string, string>;

export const QUESTION_TYPES = [
  'text',
  'comment',
  'radiogroup',
  'dropdown',
  'checkbox',
  'tagbox',
  'boolean',
  'rating',
  'ranking',
  'matrix',
  'matrixdropdown',
  'matrixdynamic',
  'paneldynamic',
  'multipletext',
  'file',
  'html',
  'expression',
] as const;

export type QuestionType = (typeof QUESTION_TYPES)[number];

export type ChoiceValue = string | number;

export interface ItemDefinition {
  value: ChoiceValue;
  text?: LocalizedText;
  visibleIf?: string;
  isExclusive?: boolean;
}

/** A choice, row or column as SurveyJS lets it be written: the bare value, or an object with a text. */
export type Item = ChoiceValue | ItemDefinition;

export interface ValidatorDefinition {
  type: 'numeric' | 'text' | 'email' | 'regex' | 'expression' | 'answercount';
  text?: LocalizedText;
  minValue?: number;
  maxValue?: number;
  minLength?: number;
  maxLength?: number;
  allowDigits?: boolean;
  regex?: string;
  caseInsensitive?: boolean;
  expression?: string;
  minCount?: number;
  maxCount?: number;
}

interface Conditional {
  visible?: boolean;
  visibleIf?: string;
  enableIf?: string;
  requiredIf?: string;
  isRequired?: boolean;
  readOnly?: boolean;
}

export interface QuestionDefinition extends Conditional {
  type: QuestionType;
  name: string;
  title?: LocalizedText;
  description?: LocalizedText;
  requiredErrorText?: LocalizedText;
  validators?: ValidatorDefinition[];
  defaultValue?: unknown;
  showCommentArea?: boolean;
  commentText?: LocalizedText;
  // text, comment
  inputType?: 'text' | 'email' | 'url' | 'number' | 'date' | 'tel';
  maxLength?: number;
  min?: number | string;
  max?: number | string;
  step?: number;
  minValueExpression?: string;
  maxValueExpression?: string;
  // choices
  choices?: Item[];
  showOtherItem?: boolean;
  otherText?: LocalizedText;
  showNoneItem?: boolean;
  noneText?: LocalizedText;
  showRefuseItem?: boolean;
  refuseText?: LocalizedText;
  showDontKnowItem?: boolean;
  dontKnowText?: LocalizedText;
  minSelectedChoices?: number;
  maxSelectedChoices?: number;
  selectToRankEnabled?: boolean;
  // boolean
  valueTrue?: ChoiceValue;
  valueFalse?: ChoiceValue;
  labelTrue?: LocalizedText;
  labelFalse?: LocalizedText;
  // rating
  rateMin?: number;
  rateMax?: number;
  rateStep?: number;
  rateValues?: Item[];
  minRateDescription?: LocalizedText;
  maxRateDescription?: LocalizedText;
  // matrix, matrixdropdown, matrixdynamic
  rows?: Item[] | number;
  columns?: (Item | ColumnDefinition)[];
  cellType?: string;
  eachRowRequired?: boolean;
  eachRowUnique?: boolean;
  rowCount?: number;
  minRowCount?: number;
  maxRowCount?: number;
  // paneldynamic
  templateElements?: ElementDefinition[];
  panelCount?: number;
  minPanelCount?: number;
  maxPanelCount?: number;
  keyName?: string;
  keyDuplicationError?: LocalizedText;
  // multipletext
  items?: TextItemDefinition[];
  // file
  allowMultiple?: boolean;
  acceptedTypes?: string;
  maxSize?: number;
  maxFiles?: number;
  // html, expression
  html?: LocalizedText;
  expression?: string;
}

/** A column of matrixdropdown or matrixdynamic: a question asked once a row. */
export interface ColumnDefinition extends Omit<QuestionDefinition, 'type'> {
  isUnique?: boolean;
}

/** One line of multipletext. */
export interface TextItemDefinition {
  name: string;
  title?: LocalizedText;
  isRequired?: boolean;
  inputType?: QuestionDefinition['inputType'];
  maxLength?: number;
  minValueExpression?: string;
  maxValueExpression?: string;
  validators?: ValidatorDefinition[];
}

export interface PanelDefinition extends Conditional {
  type: 'panel';
  name: string;
  title?: LocalizedText;
  description?: LocalizedText;
  elements: ElementDefinition[];
}

export type ElementDefinition = QuestionDefinition | PanelDefinition;

export interface PageDefinition extends Conditional {
  name: string;
  title?: LocalizedText;
  description?: LocalizedText;
  elements: ElementDefinition[];
}

export interface CalculatedValueDefinition {
  name: string;
  expression: string;
}

export interface SurveyDefinition {
  /** BCP 47 tag of the language it is asked in; English when left out. */
  locale?: unknown;
  title?: LocalizedText;
  description?: LocalizedText;
  pages: PageDefinition[];
  calculatedValues?: CalculatedValueDefinition[];
}

/** Where a question stands: its page and the panels around it, outermost first. */
export interface QuestionContext {
  page: PageDefinition;
  panels: PanelDefinition[];
}

export function isPanel(element: ElementDefinition): element is PanelDefinition {
  return element.type === 'panel';
}

/** Calls `visit` for each question of the pages and their panels, in the order of the definition. */
export function walkQuestions(
  definition: SurveyDefinition,
  visit: (question: QuestionDefinition, context: QuestionContext) => void,
): void {
  const walk = (elements: ElementDefinition[], context: QuestionContext): void => {
    for (const element of elements) {
      if (isPanel(element)) {
        walk(element.elements, { ...context, panels: [...context.panels, element] });
      } else {
        visit(element, context);
      }
    }
  };
  for (const page of definition.pages) walk(page.elements, { page, panels: [] });
}

/** The questions of `elements` with those inside panels, in order; panels themselves are left out. */
export function questionsIn(elements: ElementDefinition[]): QuestionDefinition[] {
  return elements.flatMap((element) =>
    isPanel(element) ? questionsIn(element.elements) : [element],
  );
}

/**
 * The text in `language`, else its default, else the empty string. As in SurveyJS, a dialect is
 * served by its language, and English is what stands under "default".
 */
export function localized(text: LocalizedText | undefined, language?: string): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  const spoken = language === undefined || language === defaultLanguage ? '' : language;
  return text[spoken] ?? text[spoken.split('-', 1)[0] ?? ''] ?? text['default'] ?? '';
}

/** Choices, rows and columns in their long form. */
export function itemsOf(items: Item[] | undefined): ItemDefinition[] {
  return (items ?? []).map((item) => (typeof item === 'object' ? item : { value: item }));
}

/** The label of a choice, row or column; its value where it has no text. */
export function itemLabel(item: ItemDefinition, language?: string): string {
  return localized(item.text, language) || String(item.value);
}

/** The title of a question, page or column; its name where it has no title. */
export function titleOf(
  titled: { name: string; title?: LocalizedText | undefined },
  language?: string,
): string {
  return localized(titled.title, language) || titled.name;
}
