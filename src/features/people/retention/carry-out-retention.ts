import { recordAuditEvent, systemActor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { AppError } from '../../../lib/errors';
import { logger } from '../../../lib/logger';
import { RetentionAnnouncement } from '../../../models';
import type { RetentionSubject } from '../../../models/codes';
import { eraseNominee } from '../../workshop/nominations/erase-nominations';
import { eraseOpenAnswers } from '../erase-open-answers';
import { erasePerson } from '../erase-person';
import {
  nominationsDue,
  peopleDue,
  responsesDue,
  retentionCalendar,
  type DueRecord,
  type RetentionCalendar,
} from './due-records.queries';
import { daysAfter } from './retention-dates';
import { listedDaysAtLeast } from './retention-promises';

/** Erasures of one run; what is left over is done on the next day. */
const mostOfARun = 1000;
const announcedAtOnce = 200;

interface Kind {
  type: RetentionSubject;
  due: (calendar: RetentionCalendar, until: string) => Promise<DueRecord[]>;
  erase: (record: DueRecord, calendar: RetentionCalendar) => Promise<unknown>;
}

const kinds: Kind[] = [
  {
    type: 'person',
    due: peopleDue,
    erase: ({ id }, calendar) =>
      erasePerson(systemActor, Number(id), 'keep', async (tx) => {
        const only = { personId: Number(id), tx };
        return (await peopleDue(calendar, calendar.today, only)).length > 0;
      }),
  },
  {
    type: 'nomination',
    due: nominationsDue,
    erase: ({ id }) => eraseNominee(systemActor, Number(id), { keepCategories: true }),
  },
  {
    type: 'response',
    due: responsesDue,
    erase: ({ id }) => eraseOpenAnswers(systemActor, id),
  },
];

/**
 * Keeps what people were promised: erases personal details whose time is over, with the answers
 * kept as codes and numbers of economy, sex and sector, and puts those soon due on the list of
 * administrators. Nobody is erased who has not stood there for 30 days. May be cut off and run
 * again at any time; each is erased by itself.
 * @throws Error when some could not be erased, after the others were
 */
export async function carryOutRetention(): Promise<void> {
  const calendar = await retentionCalendar();
  let failed = 0;
  for (const kind of kinds) {
    await announce(kind, calendar);
    failed += await eraseDue(kind, calendar);
  }
  if (failed > 0) throw new Error(`${failed} whose time is over could not be erased.`);
}

/** The list as it is now: who is newly due stands on it from today, who is no longer due does not. */
async function announce({ type, due }: Kind, calendar: RetentionCalendar): Promise<void> {
  const { today, listedUntil } = calendar;
  const records = await due(calendar, listedUntil);
  const standing = await RetentionAnnouncement.findAll({ where: { subjectType: type } });
  const listed = new Set(records.map(({ id }) => id));
  const over = standing.map(({ subjectId }) => subjectId).filter((id) => !listed.has(id));
  const added = records.filter(({ announcedOn }) => announcedOn === null);
  if (over.length === 0 && added.length === 0) return;
  await inTransaction(async (tx) => {
    for (let start = 0; start < over.length; start += announcedAtOnce) {
      const subjectId = over.slice(start, start + announcedAtOnce);
      await RetentionAnnouncement.destroy({
        where: { subjectType: type, subjectId },
        transaction: tx,
      });
    }
    await RetentionAnnouncement.bulkCreate(
      added.map(({ id }) => ({ subjectType: type, subjectId: id, announcedOn: today })),
      { transaction: tx, ignoreDuplicates: true },
    );
    await recordAuditEvent(tx, systemActor, {
      action: 'retention.listed',
      subjectType: 'retention',
      subjectId: type,
      changes: { added: added.length, removed: over.length },
    });
  });
}

/** @returns how many could not be erased */
async function eraseDue({ type, due, erase }: Kind, calendar: RetentionCalendar): Promise<number> {
  const listedSince = daysAfter(calendar.today, -listedDaysAtLeast);
  const records = (await due(calendar, calendar.today)).filter(
    ({ announcedOn }) => announcedOn !== null && announcedOn <= listedSince,
  );
  let failed = 0;
  for (const record of records.slice(0, mostOfARun)) {
    try {
      await erase(record, calendar);
    } catch (error) {
      // Erased or extended by somebody else meanwhile.
      if (error instanceof AppError) continue;
      failed += 1;
      logger.error({ err: error, type, id: record.id }, 'an erasure that is due failed');
    }
  }
  return failed;
}
