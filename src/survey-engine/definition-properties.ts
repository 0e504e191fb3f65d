import type { QuestionType } from './definition';

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

const LOOKS = (names: string): PropertyTable =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'look'] as const));
const TEXTS = (names: string): PropertyTable =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'text'] as const));

const PLACED: PropertyTable = {
  name: 'name',
  visible: 'flag',
  visibleIf: 'condition',
  ...LOOKS('width minWidth maxWidth startWithNewLine indent colSpan'),
};

const ASKED: PropertyTable = {
  ...PLACED,
  ...TEXTS('title description requiredErrorText'),
  enableIf: 'condition',
  requiredIf: 'condition',
  isRequired: 'flag',
  readOnly: 'flag',
  validators: 'validators',
  defaultValue: 'value',
  ...LOOKS('state titleLocation showTitle descriptionLocation showNumber hideNumber errorLocation'),
};

const COMMENTED: PropertyTable = {
  showCommentArea: 'flag',
  ...TEXTS('commentText commentPlaceholder'),
};

const BOUNDED: PropertyTable = {
  inputType: ['text', 'email', 'url', 'number', 'date', 'tel'],
  maxLength: 'count',
  min: 'bound',
  max: 'bound',
  step: 'number',
  minValueExpression: 'expression',
  maxValueExpression: 'expression',
  ...TEXTS('placeholder minErrorText maxErrorText stepErrorText'),
  ...LOOKS('autocomplete inputSize textUpdateMode inputTextAlignment'),
};

const CHOICES: PropertyTable = {
  choices: 'choices',
  choicesOrder: ['none', 'asc', 'desc', 'random'],
  ...LOOKS('separateSpecialChoices'),
};

const SPECIAL_CHOICES: PropertyTable = {
  showOtherItem: 'flag',
  showNoneItem: 'flag',
  showRefuseItem: 'flag',
  showDontKnowItem: 'flag',
  ...TEXTS('otherText otherPlaceholder otherErrorText noneText refuseText dontKnowText'),
};

const SELECTION: PropertyTable = { minSelectedChoices: 'count', maxSelectedChoices: 'count' };

const LIST: PropertyTable = {
  placeholder: 'text',
  ...LOOKS('allowClear searchEnabled searchMode textWrapEnabled'),
};

const MATRIX_LOOKS = LOOKS(
  'showHeader alternateRows verticalAlign displayMode rowTitleWidth columnMinWidth',
);

const REPEATED: PropertyTable = {
  keyName: 'name',
  ...TEXTS('keyDuplicationError confirmDeleteText'),
  ...LOOKS('confirmDelete'),
};

export const QUESTION_PROPERTIES: Readonly<Record<QuestionType, PropertyTable>> = {
  text: { ...ASKED, ...BOUNDED, ...COMMENTED },
  comment: {
    ...ASKED,
    maxLength: 'count',
    placeholder: 'text',
    ...LOOKS('rows cols autoGrow allowResize acceptCarriageReturn textUpdateMode'),
  },
  radiogroup: {
    ...ASKED,
    ...CHOICES,
    ...SPECIAL_CHOICES,
    ...COMMENTED,
    ...LOOKS('allowClear colCount'),
  },
  dropdown: {
    ...ASKED,
    ...CHOICES,
    ...SPECIAL_CHOICES,
    ...COMMENTED,
    ...LIST,
    ...LOOKS('autocomplete'),
  },
  checkbox: {
    ...ASKED,
    ...CHOICES,
    ...SPECIAL_CHOICES,
    ...COMMENTED,
    ...SELECTION,
    ...LOOKS('colCount'),
  },
  tagbox: {
    ...ASKED,
    ...CHOICES,
    ...SPECIAL_CHOICES,
    ...COMMENTED,
    ...SELECTION,
    ...LIST,
    ...LOOKS('hideSelectedItems closeOnSelect'),
  },
  boolean: {
    ...ASKED,
    ...COMMENTED,
    ...TEXTS('labelTrue labelFalse'),
    valueTrue: 'code',
    valueFalse: 'code',
    ...LOOKS('swapOrder displayMode useTitleAsLabel'),
  },
  rating: {
    ...ASKED,
    ...COMMENTED,
    rateMin: 'number',
    rateMax: 'number',
    rateStep: 'number',
    rateValues: 'items',
    ...TEXTS('minRateDescription maxRateDescription'),
    ...LOOKS('displayMode rateType scaleColorMode rateColorMode rateDescriptionLocation'),
    ...LOOKS('displayRateDescriptionsAsExtremeItems'),
  },
  ranking: {
    ...ASKED,
    ...CHOICES,
    ...SELECTION,
    selectToRankEnabled: 'flag',
    ...TEXTS('selectToRankEmptyRankedAreaText selectToRankEmptyUnrankedAreaText'),
    ...LOOKS('selectToRankAreasLayout selectToRankSwapAreas longTap'),
  },
  matrix: {
    ...ASKED,
    columns: 'items',
    rows: 'rows',
    cellType: ['radio', 'checkbox'],
    eachRowRequired: 'flag',
    eachRowUnique: 'flag',
    rowOrder: ['initial', 'random'],
    ...MATRIX_LOOKS,
  },
  matrixdropdown: {
    ...ASKED,
    columns: 'columns',
    rows: 'rows',
    choices: 'items',
    cellType: 'word',
    placeholder: 'text',
    ...MATRIX_LOOKS,
    ...LOOKS('columnColCount horizontalScroll'),
  },
  matrixdynamic: {
    ...ASKED,
    ...REPEATED,
    columns: 'columns',
    choices: 'items',
    cellType: 'word',
    rowCount: 'count',
    minRowCount: 'count',
    maxRowCount: 'count',
    ...TEXTS('placeholder addRowText removeRowText noRowsText'),
    ...LOOKS('showHeader alternateRows verticalAlign displayMode columnMinWidth columnColCount'),
    ...LOOKS('horizontalScroll addRowButtonLocation hideColumnsIfEmpty'),
  },
  paneldynamic: {
    ...ASKED,
    ...REPEATED,
    templateElements: 'elements',
    panelCount: 'count',
    minPanelCount: 'count',
    maxPanelCount: 'count',
    ...TEXTS('templateTitle templateDescription templateTabTitle noEntriesText addPanelText'),
    ...TEXTS('removePanelText prevPanelText nextPanelText'),
    ...LOOKS('newPanelPosition panelsState displayMode showProgressBar progressBarLocation'),
    ...LOOKS('templateQuestionTitleLocation templateErrorLocation removePanelButtonLocation'),
    ...LOOKS('tabAlign showQuestionNumbers'),
  },
  multipletext: { ...ASKED, items: 'lines', ...LOOKS('inputSize colCount itemTitleWidth') },
  file: {
    ...ASKED,
    allowMultiple: 'flag',
    acceptedTypes: 'word',
    maxSize: 'count',
    maxFiles: 'count',
    storeDataAsText: [false],
    waitForUpload: 'flag',
    ...TEXTS('filePlaceholder'),
    ...LOOKS('showPreview allowImagesPreview imageHeight imageWidth confirmDelete'),
  },
  html: { ...PLACED, html: 'html' },
  expression: {
    ...PLACED,
    ...TEXTS('title description format'),
    expression: 'expression',
    ...LOOKS('titleLocation descriptionLocation showNumber displayStyle currency'),
    ...LOOKS('maximumFractionDigits minimumFractionDigits useGrouping'),
  },
};

