import { formatDate } from '../../../http/format';
import type { MeetingOutcome, MeetingRequestStatus, MeetingStatus } from '../../../models/codes';
import type { Matchmaking } from './matchmaking.queries';
import type { DayTime } from './meeting-times';

type Tone = '' | 'good' | 'bad' | 'caution' | 'active';

export const outcomeLabels: Record<MeetingOutcome, string> = {
  none: 'Nothing yet',
  contact: 'Contact',
  meeting: 'Another meeting',
  letter_of_intent: 'Letter of intent',
  mou: 'MoU',
  project: 'Joint project',
};

const meetingStatusLabels: Record<MeetingStatus, string> = {
  planned: 'Planned',
  held: 'Held',
  no_show: 'Not held',
  cancelled: 'Cancelled',
};

const meetingStatusTones: Record<MeetingStatus, Tone> = {
  planned: 'active',
  held: 'good',
  no_show: 'bad',
  cancelled: '',
};

/** How a meeting's status is said; one whose time has come and of which nobody has said anything stands out. */
export function meetingStatusWords(
  status: MeetingStatus,
  begun: boolean,
): { label: string; tone: Tone } {
  if (status === 'planned' && begun) return { label: 'To be noted', tone: 'caution' };
  return { label: meetingStatusLabels[status], tone: meetingStatusTones[status] };
}

export const requestStatusLabels: Record<MeetingRequestStatus, string> = {
  asked: 'Waiting for an answer',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
};

export const requestStatusTones: Record<MeetingRequestStatus, Tone> = {
  asked: 'caution',
  accepted: 'good',
  declined: 'bad',
  withdrawn: '',
};

export function timeRange({ startsAt, endsAt }: Omit<DayTime, 'day'>): string {
  return `${startsAt}–${endsAt}`;
}

/** "Day 2, 17 Jun 2020, 14:00–14:20" */
export function describeTime({ days }: Pick<Matchmaking, 'days'>, time: DayTime): string {
  const date = days.find(({ number }) => number === time.day)?.date;
  return `Day ${time.day}, ${formatDate(date)}, ${timeRange(time)}`;
}
