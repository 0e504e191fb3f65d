/** Why somebody whom the filter found gets no mail. The order is the order of display. */
export const leftOutReasons = [
  'already_invited',
  'already_answered',
  'finished',
  'invitation_not_accepted',
  'waiting',
  'too_soon',
  'enough_reminders',
  'no_address',
  'address_failed',
  'unsubscribed',
  'erased',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** What is known about a person when a mailing is prepared. */
export interface Candidate {
  personId: number;
  name: string;
  /** Null when there is none. */
  address: string | null;
  economy: string | null;
  /** Of mails to the person. */
  language: string;
  erased: boolean;
  unsubscribed: boolean;
  /** The reply to the last mail when that failed, to the address the person still has. */
  failedReply: string | null;
  invitationId: number | null;
  /** Answered under this name without an invitation, through the open link. */
  answered: boolean;
  finished: boolean;
  /** Mails about this questionnaire that a server accepted, reminders among all, and those under way. */
  accepted: number;
  reminders: number;
  waiting: number;
  lastMailAt: Date | null;
}

export interface ReminderRules {
  /** Most reminders a person may get about one questionnaire. */
  most: number;
  /** Days since the last mail about it. */
  gapDays: number;
}

/** Undefined when the person may be invited. */
export function whyNotInvited(person: Candidate): LeftOutReason | undefined {
  if (person.erased) return 'erased';
  if (person.invitationId !== null) return 'already_invited';
  if (person.answered) return 'already_answered';
  return whyNotWritten(person);
}

/** Undefined when the person may be reminded at this moment. */
export function whyNotReminded(
  person: Candidate,
  rules: ReminderRules,
  at: Date,
): LeftOutReason | undefined {
  if (person.erased) return 'erased';
  if (person.finished || person.answered) return 'finished';
  const refused = whyNotWritten(person);
  if (refused !== undefined) return refused;
  if (person.waiting > 0) return 'waiting';
  if (person.accepted === 0) return 'invitation_not_accepted';
  if (person.reminders >= rules.most) return 'enough_reminders';
  const gap = rules.gapDays * 24 * 3_600_000;
  const since = at.getTime() - (person.lastMailAt?.getTime() ?? 0);
  return since < gap ? 'too_soon' : undefined;
}

function whyNotWritten(person: Candidate): LeftOutReason | undefined {
  if (person.address === null) return 'no_address';
  if (person.unsubscribed) return 'unsubscribed';
  return person.failedReply === null ? undefined : 'address_failed';
}
