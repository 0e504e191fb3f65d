import { dateIn, now } from '../../lib/clock';
import { Survey, type Project } from '../../models';
import type { Audience } from '../indicators/evidence';
import { allDates } from '../indicators/period';
import { protectIndicators, unprotected, type ProtectedIndicator } from '../indicators/protect';
import { readFigures } from '../indicators/read-figures';
import { listReleased, listReleasedSplits } from '../results/released-results.queries';
import { getProject, listEconomies, listWorkshopDays } from '../workshop/project.queries';
import { listRoster } from '../workshop/speakers/roster.queries';
import { evaluationSummary, type EvaluationSummary } from './evaluation-summary';
import { countGaps, listEconomyGaps } from './gaps.queries';
import { missingFor, type Missing } from './missing';
import type { ImplementerTable } from '../records/implementers/implementer-counts';
import { readImplementerTable } from '../records/implementers/implementers.queries';
import { participantTables, type ParticipantTables } from './participant-tables';
import { countWhoCame, countWhoCameByDay } from './participants.queries';

/** The figures of the completion report, and what is missing for it to be complete. */
export interface Completion {
  project: Project;
  asOf: Date;
  /** Null before anybody came. */
  participants: ParticipantTables | null;
  /** Who carries the project out, and its experts; null while there is nobody. */
  implementers: ImplementerTable | null;
  /** I06 as readers outside the team see it. */
  satisfaction: ProtectedIndicator | undefined;
  /** Null before results of the evaluation were released. */
  evaluation: EvaluationSummary | null;
  missing: Missing[];
}

/** The number of queries is the same whatever the number of records. */
export async function readCompletion(audience: Audience): Promise<Completion> {
  const [project, days, economies, surveys] = await Promise.all([
    getProject(),
    listWorkshopDays(),
    listEconomies(),
    Survey.findAll({ attributes: ['id', 'form', 'title'], order: ['id'] }),
  ]);
  const { suppressionK: k, timeZone, hostCode } = project;
  const today = dateIn(timeZone);
  const taken = days.filter(({ date }) => date <= today).map(({ number }) => number);
  const evaluation = surveys.find(({ form }) => form === 'workshop_evaluation');
  const [came, cells, figures, gaps, economyGaps, roster, released, implementers, tables] =
    await Promise.all([
      countWhoCame(taken),
      countWhoCameByDay(taken),
      readFigures(allDates),
      countGaps(hostCode, today),
      listEconomyGaps(),
      listRoster(),
      listReleasedSplits(k),
      readImplementerTable(),
      evaluation === undefined ? [] : listReleased(evaluation.id, k),
    ]);
  const toPassOn = protectIndicators(figures, released);
  return {
    project,
    asOf: now(),
    implementers,
    participants: participantTables({ came, cells, days, economies }),
    satisfaction: toPassOn.find(({ definition }) => definition.id === 'I06'),
    evaluation: evaluationSummary(tables),
    missing: missingFor({
      indicators: audience === 'team' ? figures.map(unprotected) : toPassOn,
      gaps,
      economies: economyGaps,
      roster,
      implementers,
      unreleased: surveys.filter(({ form }) => !released.respondents.has(form)),
      isTeam: audience === 'team',
    }),
  };
}
