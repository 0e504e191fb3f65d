import {
  itemLabel,
  localized,
  type ChoiceValue,
  type ItemDefinition,
  type QuestionDefinition,
} from './definition';

/** A value that answers may hold, with the text shown for it. */
export interface Code {
  code: ChoiceValue;
  label: string;
}

export function codesOf(items: ItemDefinition[]): Code[] {
  return items.map((item) => ({ code: item.value, label: itemLabel(item) }));
}

/** The two values of a boolean; true and false themselves are written 'true' and 'false'. */
export function booleanCodes(question: QuestionDefinition): [Code, Code] {
  return [
    { code: question.valueTrue ?? 'true', label: localized(question.labelTrue) || 'Yes' },
    { code: question.valueFalse ?? 'false', label: localized(question.labelFalse) || 'No' },
  ];
}
