import { answerTasks } from '../../../lib/limited-thread';
import { checkDefinitionText } from '../../../survey-engine/check-definition';
import { checkLanguage } from './check-language';
import { checkWording } from './check-wording';
import type { CheckedText } from './check-text';

// A thread of its own: a text made to be slow to check costs its author time, and nobody else.
answerTasks((text: string): CheckedText => {
  const { definition, problems } = checkDefinitionText(text);
  if (definition === undefined) return { sound: false, problems };
  return {
    sound: true,
    problems: [...problems, ...checkLanguage(definition), ...checkWording(text)],
  };
});
