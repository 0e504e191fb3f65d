/** Every kind of mail the system writes. A test mail is addressed to the organiser who asked. */
export const mailKinds = [
  'survey_invitation',
  'survey_reminder',
  'receipt',
  'account_link',
  'focal_point_link',
  'nomination_decisions',
  'programme_change',
  'workshop_invitation',
  'registration',
  'calendar_entry',
  'meeting_request',
  'meeting_answer',
  'meeting',
  'certificate',
  'milestone_reminder',
  'what_changed',
  'test',
] as const;
export type MailKind = (typeof mailKinds)[number];

export type UnsubscribeCategory = 'survey' | 'workshop' | 'oversight';

/**
 * What a person stops when they unsubscribe. Invitations and reminders are one category: who
 * wants no more reminders must not get the next invitation instead. Receipts, account mails and
 * those about a registration answer something the person did, so nobody can unsubscribe from them.
 */
export function unsubscribeCategory(kind: MailKind): UnsubscribeCategory | undefined {
  if (kind === 'workshop_invitation') return 'workshop';
  if (kind === 'what_changed') return 'oversight';
  return kind === 'survey_invitation' || kind === 'survey_reminder' ? 'survey' : undefined;
}

/** Under which an address is kept as unsubscribed: case does not make another address. */
export function addressKey(address: string): string {
  return address.normalize('NFC').trim().toLowerCase();
}
