import { defaultLanguage } from '../messages/messages';
import type { SurveyDefinition } from './definition';

const tag = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/**
 * The language a form is asked in, as a BCP 47 tag: of its texts, of the page around it, and of
 * what is said about its answers. English for a definition that names none.
 */
export function languageOf({ locale }: Pick<SurveyDefinition, 'locale'>): string {
  return typeof locale === 'string' && tag.test(locale) ? locale : defaultLanguage;
}
