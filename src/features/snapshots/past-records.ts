import { Op, QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import { AuditEvent, Economy, type Snapshot } from '../../models';
import { countedInitiative } from '../indicators/count-records';
import { countSatisfiedForms } from '../indicators/count-satisfied-forms';
import { answerText } from '../indicators/json-text';
import { sumOf } from '../indicators/measures';
import { within } from '../indicators/period';
import type { RuleNumbers } from '../indicators/rules/rules';
import { boundaryOf, boundaryValues, sentBefore } from '../indicators/workshop-boundaries';
import { namelessTitle } from '../responses/project-title';
import { storyRounds } from '../surveys/story-rounds';
import { getProject, listWorkshopDays } from '../workshop/project.queries';
import { evidenceAt } from './evidence-difference';
import type { Recount } from './recount';
import type { SnapshotFigure } from './snapshot-figures';

/** A figure of a snapshot with the rules of its time and those of today. */
export interface Past {
  snapshot: Pick<Snapshot, 'number' | 'takenOn' | 'takenAt'>;
  figure: SnapshotFigure;
  rules: { then: RuleNumbers; today: RuleNumbers };
}

/**
 * I06. Snapshots keep no forms; those of that date are counted as they are kept today, and only where
 * they give by the rule of that time what the snapshot holds.
 */
export async function evaluationAnew({ snapshot, figure, rules }: Past): Promise<Recount> {
  const { timeZone } = await getProject();
  const when = within({ from: null, to: snapshot.takenOn }, timeZone);
  const [then, today] = await Promise.all([
    countSatisfiedForms(rules.then.satisfaction, when),
    countSatisfiedForms(rules.today.satisfaction, when),
  ]);
  const { value, base, split } = figure;
  const isSame =
    then.value === value &&
    sumOf(then.all) === (base ?? 0) &&
    (split === null || JSON.stringify(split) === JSON.stringify(then.counted));
  return isSame
    ? {
        value: today.value,
        how: 'Counted anew from the forms sent by that date; by the rule of its time they give the value of the snapshot.',
      }
    : {
        why: 'Cannot be counted anew: snapshots keep no forms, and those of that date, as they are kept today, do not give the value of the snapshot by the rule of its time. Forms came later on the same day, or were taken out or changed since. The value stays as it was counted; only its target is that of today.',
      };
}

interface Candidate {
  id: string;
  cluster_id: number | null;
  title: string | null;
  corrections: number;
  late_then: number;
  late_today: number;
}

/** I07, from the invitations with the decisions about them that had been made by then. */
export async function invitationsAnew({ snapshot, rules }: Past): Promise<Recount> {
  const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
  const first = (numbers: RuleNumbers) => boundaryOf(numbers.invitationsFromDay, project, days);
  const late = (name: string): string =>
    `CASE WHEN NOT (${sentBefore('r', name)}) THEN 1 ELSE 0 END`;
  const lastOf = (decisions: string): string => `(SELECT w.decision FROM response_reviews w
    WHERE w.response_id = r.id AND w.decided_at <= :takenAt AND w.decision IN (${decisions})
    ORDER BY w.decided_at DESC, w.id DESC LIMIT 1)`;
  const reviewed = lastOf(`'publish', 'approve', 'return', 'expire', 'close', 'reopen'`);
  const candidates = await db().query<Candidate>(
    `SELECT r.id, r.cluster_id, r.corrections, ${answerText('r', 'title')} AS title,
       ${late('firstThen')} AS late_then, ${late('firstToday')} AS late_today
     FROM responses r JOIN surveys s ON s.id = r.survey_id
     WHERE s.form = 'collaboration_invitation' AND r.submitted_at <= :takenAt
       AND COALESCE(${lastOf(`'invalidate', 'validate'`)}, 'validate') = 'validate'
       AND (${reviewed} = 'publish' OR (${reviewed} IN ('expire', 'close') AND EXISTS (
         SELECT 1 FROM response_reviews p WHERE p.response_id = r.id
           AND p.decision = 'publish' AND p.decided_at <= :takenAt)))
     ORDER BY r.submitted_on, r.submitted_at, r.id`,
    {
      type: QueryTypes.SELECT,
      replacements: {
        takenAt: snapshot.takenAt,
        ...boundaryValues('firstThen', first(rules.then)),
        ...boundaryValues('firstToday', first(rules.today)),
      },
    },
  );
  const then = oncePerProject(candidates.filter((one) => one.late_then === 1));
  const today = oncePerProject(candidates.filter((one) => one.late_today === 1));
  const kept = await evidenceAt(snapshot.number, 'invitation');
  const known = new Set(kept.map(({ recordId }) => recordId));
  const isSame = then.length === known.size && then.every(({ id }) => known.has(id));
  const unchanged = today.every(({ id, corrections }) => known.has(id) || corrections === 0);
  return isSame && unchanged
    ? {
        value: today.length,
        how: 'Counted anew from the invitations sent and the decisions made by then; by the rule of its time they are those of the snapshot.',
      }
    : {
        why: 'Cannot be counted anew: some invitations of that time were changed, merged or erased since, so that what they were then is not known. The value stays as it was counted; only its target is that of today.',
      };
}

/** The earliest of each cluster and project. */
function oncePerProject(candidates: readonly Candidate[]): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const one of candidates) {
    const project =
      one.cluster_id === null ? one.id : `${one.cluster_id} ${namelessTitle(one.title ?? '')}`;
    if (!found.has(project)) found.set(project, one);
  }
  return [...found.values()];
}

