import type { MailContent } from '../compose-mail';
import { fillPlaceholders } from '../placeholders';

/**
 * The same mail, marked as a test, for the organiser who wrote it. Its link leads to the preview
 * of the questionnaire: a test mail never carries anybody's personal link.
 */
export function testMail(content: MailContent, previewUrl: string): MailContent {
  const { text, html } = fillPlaceholders(content, { link: previewUrl, unsubscribe: previewUrl });
  return { subject: `[Test] ${content.subject}`, text, html };
}
