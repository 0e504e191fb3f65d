import type { Evidence, IndicatorsDocument } from '../../../../exports/indicators/document';
import { Survey } from '../../../models';
import { catalogue } from '../../indicators/catalogue';
import { allEvidence, evidenceOf } from '../../indicators/evidence';
import { readIndicatorsFor } from '../../indicators/protect';
import { readResults } from '../../results/read-results';
import { listReleased, toFormResults } from '../../results/released-results.queries';
import { getProject, listEconomies } from '../../workshop/project.queries';

/** What the workbook of the indicators holds, read from the database as it stands now. */
export async function readIndicators(
  isProtected: boolean,
): Promise<Omit<IndicatorsDocument, 'mark'>> {
  const project = await getProject();
  const { suppressionK: k } = project;
  const [indicators, evidence, economies, satisfaction] = await Promise.all([
    readIndicatorsFor(isProtected ? 'overseer' : 'team', k),
    readEvidence(isProtected),
    listEconomies(),
    readSatisfaction(isProtected ? k : null),
  ]);
  return {
    projectName: project.name,
    timeZone: project.timeZone,
    isProtected,
    k,
    indicators,
    evidence,
    economies: economies.map(({ name }) => name),
    satisfaction,
  };
}

// Each batch counts all records anew, so few large ones.
const batch = 10_000;

/**
 * The records behind the indicators as overseers see them, whoever asks: a file is passed on sooner or
 * later. Forms of the evaluation, which name nobody, are added for organisers.
 */
async function readEvidence(isProtected: boolean): Promise<Map<string, Evidence>> {
  const found = new Map<string, Evidence>();
  for (const { id } of catalogue) {
    const source =
      (await evidenceOf(id, 'overseer')) ??
      (id === 'I06' && !isProtected ? await evidenceOf(id, 'team') : null);
    if (source === null) continue;
    const rows: Evidence['rows'] = [];
    for await (const { cells } of allEvidence(source, batch)) rows.push(cells);
    found.set(id, { columns: source.columns, rows });
  }
  return found;
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
