import { QueryTypes } from 'sequelize';
import { together } from '../../db/together';
import { db, type Tx } from '../../db/transaction';
import { shareOfWomen, type StoredSex } from '../../statistics/sex-split';
import { actionsOfMembers } from '../records/members/actions.queries';
import { platformStanding } from '../records/platform/standing';
import { addPeople, noOne, sumOf, type Measure } from './measures';
import type { Within } from './period';

/** I05, I10, I17 and I18 from the records that organisers keep. */
export async function countRecords(
  host: string,
  lastDay: string,
  when: Within,
  tx?: Tx,
): Promise<Record<'I05' | 'I10' | 'I17' | 'I18', Measure>> {
  const [I05, I10, I17, I18] = await together(tx, [
    () => countCommentingEconomies(when, tx),
    () => countInitiatives(host, when, tx),
    () => countMembers(lastDay, when, tx),
    () => countRegisteredEconomies(when, tx),
  ]);
  return { I05, I10, I17, I18 };
}

/** I05: economies with a substantial comment on the Final Report. No data before a first comment. */
async function countCommentingEconomies(when: Within, tx?: Tx): Promise<Measure> {
  const [line] = await db().query<{ comments: number; economies: number }>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS comments,
       CAST(COUNT(DISTINCT CASE WHEN substantial THEN economy_code END) AS INTEGER) AS economies
     FROM draft_comments WHERE draft = 'final_report' AND ${when.dated('received_on')}`,
    { type: QueryTypes.SELECT, replacements: when.values, transaction: tx ?? null },
  );
  return plain(line === undefined || line.comments === 0 ? null : line.economies);
}

/**
 * An initiative is of others, of the host alone, or joint; of the joint ones those count that
 * organisers decided to count.
 */
export const countedInitiative = `EXISTS (
    SELECT 1 FROM initiative_proposers o WHERE o.initiative_id = i.id AND o.economy_code <> :host)
  AND (i.counted OR NOT EXISTS (
    SELECT 1 FROM initiative_proposers h WHERE h.initiative_id = i.id AND h.economy_code = :host))`;

/** I10: initiatives within PPSTI launched by others than the host. */
async function countInitiatives(host: string, when: Within, tx?: Tx): Promise<Measure> {
  const [line] = await db().query<{ known: number; counted: number; undecided: number }>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS known,
       CAST(COUNT(CASE WHEN ${countedInitiative} THEN 1 END) AS INTEGER) AS counted,
       CAST(COUNT(CASE WHEN i.counted IS NULL AND 2 <= (
         SELECT COUNT(*) FROM initiative_proposers a WHERE a.initiative_id = i.id)
         AND EXISTS (SELECT 1 FROM initiative_proposers h
           WHERE h.initiative_id = i.id AND h.economy_code = :host)
         THEN 1 END) AS INTEGER) AS undecided
     FROM initiatives i WHERE ${when.dated('i.launched_on')}`,
    { type: QueryTypes.SELECT, replacements: { ...when.values, host }, transaction: tx ?? null },
  );
  if (line === undefined || line.known === 0) return plain(null);
  const { counted, undecided } = line;
  return {
    ...plain(counted),
    notes:
      undecided === 0
        ? []
        : [
            `${undecided} joint ${undecided === 1 ? 'initiative is' : 'initiatives are'} still to be decided.`,
          ],
  };
}

/** I17: women among the members of PPSTI who were active after the last day of the workshop. */
async function countMembers(lastDay: string, when: Within, tx?: Tx): Promise<Measure> {
  const lines = await db().query<{ sex: StoredSex; count: number }>(
    `WITH ${actionsOfMembers}
     SELECT p.sex AS sex, CAST(COUNT(DISTINCT p.id) AS INTEGER) AS count
     FROM member_actions_after x JOIN people p ON p.id = x.person_id
     WHERE ${when.dated('x.acted_on')} GROUP BY p.sex`,
    {
      type: QueryTypes.SELECT,
      replacements: { ...when.values, lastDay },
      transaction: tx ?? null,
    },
  );
  const members = noOne();
  for (const { sex, count } of lines) addPeople(members, sex, count);
  return {
    value: shareOfWomen(members),
    counted: members,
    all: members,
    ratio: { counted: members.women, of: members.women + members.men },
    notes:
      sumOf(members) === 0 ? [] : [`Sex not stated, left out of the share: ${members.notStated}.`],
  };
}

/** The date on which page and focal point were both there; of one of them alone, its date. */
export const registeredOn = `CASE WHEN page_published_on IS NULL THEN focal_point_verified_on
  WHEN focal_point_verified_on IS NULL OR page_published_on > focal_point_verified_on
    THEN page_published_on ELSE focal_point_verified_on END`;

/** I18: economies with a published page and a verified focal point. */
async function countRegisteredEconomies(when: Within, tx?: Tx): Promise<Measure> {
  const [line] = await db().query<{ begun: number; registered: number }>(
    `SELECT CAST(COUNT(CASE WHEN page_published_on IS NOT NULL
         OR focal_point_verified_on IS NOT NULL THEN 1 END) AS INTEGER) AS begun,
       CAST(COUNT(CASE WHEN page_published_on IS NOT NULL
         AND focal_point_verified_on IS NOT NULL THEN 1 END) AS INTEGER) AS registered
     FROM ${platformStanding} standing WHERE ${when.dated(`(${registeredOn})`)}`,
    { type: QueryTypes.SELECT, replacements: when.values, transaction: tx ?? null },
  );
  return plain(line === undefined || line.begun === 0 ? null : line.registered);
}

function plain(value: number | null): Measure {
  return { value, counted: noOne(), all: noOne() };
}