export const PANEL_PROPERTIES: PropertyTable = {
  ...PLACED,
  ...TEXTS('title description'),
  enableIf: 'condition',
  readOnly: 'flag',
  elements: 'elements',
  ...LOOKS('state innerIndent showNumber showQuestionNumbers questionTitleLocation'),
};

export const PAGE_PROPERTIES: PropertyTable = {
  name: 'name',
  visible: 'flag',
  visibleIf: 'condition',
  enableIf: 'condition',
  readOnly: 'flag',
  elements: 'elements',
  ...TEXTS('title description navigationTitle navigationDescription'),
  ...LOOKS('questionTitleLocation showNumber showNavigationButtons'),
};

export const SURVEY_PROPERTIES: PropertyTable = {
  pages: 'pages',
  calculatedValues: 'calculated',
  ...TEXTS('title description pagePrevText pageNextText completeText previewText editText'),
  completedHtml: 'html',
  clearInvisibleValues: ['onComplete', 'onHidden'],
  locale: 'look',
  ...LOOKS('showQuestionNumbers showProgressBar progressBarType progressBarLocation'),
  ...LOOKS('checkErrorsMode textUpdateMode showPreviewBeforeComplete previewMode requiredMark'),
  ...LOOKS('questionTitleLocation questionDescriptionLocation questionErrorLocation'),
  ...LOOKS('showTOC tocLocation showNavigationButtons navigationButtonsLocation showPrevButton'),
  ...LOOKS('showTitle showPageTitles showPageNumbers showCompletePage widthMode width'),
  ...LOOKS('fitToContainer autoGrowComment allowResizeComment commentAreaRows headerView'),
  ...LOOKS('autoFocusFirstQuestion autoFocusFirstError validateVisitedEmptyFields'),
};

/** What a column adds to the properties of the question in its cells, and what it cannot have. */
export const COLUMN_PROPERTIES: PropertyTable = {
  cellType: 'word',
  isUnique: 'flag',
  ...LOOKS('colCount cellHint'),
};
export const NOT_IN_COLUMNS: ReadonlySet<string> = new Set([
  'description',
  'defaultValue',
  'showCommentArea',
  'commentText',
  'commentPlaceholder',
  'startWithNewLine',
  'indent',
  'colSpan',
  'maxWidth',
]);

export const TEXT_ITEM_PROPERTIES: PropertyTable = {
  name: 'name',
  isRequired: 'flag',
  inputType: ['text', 'email', 'url', 'number', 'date', 'tel'],
  maxLength: 'count',
  minValueExpression: 'expression',
  maxValueExpression: 'expression',
  validators: 'validators',
  ...TEXTS('title placeholder requiredErrorText'),
  ...LOOKS('inputSize inputTextAlignment'),
};

export const VALIDATOR_PROPERTIES: Readonly<Record<string, PropertyTable>> = {
  numeric: { text: 'text', minValue: 'number', maxValue: 'number' },
  text: { text: 'text', minLength: 'count', maxLength: 'count', allowDigits: 'flag' },
  email: { text: 'text' },
  regex: { text: 'text', regex: 'value', caseInsensitive: 'flag' },
  expression: { text: 'text', expression: 'condition' },
  answercount: { text: 'text', minCount: 'count', maxCount: 'count' },
};
