import { recordAuditEvent, systemActor, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { now } from '../../lib/clock';
import { ConflictError } from '../../lib/errors';
import { ReleasedResult, Survey } from '../../models';
import { decideReleases } from '../../statistics/decide-releases';
import { type ReleaseDecision } from '../../statistics/release-unit';
import { computeIndicators } from '../indicators/compute';
import { lockSurvey } from '../surveys/lock-survey';
import { getProject } from '../workshop/project.queries';
import { readCodeResults } from './coding/code-table';
import { questionsPutTo } from './put-to';
import { readResults } from './read-results';
import { listPastReleases, type ShownTable } from './released-results.queries';
import { unitsToRelease, type UnitToRelease } from './results-to-release';

/** What was decided about one table. */
export interface ReleaseLine {
  key: string;
  title: string;
  decision: ReleaseDecision;
}

/** Releases of every form what may be released today. Repeating it on a day does no harm. */
export async function releaseAllResults(): Promise<void> {
  for (const { form } of await Survey.findAll({ attributes: ['form'], order: ['id'] })) {
    await releaseResults(systemActor, form);
  }
}

/**
 * Moves the tables of a form on for readers outside the team, as far as that tells of no group of
 * fewer than k people. Released counts are aggregates without names: they stay when a person is
 * erased, and the next release is one without that person.
 *
 * @returns a line for each table; empty while nobody has answered
 * @throws NotFoundError for an unknown form
 * @throws ConflictError when another release of the form was made meanwhile
 */
export async function releaseResults(actor: Actor, form: string): Promise<ReleaseLine[]> {
  const survey = await Survey.findOne({
    attributes: ['id', 'facts'],
    where: { form },
    rejectOnEmpty: true,
  });
  const { suppressionK: k } = await getProject();
  const [units, history] = await Promise.all([
    readUnits(survey, form, k),
    listPastReleases(survey.id),
  ]);
  const isEmpty = units[0]?.parts[0]?.counts.base.total.n === 0;
  if (isEmpty && history.rows === 0) return [];
  const decisions = await decideReleases(units, history.past, k);
  const moved = units.filter(({ key }) => decisions.get(key) === 'moved');
  if (moved.length > 0) {
    const takenAt = now();
    await inTransaction(async (tx) => {
      const { id: surveyId } = await lockSurvey(form, tx);
      if ((await ReleasedResult.count({ where: { surveyId }, transaction: tx })) !== history.rows) {
        throw new ConflictError(
          'Another release of these results was made at the same time. Look at it before you release again.',
          'released_meanwhile',
        );
      }
      await ReleasedResult.bulkCreate(
        moved.map((unit) => ({
          surveyId,
          tableKey: unit.key,
          number: (history.numbers.get(unit.key) ?? 0) + 1,
          takenAt,
          k,
          ...contentOf(unit, units.indexOf(unit)),
        })),
        { transaction: tx },
      );
      await recordAuditEvent(tx, actor, {
        action: 'results.released',
        subjectType: 'survey',
        subjectId: surveyId,
        changes: { tablesReleased: moved.length },
      });
    });
  }
  return units.map(({ key, title }) => ({ key, title, decision: decisions.get(key) ?? 'waits' }));
}

function contentOf(
  { parts, question, rule, countedAmong }: UnitToRelease,
  position: number,
): { counts: string; shown: string } {
  const shown: ShownTable = {
    position,
    ...(question === undefined ? {} : { question }),
    ...(rule === undefined ? {} : { rule }),
    ...(countedAmong === undefined ? {} : { countedAmong }),
    parts: parts.map(({ item, label, shown: table, means }) => ({ item, label, table, means })),
  };
  return {
    counts: JSON.stringify(parts.map(({ counts }) => counts)),
    shown: JSON.stringify(shown),
  };
}

const attempts = 5;

/** Answers that arrive between two of its queries make the counts contradict each other: once more. */
async function readUnits(
  survey: Pick<Survey, 'id' | 'facts'>,
  form: string,
  k: number,
): Promise<UnitToRelease[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { results, versions } = await readResults(survey.id, null);
      const putTo = questionsPutTo(versions);
      for (const result of results.questions) {
        result.putTo = putTo.get(result.question.question) ?? [];
      }
      results.questions.push(...(await readCodeResults(survey)));
      const indicators = await computeIndicators();
      const splits = indicators.flatMap(
        ({ definition: { id, fedBy }, split, rule, countedAmong }) =>
          fedBy === form && split !== null ? [{ id, split, rule, countedAmong }] : [],
      );
      return unitsToRelease(results, splits, k);
    } catch (error) {
      if (!(error instanceof RangeError) || attempt === attempts) throw error;
    }
  }
}
