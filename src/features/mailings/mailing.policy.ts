import type { SurveyState } from '../surveys/surveys.queries';
import type { MailingKind } from './recipients.queries';

/** Why a mailing cannot be sent in this state of the form; undefined when it can. */
export function whyNotNow(kind: MailingKind, state: SurveyState): string | undefined {
  if (state === 'unpublished') {
    return 'This questionnaire is not published yet, so the link in the mail would lead nowhere. Publish it first.';
  }
  if (state === 'closed') {
    return 'This questionnaire is closed, so nobody could answer. Open it again first.';
  }
  if (state === 'not_yet_open' && kind === 'reminder') {
    return 'This questionnaire is not open yet, so there is nothing to remind of.';
  }
  return undefined;
}
