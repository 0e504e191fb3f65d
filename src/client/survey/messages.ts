import { messages as english } from './messages.en';

/**
 * By tag. A further language has a file beside the English one, which also brings the library's
 * own words (survey-core/i18n); what it lacks does not compile.
 */
const languages: Record<string, typeof english> = { en: english };

/** The words of this page: in its language, or in English. */
export const messages = languages[document.documentElement.lang] ?? english;