/** I09 of snapshots from before the questionnaire of one year later was asked apart. */
export async function laterStoriesAnew({ snapshot }: Past): Promise<Recount> {
  const [line] = await db().query<{ sent: number }>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS sent FROM responses r JOIN surveys s ON s.id = r.survey_id
     WHERE s.form = '${storyRounds.yearAfter}' AND r.submitted_at <= :takenAt`,
    { type: QueryTypes.SELECT, replacements: { takenAt: snapshot.takenAt } },
  );
  return line?.sent === 0
    ? { value: null, how: 'By then no story of the questionnaire of one year later had come.' }
    : {
        why: 'Cannot be counted anew: stories of the questionnaire of one year later had come by then, and the snapshot does not hold which of them were countable.',
      };
}

/** I04, from the people of each day that the snapshot keeps, under today's list. */
export async function travelEligibleAnew({ snapshot, figure }: Past): Promise<Recount> {
  const [people, economies] = await Promise.all([
    evidenceAt(snapshot.number, 'attendance'),
    Economy.findAll({ attributes: ['code', 'travelEligible'] }),
  ]);
  const eligible = new Set(
    economies.flatMap(({ code, travelEligible }) => (travelEligible ? [code] : [])),
  );
  const days = figure.details.days ?? [];
  const onDay = (number: number) =>
    people.filter((state) => state.days.split(' ').includes(String(number)));
  const isWhole = days.every(
    ({ number, value }) =>
      onDay(number).filter(({ indicators }) => indicators.split(' ').includes('I04')).length ===
      (value ?? 0),
  );
  if (!isWhole) {
    return {
      why: 'Cannot be counted anew: the snapshot does not keep all the people of its days.',
    };
  }
  const counts = new Map(
    days.map(({ number, value }) => [
      number,
      value === null ? null : onDay(number).filter(({ economy }) => eligible.has(economy)).length,
    ]),
  );
  const known = [...counts.values()].filter((value) => value !== null);
  return {
    value: known.length === 0 ? null : Math.min(...known),
    days: counts,
    how: 'Counted anew from the people of each day that the snapshot keeps, under today’s list of travel-eligible economies.',
  };
}

/** I10 under today's host, where the list of initiatives has not been touched since. */
export async function initiativesAnew(
  { snapshot, figure }: Past,
  hostThen: string,
): Promise<Recount> {
  const touched = await AuditEvent.count({
    where: { area: 'initiative', at: { [Op.gt]: snapshot.takenAt } },
  });
  const { hostCode } = await getProject();
  const [line] = await db().query<{ then: number; today: number; known: number }>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS known,
       CAST(COUNT(CASE WHEN ${countedInitiative} THEN 1 END) AS INTEGER) AS "then",
       CAST(COUNT(CASE WHEN ${countedInitiative.replaceAll(':host', ':hostToday')} THEN 1 END)
         AS INTEGER) AS "today" FROM initiatives i`,
    { type: QueryTypes.SELECT, replacements: { host: hostThen, hostToday: hostCode } },
  );
  const then = line === undefined || line.known === 0 ? null : line.then;
  return touched === 0 && line !== undefined && then === figure.value
    ? {
        value: then === null ? null : line.today,
        how: 'Counted anew for the host economy of today: the list of initiatives is that of the snapshot.',
      }
    : {
        why: 'Cannot be counted anew for the host economy of today: initiatives were added, changed or decided on since, and the snapshot keeps only those that counted.',
      };
}
