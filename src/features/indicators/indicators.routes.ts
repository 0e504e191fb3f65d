import { Router, type Request, type RequestHandler } from 'express';
import { requireReader } from '../../http/reader-session';
import { renderPage, type PageLocals } from '../../http/render';
import { audienceOf } from '../../http/request-context';
import { dateIn } from '../../lib/clock';
import { demoMark } from '../../lib/demo-mark';
import { ValidationError } from '../../lib/errors';
import { paths } from '../../paths';
import { readPastValues } from '../snapshots/past-values.view-model';
import { getProject, listWorkshopDays } from '../workshop/project.queries';
import { definitionOf } from './catalogue';
import { dashboardPage } from './dashboard.view-model';
import { evidenceOf, type Audience } from './evidence';
import { evidencePageSize, indicatorPage, type EvidencePage } from './indicator-page.view-model';
import { explain } from './explain/explain.view-model';
import { indicatorsData } from './indicators-data';
import { parsePage, parsePeriod } from './indicators.input';
import { allDates, isWholeTime, type Period } from './period';
import { readIndicatorsFor } from './protect';
import { readDashboard, readTrendViews } from './read-dashboard';
import { renderFigures } from './render-figures';

export const indicatorsRoutes = Router();

indicatorsRoutes.get(paths.indicators, requireReader, async (req, res) => {
  const { period, refusal } = askedPeriod(req.query);
  if (period !== undefined) {
    const locals = await readDashboard(audienceOf(req), period);
    await renderPage(req, res, 'indicators/dashboard', locals);
    return;
  }
  const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
  const locals = { ...dashboardPage([], project, days, allDates), ...refusal };
  await renderPage(req, res, 'indicators/dashboard', locals, 422);
});

function askedPeriod(query: Request['query']): {
  period: Period | undefined;
  refusal: Partial<PageLocals>;
} {
  try {
    return { period: parsePeriod(query), refusal: {} };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return {
      period: undefined,
      refusal: { values: textsOf(query), errors: error.fields, problem: error.message },
    };
  }
}

function textsOf({ from, to }: Request['query']): Record<string, string> {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { from: text(from), to: text(to) };
}

/** Programs get an error as data too, and no form to sign in. */
const answerInJson: RequestHandler = (req, _res, next) => {
  req.headers.accept = 'application/json';
  next();
};

indicatorsRoutes.get(paths.indicatorsData, answerInJson, requireReader, async (req, res) => {
  const period = parsePeriod(req.query);
  const project = await getProject();
  const audience = audienceOf(req);
  const indicators = await readIndicatorsFor(audience, project.suppressionK, period);
  res.json(indicatorsData(indicators, project, period, audience));
});

indicatorsRoutes.get(paths.indicatorsPdf, requireReader, async (req, res) => {
  const period = parsePeriod(req.query);
  const project = await getProject();
  const audience = audienceOf(req);
  const indicators = await readIndicatorsFor(audience, project.suppressionK, period);
  const file = await renderFigures(indicators, project, period, audience);
  const mark = demoMark() === null ? '' : 'demo-';
  const version = audience === 'team' ? '-for-organisers' : '';
  res.setHeader('Cache-Control', 'no-store');
  res.attachment(`${mark}indicators${version}-${dateIn(project.timeZone)}.pdf`).send(file);
});

indicatorsRoutes.get(paths.indicatorsDataHelp, requireReader, async (req, res) => {
  await renderPage(req, res, 'indicators/data', { title: 'Figures as data' });
});

indicatorsRoutes.get('/indicators/:id', requireReader, async (req, res) => {
  const { id } = definitionOf(String(req.params['id']));
  const page = parsePage(req.query);
  const period = parsePeriod(req.query);
  const audience = audienceOf(req);
  const project = await getProject();
  const [indicators, evidence] = await Promise.all([
    readIndicatorsFor(audience, project.suppressionK, period),
    readEvidence(id, audience, page, period),
  ]);
  const indicator = indicators.find(({ definition }) => definition.id === id);
  if (indicator === undefined) throw new Error(`The indicator ${id} is not computed.`);
  const locals = indicatorPage(
    indicator,
    indicators.map(({ definition }) => definition),
    evidence,
    project,
    audience === 'overseer',
    period,
  );
  const [trends, pastValues, explanation] = await Promise.all([
    readTrendViews([indicator], audience, project, period),
    // Of all time alone, since a snapshot knows of no period.
    isWholeTime(period) ? readPastValues(id, audience, project.suppressionK) : null,
    explain(indicator, audience, project, isWholeTime(period)),
  ]);
  const parts = { ...locals, trends, pastValues, explanation };
  await renderPage(req, res, 'indicators/indicator', parts);
});

async function readEvidence(
  id: string,
  audience: Audience,
  page: number,
  period: Period,
): Promise<EvidencePage | null> {
  const source = await evidenceOf(id, audience, period);
  if (source === null) return null;
  const total = await source.count();
  const last = Math.max(1, Math.ceil(total / evidencePageSize));
  const shown = Math.min(page, last);
  const rows = await source.rows(evidencePageSize, (shown - 1) * evidencePageSize);
  return { source, rows, total, page: shown };
}
