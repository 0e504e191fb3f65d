import { messagesFor } from '../../../messages/messages';
import type { SurveyDefinition } from '../../../survey-engine/definition';
import type { DefinitionProblem } from '../../../survey-engine/definition-problems';
import { languageOf } from '../../../survey-engine/language';

/** A warning for a form in a language in which the page around it has no texts. */
export function checkLanguage(definition: SurveyDefinition): DefinitionProblem[] {
  const { locale } = definition;
  if (locale === undefined || locale === '') return [];
  const language = languageOf(definition);
  const [spoken] = language.split('-', 1);
  if (locale === language && messagesFor(language).language.split('-', 1)[0] === spoken) return [];
  const named = typeof locale === 'string' ? `“${locale.slice(0, 80)}”` : 'it names';
  return [
    {
      severity: 'warning',
      code: 'language_not_spoken',
      path: '/locale',
      message: `What stands around the form is not there in the language ${named}: buttons, notices and mails are in English.`,
    },
  ];
}
