import type { QuestionType } from './definition';
import { LOOKS, PLACED, TEXTS, type PropertyTable } from './property-kinds';

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

/** What a question of each type may have. */
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
