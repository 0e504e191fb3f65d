import { Router } from 'express';
import { requireReader } from '../../../http/reader-session';
import { renderPage } from '../../../http/render';
import { isTeam } from '../../../http/request-context';
import { findSurvey } from '../../surveys/surveys.queries';
import { getProject } from '../../workshop/project.queries';
import { listDataSets } from '../data-sets/data-sets.queries';
import { listReleased } from '../released-results.queries';
import { parseCross } from './cross.input';
import { crossPage } from './cross.view-model';
import { crossChoices, readCrossTable } from './read-cross-table';
import { fixedTablesPage } from './released-cross.view-model';

export const crossRoutes = Router();

crossRoutes.get('/surveys/:form/results/cross', requireReader, async (req, res) => {
  const survey = await findSurvey(String(req.params['form']));
  if (!isTeam(req)) {
    // Free combinations cannot be made safe; see fixedTablesPage.
    const project = await getProject();
    const tables = await listReleased(survey.id, project.suppressionK);
    await renderPage(req, res, 'results/fixed-tables', fixedTablesPage(survey, project, tables));
    return;
  }
  const input = parseCross(req.query);
  const [choices, sets, project] = await Promise.all([
    crossChoices(survey.id, input.data),
    listDataSets(survey.id),
    getProject(),
  ]);
  const rows = input.rows === '' ? choices.rows[0]?.key : input.rows;
  const by = input.by === '' ? choices.columns[0]?.key : input.by;
  const chosen =
    rows === undefined || by === undefined
      ? null
      : await readCrossTable(survey.id, choices, { rows, by });
  await renderPage(
    req,
    res,
    'results/cross',
    crossPage({ survey, project, choices, sets, input, chosen }),
  );
});
