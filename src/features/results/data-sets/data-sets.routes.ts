import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf, currentUser } from '../../../http/request-context';
import type { Survey } from '../../../models';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { findSurvey } from '../../surveys/surveys.queries';
import { getProject } from '../../workshop/project.queries';
import { adjustmentsFile } from './adjustments-file';
import { listAdjustmentNotes, listAdjustments } from './adjustments.queries';
import { adjustmentsPage } from './adjustments.view-model';
import { compareResults } from './compare-data-sets';
import { comparisonPage } from './comparison.view-model';
import { parseComparison, parseFreeze, parseNoteLink } from './data-sets.input';
import { isUntouched, listDataSets, readDataSet } from './data-sets.queries';
import { dataSetsPage } from './data-sets.view-model';
import { freezeDataSet } from './freeze-data-set';
import { linkAdjustmentNote } from './link-note';

/** Frozen data sets and the log of adjustments: for the team, since they are not suppressed. */
export const dataSetsRoutes = Router();

const surveyOf = (req: Request): Promise<Survey> => findSurvey(String(req.params['form']));

async function setsLocals(survey: Survey): Promise<PageLocals> {
  const [sets, project] = await Promise.all([listDataSets(survey.id), getProject()]);
  const checked = await Promise.all(
    sets.map(async (set) => ({ ...set, untouched: await isUntouched(set.id) })),
  );
  return dataSetsPage(survey, project, checked);
}

dataSetsRoutes.get(
  '/surveys/:form/results/data-sets',
  requireOrganiser,
  async (req: Request, res) => {
    await renderPage(req, res, 'results/data-sets', await setsLocals(await surveyOf(req)));
  },
);

dataSetsRoutes.post(
  '/surveys/:form/results/data-sets',
  requireOrganiser,
  async (req: Request, res) => {
    const survey = await surveyOf(req);
    const actor = { ...actorOf(req), userId: currentUser(req).id };
    const done = await submitForm(
      req,
      res,
      () => freezeDataSet(actor, survey.form, parseFreeze(req.body)),
      { view: 'results/data-sets', locals: () => setsLocals(survey) },
    );
    if (!done) return;
    leaveNotice(res, 'success', 'The answers are frozen as they stand.');
    res.redirect(303, paths.surveyDataSets(survey.form));
  },
);

dataSetsRoutes.get(
  '/surveys/:form/results/data-sets/comparison',
  requireOrganiser,
  async (req: Request, res) => {
    const survey = await surveyOf(req);
    const choice = parseComparison(req.query);
    const [from, to] = await Promise.all([
      readDataSet(survey.id, choice.from),
      readDataSet(survey.id, choice.to),
    ]);
    const project = await getProject();
    const tables = compareResults(from.results.results, to.results.results);
    const page = comparisonPage({ survey, project, choice, from, to, tables });
    await renderPage(req, res, 'results/comparison', page);
  },
);

async function logLocals(survey: Survey): Promise<PageLocals> {
  const [lines, notes, project] = await Promise.all([
    listAdjustments(survey.id),
    listAdjustmentNotes(),
    getProject(),
  ]);
  return adjustmentsPage(survey, project, lines, notes);
}

dataSetsRoutes.get(
  '/surveys/:form/results/adjustments',
  requireOrganiser,
  async (req: Request, res) => {
    await renderPage(req, res, 'results/adjustments', await logLocals(await surveyOf(req)));
  },
);

dataSetsRoutes.get(
  '/surveys/:form/results/adjustments.csv',
  requireOrganiser,
  async (req: Request, res) => {
    const survey = await surveyOf(req);
    const { timeZone } = await getProject();
    res
      .type('text/csv; charset=utf-8')
      .attachment(`${survey.form}-adjustments.csv`)
      .send(adjustmentsFile(await listAdjustments(survey.id), timeZone));
  },
);

dataSetsRoutes.post(
  '/surveys/:form/results/adjustments/:id/note',
  requireOrganiser,
  async (req: Request, res) => {
    const survey = await surveyOf(req);
    const done = await submitForm(
      req,
      res,
      () =>
        linkAdjustmentNote(
          actorOf(req),
          survey.id,
          rowIdOf(req.params['id']),
          parseNoteLink(req.body).dayNoteId,
        ),
      { view: 'results/adjustments', locals: () => logLocals(survey) },
    );
    if (!done) return;
    leaveNotice(res, 'success', 'The note is tied to the adjustment.');
    res.redirect(303, paths.surveyAdjustments(survey.form));
  },
);
