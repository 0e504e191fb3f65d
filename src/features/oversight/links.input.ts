import { z } from 'zod';
import { calendarDate, line, parseInput } from '../../lib/parse-input';
import { subscriptionRhythms } from '../../models/codes';

const rhythm = z
  .enum([...subscriptionRhythms, ''], 'Please choose one.')
  .default('')
  .transform((chosen) => (chosen === '' ? null : chosen));

const link = z
  .object({
    readerName: line('Please say who will read.'),
    readerEmail: z
      .union([z.literal(''), z.email('This is no e-mail address.')])
      .default('')
      .transform((address) => (address === '' ? null : address)),
    purpose: line('Please say what it is for.', 300),
    lastDay: calendarDate('Please give the last day on which the link opens.'),
    rhythm,
    consent: z
      .literal('yes')
      .optional()
      .transform((given) => given === 'yes'),
  })
  .refine(({ rhythm: chosen, readerEmail }) => chosen === null || readerEmail !== null, {
    path: ['readerEmail'],
    message: 'Mails need an address.',
  })
  .refine(({ rhythm: chosen, consent }) => chosen === null || consent, {
    path: ['consent'],
    message: 'Mails go out only to readers who agreed to them.',
  });
export type LinkInput = z.output<typeof link>;

/** @throws ValidationError */
export function parseLink(body: unknown): LinkInput {
  return parseInput(link, body);
}

const subscription = z.object({ rhythm });

/** When to be told; null for never. @throws ValidationError */
export function parseSubscription(body: unknown): z.output<typeof rhythm> {
  return parseInput(subscription, body).rhythm;
}
