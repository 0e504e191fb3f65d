import type { Model } from 'survey-core';
import type { Answers } from './answers';
import { prepareModel } from './prepare-model';

/**
 * The answers without those that are hidden by others. Made on a twin of the form, since the
 * form itself keeps hidden answers: a person who changes a choice back finds them again.
 */
export function answersToSend(definition: object, language: string, model: Model): Answers {
  const twin = prepareModel(definition, language);
  twin.data = structuredClone(model.data as Answers);
  twin.doComplete();
  return twin.data as Answers;
}
