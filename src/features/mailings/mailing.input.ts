import { z } from 'zod';
import { ValidationError } from '../../lib/errors';
import { now } from '../../lib/clock';
import { localTimeInput, momentsOfInput } from '../../lib/local-time-input';
import { line, parseInput } from '../../lib/parse-input';
import { isPlaceholder, placeholdersIn, placeholders } from '../../mail/messages/survey-mail';
import { everyone, recipientFilter, type RecipientFilter } from './recipient-filter';
import type { ReminderRules } from './recipients.policy';
import type { MailingKind } from './recipients.queries';

const known = placeholders.map((name) => `{{${name}}}`).join(', ');

function onlyKnownPlaceholders(text: string, context: z.RefinementCtx): void {
  const unknown = placeholdersIn(text).filter((name) => !isPlaceholder(name));
  if (unknown.length > 0) {
    const names = unknown.map((name) => `{{${name}}}`).join(', ');
    context.addIssue(`There is no placeholder ${names}. There are ${known}.`);
  } else if (/\{\{|\}\}/.test(text.replace(/\{\{[^{}]*\}\}/g, ''))) {
    context.addIssue(
      'Two braces belong to a placeholder, such as {{name}}; here one is not complete.',
    );
  }
}

const subject = line('Please write a subject.', 150)
  .superRefine(onlyKnownPlaceholders)
  .refine(
    (text) => !placeholdersIn(text).includes('link'),
    'The link cannot stand in the subject.',
  );

const body = z
  .string('Please write the text of the mail.')
  .trim()
  .min(1, 'Please write the text of the mail.')
  .max(10_000, 'Please use at most 10,000 characters.')
  .superRefine(onlyKnownPlaceholders)
  .refine(
    (text) => placeholdersIn(text).includes('link'),
    'The text needs {{link}}: without it nobody can open the questionnaire.',
  );

const whole = (least: number, most: number, message: string) =>
  z.coerce.number(message).int(message).min(least, message).max(most, message);

const rules = z.object({
  most: whole(1, 10, 'Between 1 and 10 reminders.').default(2),
  gapDays: whole(1, 90, 'Between 1 and 90 days.').default(5),
});

const content = z.object({ subject, body });
const key = z.object({
  /** Made with the page: the same form sent twice is one mailing. */
  idempotencyKey: z.string().regex(/^[\w-]{16,64}$/, 'Please open this page again.'),
  /** The list that stood on the page. */
  shown: z.string().regex(/^[0-9a-f]{32}$/, 'Please look at the list of recipients first.'),
});

export interface Selection {
  kind: MailingKind;
  filter: RecipientFilter;
  rules: ReminderRules;
}

export type MailingContent = z.output<typeof content>;
export type MailingKey = z.output<typeof key>;

const kindOf = z.object({ kind: z.enum(['invitation', 'reminder']).catch('invitation') });

/** Whom the mailing is for. @throws ValidationError */
export function parseSelection(input: unknown): Selection {
  return {
    kind: parseInput(kindOf, input).kind,
    filter: parseInput(recipientFilter, input),
    rules: parseInput(rules, input),
  };
}

/** What an address or a refused form says; what cannot be understood is left out. */
export function lenientSelection(input: unknown): Selection {
  const filter = recipientFilter.safeParse(input);
  const limits = rules.safeParse(input);
  return {
    kind: kindOf.parse(input).kind,
    filter: filter.success ? filter.data : everyone,
    rules: limits.success ? limits.data : rules.parse({}),
  };
}

/** What the mail says. @throws ValidationError */
export function parseMailingContent(input: unknown): MailingContent {
  return parseInput(content, input);
}

/** The number a form was given with its page: the same form sent twice is one order. */
export function parseIdempotencyKey(input: unknown): string {
  return parseInput(key.pick({ idempotencyKey: true }), input).idempotencyKey;
}

const latest = 366 * 24 * 3_600_000;

/**
 * When a mailing is to go out, typed as local time of the project's zone.
 * @throws ValidationError for times that are none, that are over, or more than a year ahead
 */
export function parseSendingTime(input: unknown, zone: string): Date {
  const { sendAt } = parseInput(sendingTime, input);
  const moment = momentsOfInput('sendAt', sendAt, zone).at(0);
  const at = now().getTime();
  if (moment === undefined) throw new ValidationError({ sendAt: noTime });
  if (moment.getTime() <= at) throw new ValidationError({ sendAt: 'This time is over.' });
  if (moment.getTime() > at + latest) {
    throw new ValidationError({ sendAt: 'Please choose a time within the next year.' });
  }
  return moment;
}

const noTime = 'Please give a date and a time.';
const sendingTime = z.object({ sendAt: localTimeInput(noTime) });

/** @throws ValidationError */
export function parseMailingKey(input: unknown): MailingKey {
  return parseInput(key, input);
}
