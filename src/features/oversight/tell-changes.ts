import { inTransaction } from '../../db/transaction';
import { dateIn } from '../../lib/clock';
import { enqueue } from '../../mail/enqueue';
import { addressKey } from '../../mail/mail-kinds';
import { whatChangedMail, type WhatChangedFacts } from '../../mail/messages/what-changed';
import { Message, OversightSubscription, Snapshot, type Project } from '../../models';
import type { SubscriptionRhythm } from '../../models/codes';
import { compareSnapshots } from '../snapshots/compare-snapshots';
import { getSnapshot } from '../snapshots/snapshots.queries';
import { getProject } from '../workshop/project.queries';
import {
  listSubscribers,
  recipientOf,
  unsubscribedAddresses,
  type Recipient,
  type Subscriber,
} from './links.queries';
import { changesForMail } from './changes-for-mail';
import { weekOf } from './week';

/** What makes a mail the one of its kind: a reader gets one for each, whatever runs twice. */
interface Occasion {
  key: string;
  rhythm: Exclude<SubscriptionRhythm, 'both'>;
  /** The milestone that was reached; null for the mail of a week. */
  milestone: string | null;
  /** Up to which snapshot it tells. */
  until: number;
}

/**
 * Tells those who asked for it once a week what changed since they were told last: on the first
 * day of the week on which the work of the day runs, and not in the week in which they asked.
 */
export async function tellWeeklyReaders(): Promise<void> {
  const until = await Snapshot.max<number | null, Snapshot>('number');
  if (until === null) return;
  const project = await getProject();
  const week = weekOf(dateIn(project.timeZone));
  const occasion: Occasion = { key: week, rhythm: 'weekly', milestone: null, until };
  const begun = ({ consentedAt }: Subscriber): boolean =>
    weekOf(dateIn(project.timeZone, consentedAt)) < week;
  await tell(occasion, (await listSubscribers()).filter(begun), project);
}

/** Tells those who asked for it at milestones what changed up to the snapshot of this one. */
export async function tellOfMilestone(
  { id, title }: { id: number; title: string },
  until: number,
): Promise<void> {
  const occasion: Occasion = {
    ...{ key: `milestone:${id}`, rhythm: 'milestones', milestone: title, until },
  };
  await tell(occasion, await listSubscribers(), await getProject());
}

type Changes = Pick<WhatChangedFacts, 'from' | 'until' | 'changes'>;

interface Told {
  subscriber: Subscriber;
  recipient: Recipient;
  dedupeKey: string;
}

async function tell(
  occasion: Occasion,
  subscribers: readonly Subscriber[],
  project: Project,
): Promise<void> {
  const waiting = await notYetTold(
    subscribers.flatMap((subscriber): Told[] => {
      const recipient = recipientOf(subscriber);
      const { rhythm, userId, linkId } = subscriber;
      if (recipient === undefined || (rhythm !== 'both' && rhythm !== occasion.rhythm)) return [];
      const reader = userId === null ? `link:${linkId ?? ''}` : `user:${userId}`;
      return [{ subscriber, recipient, dedupeKey: `what_changed:${reader}:${occasion.key}` }];
    }),
  );
  const periods = new Map<number, Changes>();
  for (const told of waiting) {
    const from = told.subscriber.toldNumber ?? 1;
    let changes = periods.get(from);
    if (changes === undefined) {
      // Read outside of the transaction of the mail: a comparison reads all that is kept.
      changes = await changesBetween(from, occasion.until);
      periods.set(from, changes);
    }
    await write(told, occasion, changes, project);
  }
}

async function notYetTold(all: readonly Told[]): Promise<Told[]> {
  const [unsubscribed, sent] = await Promise.all([
    unsubscribedAddresses(all.map(({ recipient }) => recipient.address)),
    Message.findAll({
      attributes: ['dedupeKey'],
      where: { dedupeKey: all.map(({ dedupeKey }) => dedupeKey) },
    }),
  ]);
  const known = new Set(sent.map(({ dedupeKey }) => dedupeKey));
  return all.filter(
    ({ recipient, dedupeKey }) =>
      !known.has(dedupeKey) && !unsubscribed.has(addressKey(recipient.address)),
  );
}

/** As overseers may see it, for accounts of the team, too: mails are passed on. */
async function changesBetween(from: number, until: number): Promise<Changes> {
  if (until > from) {
    const comparison = await compareSnapshots(from, until, 'overseer');
    return {
      from: comparison.from.takenOn,
      until: comparison.to.takenOn,
      changes: changesForMail(comparison),
    };
  }
  const { takenOn } = await getSnapshot(until);
  return { from: takenOn, until: takenOn, changes: [] };
}

async function write(
  { subscriber, recipient, dedupeKey }: Told,
  { milestone, until }: Occasion,
  changes: Changes,
  project: Project,
): Promise<void> {
  await inTransaction(async (tx) => {
    // Behind the lock, so that a link that is withdrawn in this moment, or a reader who has just
    // changed their mind, gets no mail.
    const current = await OversightSubscription.findByPk(subscriber.id, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    if (current === null) return;
    const result = await enqueue(tx, {
      dedupeKey,
      kind: 'what_changed',
      to: { name: recipient.name, address: recipient.address },
      content: whatChangedMail({
        toName: recipient.name,
        project: project.name,
        milestone,
        ...changes,
        contactName: project.contactName,
        contactEmail: project.contactEmail,
      }),
      linkSubject: recipient.linkSubject,
      listUnsubscribe: true,
    });
    if (result === 'queued') await current.update({ toldNumber: until }, { transaction: tx });
  });
}
