import { messagesFor } from '../messages/messages';
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

export function codesOf(items: ItemDefinition[], language?: string): Code[] {
  return items.map((item) => ({ code: item.value, label: itemLabel(item, language) }));
}

/** The two values of a boolean; true and false themselves are written 'true' and 'false'. */
export function booleanCodes(question: QuestionDefinition, language?: string): [Code, Code] {
  const { labelTrue, labelFalse, valueTrue, valueFalse } = question;
  const { yes, no } = messagesFor(language).formWords;
  return [
    { code: valueTrue ?? 'true', label: localized(labelTrue, language) || yes },
    { code: valueFalse ?? 'false', label: localized(labelFalse, language) || no },
  ];
}
