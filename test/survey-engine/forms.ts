import fs from 'node:fs';
import path from 'node:path';
import { Model } from 'survey-core';
import { compileDefinition, type CompiledSurvey } from '../../src/survey-engine/compile';
import type { Answers } from '../../src/survey-engine/check-answers';
import { checkDefinitionText } from '../../src/survey-engine/check-definition';
import type { SurveyDefinition } from '../../src/survey-engine/definition';

const FILES = {
  every_type: path.join(__dirname, 'every-type.json'),
  ...Object.fromEntries(
    ['cluster_survey', 'workshop_evaluation', 'collaboration_invitation', 'success_story'].map(
      (form) => [form, path.join(__dirname, '../../surveys', form, 'definition.json')],
    ),
  ),
};

/** The test definition with every supported type, and the four forms of the product. */
export const FORMS = Object.keys(FILES);

export function definitionText(form: string): string {
  const file = (FILES as Record<string, string>)[form];
  if (file === undefined) throw new Error(`No form ${form}.`);
  return fs.readFileSync(file, 'utf8');
}

export function loadDefinition(form: string): SurveyDefinition {
  const { definition, problems } = checkDefinitionText(definitionText(form));
  if (definition === undefined) throw new Error(JSON.stringify(problems));
  return definition;
}

export function loadForm(form: string): CompiledSurvey {
  return compileDefinition(loadDefinition(form));
}

/** A definition with one page of the given questions, checked. */
export function formOf(...elements: object[]): CompiledSurvey {
  const text = JSON.stringify({ pages: [{ name: 'only_page', elements }] });
  const { definition, problems } = checkDefinitionText(text);
  if (definition === undefined) throw new Error(JSON.stringify(problems));
  return compileDefinition(definition);
}

/** A deep copy; structuredClone would make objects that are foreign to survey-core under jest. */
export function copied<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

/** survey-core's own Model of a definition, used again and again since making one is slow. */
export class Oracle {
  private model: Model;

  constructor(private readonly definition: SurveyDefinition) {
    this.model = new Model(definition);
  }

  /**
   * Whether the Model finds nothing wrong with the answers. Some values of a wrong type make it throw;
   * that counts as refusing them, and a new Model takes its place.
   */
  accepts(answers: Answers): boolean {
    try {
      this.load(answers);
      return this.model.validate(false, false);
    } catch {
      this.model = new Model(this.definition);
      return false;
    }
  }

  /**
   * What the Model shows and holds once these answers are put in: the names of the visible questions in
   * order, and the data, from which the Model has dropped ranked choices that are not visible.
   */
  shown(answers: Answers): { visible: string[]; data: Answers } {
    this.load(answers);
    const visible = this.model
      .getAllQuestions()
      .filter((question) => question.getType() !== 'html')
      .filter(
        (question) => question.isVisible && question.isParentVisible && question.page.isVisible,
      )
      .map((question) => question.name);
    return { visible, data: copied(this.model.data as Answers) };
  }

  /** What the Model would send when the respondent completes the form. */
  completed(answers: Answers): Answers {
    const model = new Model(this.definition);
    model.data = copied(answers);
    model.doComplete();
    return copied(model.data as Answers);
  }

  private load(answers: Answers): void {
    this.model.clear(true, true);
    this.model.data = copied(answers);
  }
}
