/** Every kind of mail the system writes. A test mail is addressed to the organiser who asked. */
export const mailKinds = [
  'survey_invitation',
  'survey_reminder',
  'receipt',
  'account_link',
  'focal_point_link',
  'test',
] as const;
export type MailKind = (typeof mailKinds)[number];

/**
 * What a person stops when they unsubscribe. Invitations and reminders are one category: who
 * wants no more reminders must not get the next invitation instead. Receipts and account mails
 * answer something the person did, so nobody can unsubscribe from them.
 */
export function unsubscribeCategory(kind: MailKind): 'survey' | undefined {
  return kind === 'survey_invitation' || kind === 'survey_reminder' ? 'survey' : undefined;
}

/** Under which an address is kept as unsubscribed: case does not make another address. */
export function addressKey(address: string): string {
  return address.normalize('NFC').trim().toLowerCase();
}
