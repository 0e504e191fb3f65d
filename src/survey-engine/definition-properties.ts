import { LOOKS, PLACED, TEXTS, type PropertyTable } from './property-kinds';

// What may stand around and inside questions; what questions have is in question-properties.ts.
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
