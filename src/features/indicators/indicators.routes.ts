import { Router, type Request } from 'express';
import { requireReader } from '../../http/reader-session';
import { renderPage } from '../../http/render';
import { audienceOf } from '../../http/request-context';
import { paths } from '../../paths';
import { getProject } from '../workshop/project.queries';
import { definitionOf } from './catalogue';
import { evidenceOf, type Audience } from './evidence';
import { evidencePageSize, indicatorPage, type EvidencePage } from './indicator-page.view-model';
import { parsePage } from './indicators.input';
import { dashboardPage } from './indicators.view-model';
import { readIndicatorsFor, type ProtectedIndicator } from './protect';

export const indicatorsRoutes = Router();

indicatorsRoutes.get(paths.indicators, requireReader, async (req, res) => {
  const [indicators, project] = await Promise.all([readIndicators(req), getProject()]);
  await renderPage(req, res, 'indicators/dashboard', dashboardPage(indicators, project));
});

indicatorsRoutes.get('/indicators/:id', requireReader, async (req, res) => {
  const { id } = definitionOf(String(req.params['id']));
  const page = parsePage(req.query);
  const [indicators, project, evidence] = await Promise.all([
    readIndicators(req),
    getProject(),
    readEvidence(id, audienceOf(req), page),
  ]);
  const indicator = indicators.find(({ definition }) => definition.id === id);
  if (indicator === undefined) throw new Error(`The indicator ${id} is not computed.`);
  const locals = indicatorPage(
    indicator,
    indicators.map(({ definition }) => definition),
    evidence,
    project,
    audienceOf(req) === 'overseer',
  );
  await renderPage(req, res, 'indicators/indicator', locals);
});

async function readIndicators(req: Request): Promise<ProtectedIndicator[]> {
  const { suppressionK: k } = await getProject();
  return readIndicatorsFor(audienceOf(req), k);
}

async function readEvidence(
  id: string,
  audience: Audience,
  page: number,
): Promise<EvidencePage | null> {
  const source = await evidenceOf(id, audience);
  if (source === null) return null;
  const total = await source.count();
  const last = Math.max(1, Math.ceil(total / evidencePageSize));
  const shown = Math.min(page, last);
  const rows = await source.rows(evidencePageSize, (shown - 1) * evidencePageSize);
  return { source, rows, total, page: shown };
}
