import { deliveryMode } from '../../mail/delivery-mode';
import { keptAsFileReply } from '../../mail/file-transport';
import type { Message } from '../../models';
import type { MessageStatus } from '../../models/codes';
import type { LeftOutReason } from './recipients.policy';

/** How a state is called and which class of .status shows it. */
export interface StatusWords {
  code: MessageStatus;
  label: string;
  tone: string;
}

const words: Record<MessageStatus, [label: string, tone: string]> = {
  queued: ['Waiting', ''],
  sending: ['Being sent', 'status-active'],
  sent: ['Accepted', 'status-good'],
  failed: ['Failed', 'status-bad'],
  uncertain: ['Uncertain', 'status-caution'],
  cancelled: ['Cancelled', ''],
};

/** The name of a state, for counts of many messages. */
export function statusWords(code: MessageStatus): StatusWords {
  const [label, tone] = words[code];
  const keptAsFiles = code === 'sent' && deliveryMode() === 'files';
  return { code, label: keptAsFiles ? 'Kept as files' : label, tone };
}

/** The same for one message: what became of it then, whatever the configuration is now. */
export function messageStatusWords(message: Pick<Message, 'status' | 'lastReply'>): StatusWords {
  const [label, tone] = words[message.status];
  const keptAsFile = message.status === 'sent' && message.lastReply?.startsWith(keptAsFileReply);
  return { code: message.status, label: keptAsFile === true ? 'Kept as file' : label, tone };
}

const kinds: Record<string, string> = {
  survey_invitation: 'Invitation',
  survey_reminder: 'Reminder',
  receipt: 'Receipt',
  account_link: 'Account link',
  focal_point_link: 'Link to nominate',
  nomination_decisions: 'Decisions on nominations',
  programme_change: 'Change of the programme',
  workshop_invitation: 'Invitation to the workshop',
  registration: 'Registration',
  calendar_entry: 'Calendar entry',
  meeting_request: 'Request for a meeting',
  meeting_answer: 'Answer to a request for a meeting',
  meeting: 'Meeting',
  certificate: 'Certificate',
  milestone_reminder: 'Reminder of a milestone',
  what_changed: 'What changed',
  test: 'Test mail',
};

export const kindOptions = Object.entries(kinds).map(([value, label]) => ({ value, label }));

export function kindLabel(kind: string): string {
  return kinds[kind] ?? kind;
}

export const leftOutWords: Record<LeftOutReason, string> = {
  already_invited: 'already invited to this questionnaire',
  already_answered: 'already answered through the open link',
  finished: 'have answered',
  invitation_not_accepted: 'the invitation was not accepted by a mail server',
  waiting: 'an earlier mail about this questionnaire has not been sent yet',
  too_soon: 'the last mail about this questionnaire is too recent',
  enough_reminders: 'have had the most reminders',
  no_address: 'no e-mail address',
  address_failed: 'the last mail to this address failed',
  unsubscribed: 'unsubscribed from mails about questionnaires',
  erased: 'erased at their request',
};
