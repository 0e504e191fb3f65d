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

const SECONDS: Record<string, number> = {
  boolean: 6,
  checkbox: 12,
  comment: 18,
  dropdown: 7,
  file: 20,
  radiogroup: 6,
  ranking: 30,
  rating: 5,
  tagbox: 12,
  text: 7,
};

/** Estimated minutes of a respondent who answers all that is shown, with two entries in each repeated panel. */
export function estimatedMinutes(model: Model): number {
  const seconds = visibleQuestions(model).map((question) => {
    const json = question.toJSON() as {
      rows?: unknown[];
      items?: unknown[];
      templateElements?: unknown[];
    };
    const parts = 4 * (json.rows instanceof Array ? json.rows.length : 0);
    const counts = 6 * (json.items?.length ?? 0);
    const entries = 14 * (json.templateElements?.length ?? 0);
    return (SECONDS[question.getType()] ?? 0) + parts + counts + entries;
  });
  return seconds.reduce((sum, value) => sum + value, 20) / 60;
}
