import { messagesFor } from '../../messages/messages';
import { composeMail, type MailBlock, type MailContent } from '../compose-mail';
import { plainValue } from '../plain-value';
import { momentIn, signature } from './wording';

/** What organisers may write into a mail about a questionnaire; each is filled in per recipient. */
export const placeholders = ['name', 'economy', 'closing_time', 'link'] as const;
export type Placeholder = (typeof placeholders)[number];

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Every name between double braces, known or not, in order and without repetition. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

export function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((known) => known === name);
}

export interface SurveyMailFacts {
  /** As the organiser wrote it, with placeholders. */
  subject: string;
  body: string;
  /** Economy is null when unknown; the language is that of mails to the person. */
  recipient: { name: string; economy: string | null; language: string };
  closesAt: Date | null;
  timeZone: string;
  contactName: string;
  contactEmail: string;
}

/**
 * A mail about a questionnaire for one recipient: what is previewed, tested and sent. Each part
 * of the body between blank lines becomes a paragraph, each {{link}} a button with its address.
 */
export function surveyMail(facts: SurveyMailFacts, label: string): MailContent {
  const { language } = facts.recipient;
  const fill = (text: string): string =>
    text.replace(pattern, (whole, name: string) => valueOf(name, facts) ?? whole);
  const blocks = facts.body
    .replace(/\r\n?/g, '\n')
    .split(/\{\{\s*link\s*\}\}/)
    .flatMap((part, index): MailBlock[] => {
      const paragraphs = part
        .split(/\n[ \t]*\n/)
        .map((text) => fill(text).trim())
        .filter((text) => text !== '')
        .map((text): MailBlock => ({ kind: 'paragraph', text }));
      return index === 0 ? paragraphs : [{ kind: 'link', label }, ...paragraphs];
    });
  return composeMail({
    language,
    subject: fill(facts.subject),
    blocks,
    footer: signature(facts, language),
    unsubscribe: true,
  });
}

function valueOf(name: string, facts: SurveyMailFacts): string | undefined {
  const { recipient, closesAt, timeZone } = facts;
  const { language } = recipient;
  const words = messagesFor(language).surveyMails;
  if (name === 'name') return plainValue(recipient.name) || words.colleague;
  if (name === 'economy') return recipient.economy ?? words.noEconomy;
  if (name !== 'closing_time') return undefined;
  return closesAt === null ? words.noClosingTime : momentIn(timeZone, closesAt, language);
}
