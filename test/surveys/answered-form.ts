import { Model, type Question } from 'survey-core';
import { readDefinition, type FormKey, type JsonObject } from './read-forms';

/** A form with the answers on which its conditions depend. */
export function answered(form: FormKey, answers: JsonObject): Model {
  const model = new Model(readDefinition(form));
  model.data = answers;
  return model;
}

export const visibleQuestions = (model: Model): Question[] =>
  model.visiblePages.flatMap((page) =>
    page.questions.filter((question) => question.isVisible && question.getType() !== 'html'),
  );
export const pagesOf = (model: Model): string[] => model.visiblePages.map((page) => page.name);
export const namesOf = (model: Model): string[] => visibleQuestions(model).map(({ name }) => name);
