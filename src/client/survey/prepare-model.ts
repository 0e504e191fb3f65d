import { Model, QuestionTextModel, Serializer, settings } from 'survey-core';

// By itself the library takes over addresses of mail and web, and telephone numbers, only when
// their field is left: until then they would be saved nowhere.
Object.defineProperty(QuestionTextModel.prototype, 'isTextValue', { value: () => true });

/**
 * The form as respondents see it: the same settings in the browser and where its first page is
 * rendered on the server, so that nothing jumps when the browser takes over.
 *
 * @param definition a published SurveyJS definition
 * @param language BCP 47 tag; texts that miss in it fall back to their default
 */
export function prepareModel(definition: object, language: string): Model {
  settings.titleTags.page = 'h2';
  settings.titleTags.panel = 'h3';
  settings.animationEnabled = false;
  // Rankings cannot be answered by thumb if the whole item starts a drag instead of a scroll.
  settings.rankingDragHandleArea = 'icon';
  // The system's own list: at home on phones, known to screen readers, there before the program.
  Serializer.getProperty('dropdown', 'renderAs').defaultValue = 'select';
  // Files are sent to the server when they are chosen, not kept inside the answers.
  Serializer.getProperty('file', 'storeDataAsText').defaultValue = false;
  const model = new Model(definition);
  model.locale = language === 'en' ? '' : language;
  // Style elements are not allowed by the page's policy; the same rules are in survey-form.css.
  model.generateStylesheet = false;
  // The page has its own heading, progress line and receipt.
  model.showTitle = false;
  model.showProgressBar = false;
  model.showCompletePage = false;
  model.textUpdateMode = 'onTyping';
  model.autoFocusFirstQuestion = false;
  model.width = '100%';
  model.widthMode = 'responsive';
  model.fitToContainer = false;
  return model;
}
