import { composeMail, type MailContent } from '../compose-mail';
import { greetingFor } from './wording';

export interface AccountLinkFacts {
  name: string;
  /** True when the link replaces a password, false when it sets the first one. */
  hasPassword: boolean;
  validDays: number;
}

/** Carries the one-time link with which a member of the team sets a password. */
export function accountLinkMail({ name, hasPassword, validDays }: AccountLinkFacts): MailContent {
  const days = validDays === 1 ? '1 day' : `${validDays} days`;
  return composeMail({
    subject: hasPassword ? 'Set a new password for PEC' : 'Your account for PEC',
    greeting: greetingFor(name),
    blocks: [
      {
        kind: 'paragraph',
        text: hasPassword
          ? 'An administrator was asked to let you set a new password for PEC, the platform for cluster collaboration across APEC.'
          : 'An account was made for you on PEC, the platform for cluster collaboration across APEC. Please choose a password to begin.',
      },
      { kind: 'link', label: hasPassword ? 'Set a new password' : 'Choose a password' },
      {
        kind: 'paragraph',
        text: `The link works once and for ${days}. If you did not expect this mail, you can ignore it.`,
      },
    ],
  });
}
