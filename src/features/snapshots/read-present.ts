import type { Tx } from '../../db/transaction';
import type { Project, WorkshopDay } from '../../models';
import { computeIndicators } from '../indicators/compute';
import { protectIndicators, unprotected } from '../indicators/protect';
import { rulesInForce, type RuleVersion } from '../indicators/rules/rules.queries';
import { listReleasedSplits } from '../results/released-results.queries';
import { getProject, listWorkshopDays } from '../workshop/project.queries';
import { figureOf, type SnapshotFigure } from './snapshot-figures';

/** How everything stands now, as both audiences see it. */
interface Present {
  project: Project;
  days: WorkshopDay[];
  rules: RuleVersion;
  team: SnapshotFigure[];
  overseer: SnapshotFigure[];
}

/** @param tx one that sees one state of the database, so that all figures agree with each other */
export async function readPresent(tx: Tx): Promise<Present> {
  const project = await getProject(tx);
  const days = await listWorkshopDays(tx);
  const rules = await rulesInForce(tx);
  const indicators = await computeIndicators({ rules, tx });
  const released = await listReleasedSplits(project.suppressionK, tx);
  return {
    project,
    days,
    rules,
    team: indicators.map((indicator) => figureOf(unprotected(indicator))),
    overseer: protectIndicators(indicators, released).map(figureOf),
  };
}
