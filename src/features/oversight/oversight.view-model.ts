import { formatDate, formatDateTime } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { CurrentUser } from '../../http/request-context';
import { absoluteUrl } from '../../lib/base-url';
import { dateIn, now } from '../../lib/clock';
import { linkToken } from '../../lib/link-tokens';
import { addressKey } from '../../mail/mail-kinds';
import type { OversightLink } from '../../models';
import type { SubscriptionRhythm } from '../../models/codes';
import { paths } from '../../paths';
import { getProject } from '../workshop/project.queries';
import {
  getOversightLink,
  listOversightLinks,
  listSubscribers,
  recipientOf,
  unsubscribedAddresses,
  type Subscriber,
} from './links.queries';

const rhythmLabels: Record<SubscriptionRhythm, string> = {
  weekly: 'Once a week',
  milestones: 'When a milestone is reached',
  both: 'Once a week and at milestones',
};

const rhythmOptions = [
  { value: '', label: 'No mails' },
  ...Object.entries(rhythmLabels).map(([value, label]) => ({ value, label })),
];

type State = 'open' | 'expired' | 'withdrawn';

const stateWords: Record<State, { label: string; tone: string }> = {
  open: { label: 'In force', tone: 'status-good' },
  expired: { label: 'Expired', tone: '' },
  withdrawn: { label: 'Withdrawn', tone: 'status-bad' },
};

function stateOf(link: OversightLink): State {
  if (link.withdrawnAt !== null) return 'withdrawn';
  return link.expiresAt > now() ? 'open' : 'expired';
}

/** Links and subscribers for the team; for an overseer only when they themselves are told. */
export async function oversightPage(user: CurrentUser, isTeam: boolean): Promise<PageLocals> {
  const [project, subscribers, links] = await Promise.all([
    getProject(),
    listSubscribers(),
    isTeam ? listOversightLinks() : [],
  ]);
  const own = subscribers.find(({ userId }) => userId === user.id);
  const stopped = await unsubscribedAddresses(
    subscribers.flatMap((one) => recipientOf(one)?.address ?? []),
  );
  return {
    title: 'Oversight',
    rhythmOptions,
    ownRhythm: own === undefined || stopped.has(addressKey(user.email)) ? '' : own.rhythm,
    ownEmail: user.email,
    links: links.map((link) => linkLine(link, project.timeZone)),
    subscribers: isTeam ? subscribers.map((one) => subscriberLine(one, stopped)) : [],
  };
}

/** Names are removed when their time is over. */
function readerName({ readerName: name }: OversightLink): string {
  return name === '' ? 'Reader no longer named' : name;
}

function linkLine(link: OversightLink, timeZone: string) {
  return {
    id: link.id,
    readerName: readerName(link),
    purpose: link.purpose,
    lastDay: formatDate(link.lastDay),
    state: stateWords[stateOf(link)],
    openings: link.openings,
    lastOpened: link.lastOpenedAt === null ? '' : formatDateTime(link.lastOpenedAt, timeZone),
  };
}

function subscriberLine(subscriber: Subscriber, stopped: ReadonlySet<string>) {
  const { user, link, rhythm } = subscriber;
  const recipient = recipientOf(subscriber);
  const off = recipient !== undefined && stopped.has(addressKey(recipient.address));
  return {
    name: user?.name ?? (link === null ? '' : readerName(link)),
    how: user === null ? 'By a link' : 'With an account',
    rhythm: rhythmLabels[rhythm],
    state: off ? 'Unsubscribed' : recipient === undefined ? 'No access any more' : '',
  };
}

export async function newLinkPage(): Promise<PageLocals> {
  const { timeZone } = await getProject();
  return {
    title: 'New read-only link',
    rhythmOptions,
    today: dateIn(timeZone),
    timeZone,
  };
}

/** One link with its address, for as long as it opens. @throws NotFoundError */
export async function linkPage(id: number): Promise<PageLocals> {
  const [link, { timeZone }] = await Promise.all([getOversightLink(id), getProject()]);
  const token = linkToken(`oversight:${link.nonce}`);
  return {
    title: `Read-only link for ${readerName(link)}`,
    link: { ...linkLine(link, timeZone), readerEmail: link.readerEmail ?? '' },
    madeAt: formatDateTime(link.createdAt, timeZone),
    withdrawnAt: link.withdrawnAt === null ? '' : formatDateTime(link.withdrawnAt, timeZone),
    address: stateOf(link) === 'open' ? absoluteUrl(paths.readOnly(token)) : null,
  };
}
