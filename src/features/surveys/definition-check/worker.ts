import { parentPort } from 'node:worker_threads';
import { checkDefinitionText } from '../../../survey-engine/check-definition';
import { checkWording } from './check-wording';
import type { CheckedText } from './check-text';

// A thread of its own: a text made to be slow to check costs its author time, and nobody else.
parentPort?.on('message', (text: string) => {
  const { definition, problems } = checkDefinitionText(text);
  const sound = definition !== undefined;
  const checked: CheckedText = {
    sound,
    problems: sound ? [...problems, ...checkWording(text)] : problems,
  };
  parentPort?.postMessage(checked);
});
parentPort?.postMessage('ready');
