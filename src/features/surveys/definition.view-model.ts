import type { PageLocals } from '../../http/render';
import type { Survey, SurveyVersion } from '../../models';
import { paths } from '../../paths';
import type { DefinitionProblem } from '../../survey-engine/definition-problems';

export interface EditorData {
  survey: Survey;
  text: string;
  /** Of the draft that the text will replace. */
  revision: number;
  problems: DefinitionProblem[];
  /** Whether the text is the saved draft. */
  saved: boolean;
  versionId: number | null;
}

export function definitionPage(data: EditorData): PageLocals {
  const { survey, text, revision, problems, saved, versionId } = data;
  return {
    title: `Form: ${survey.title}`,
    form: survey.form,
    surveyTitle: survey.title,
    text,
    revision,
    problems,
    summary: summaryOf(problems),
    saved,
    versionId,
    scripts: ['definition-editor.js'],
  };
}

/** "1 error, 3 remarks", in the words that the editor's program uses too. */
export function summaryOf(problems: DefinitionProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const remarks = problems.length - errors;
  const parts = [
    errors === 0 ? 'No errors' : errors === 1 ? '1 error' : `${errors} errors`,
    remarks === 0 ? '' : remarks === 1 ? '1 remark' : `${remarks} remarks`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

export function draftPreviewPage(survey: Survey, sound: boolean): PageLocals {
  return {
    ...previewPage(survey, 'The saved draft'),
    definitionUrl: sound ? paths.surveyDraftFile(survey.form) : undefined,
  };
}

export function versionPreviewPage(survey: Survey, version: SurveyVersion): PageLocals {
  return {
    ...previewPage(survey, `Version ${version.number}`),
    definitionUrl: paths.versionDefinition(version.id),
  };
}

function previewPage(survey: Survey, what: string): PageLocals {
  return {
    title: `Preview: ${survey.title}`,
    layout: 'plain',
    form: survey.form,
    surveyTitle: survey.title,
    what,
    styles: ['survey-form.css', 'preview.css'],
    scripts: ['preview.js'],
  };
}
