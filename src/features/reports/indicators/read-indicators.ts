import type { IndicatorsDocument } from '../../../../exports/indicators/document';
import { Survey } from '../../../models';
import { readIndicatorsFor } from '../../indicators/protect';
import { rulesInForce } from '../../indicators/rules/rules.queries';
import { targetConflicts } from '../../indicators/target-conflicts';
import { readResults } from '../../results/read-results';
import { listReleased, toFormResults } from '../../results/released-results.queries';
import { getProject, listEconomies, listWorkshopDays } from '../../workshop/project.queries';
import { readRecords } from './evidence/read-records';

/**
 * What the workbook of the indicators holds. To be read and written within one snapshot: figures and
 * the records behind them must agree.
 */
export async function readIndicators(
  isProtected: boolean,
): Promise<Omit<IndicatorsDocument, 'mark'>> {
  const project = await getProject();
  const { suppressionK: k } = project;
  const days = await listWorkshopDays();
  const rules = await rulesInForce();
  const economies = await listEconomies();
  const indicators = await readIndicatorsFor(isProtected ? 'overseer' : 'team', k);
  return {
    projectName: project.name,
    timeZone: project.timeZone,
    isProtected,
    k,
    indicators,
    conflicts: targetConflicts(indicators.map(({ definition }) => definition)),
    rules,
    days: days.map(({ number, date }) => ({ number, date })),
    host: economies.find(({ code }) => code === project.hostCode)?.name ?? '',
    records: await readRecords(isProtected, { project, days, rules }),
    satisfaction: await readSatisfaction(isProtected ? k : null),
  };
}

/** @param k null for the live table of organisers, else the one released last */
async function readSatisfaction(k: number | null): Promise<IndicatorsDocument['satisfaction']> {
  const survey = await Survey.findOne({ where: { form: 'workshop_evaluation' } });
  if (survey === null) return null;
  const results =
    k === null
      ? (await readResults(survey.id, null, (all) => all.filter(isSatisfaction))).results
      : toFormResults(await listReleased(survey.id, k));
  const found = results?.questions.find(({ question }) => isSatisfaction(question));
  const table = found?.parts[0]?.table;
  return found === undefined || table === undefined ? null : { title: found.question.title, table };
}

function isSatisfaction({ question, kind }: { question: string; kind: string }): boolean {
  return question === 'overall_satisfaction' && kind === 'rating';
}
