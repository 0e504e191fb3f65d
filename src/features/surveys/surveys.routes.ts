import { Router, type Request } from 'express';
import { requireAccount, requireOrganiser } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { renderPage, type PageLocals } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { absoluteUrl } from '../../lib/base-url';
import { now } from '../../lib/clock';
import { paths } from '../../paths';
import { releasedAnswersFor } from '../results/released-answers';
import { getProject } from '../workshop/project.queries';
import { renewOpenLink, switchOpenLink } from './change-open-link';
import { codeAsPng, codeAsSvg } from './open-link-code';
import { parseClosing, parseOpenLinkChange, parseSchedule } from './schedule.input';
import { closeSurvey, reopenSurvey, scheduleSurvey } from './schedule-survey';
import { findSurvey, getSurveyLine, listSurveys, listVersions } from './surveys.queries';
import { openLinkPage, surveyListPage, surveyPage } from './surveys.view-model';

export const surveyRoutes = Router();

const formOf = (req: Request): string => String(req.params.form);

async function overviewLocals(req: Request): Promise<PageLocals> {
  const survey = await findSurvey(formOf(req));
  const [project, line, versions] = await Promise.all([
    getProject(),
    getSurveyLine(survey),
    listVersions(survey.id),
  ]);
  const [code, released] = await Promise.all([
    codeAsSvg(absoluteUrl(paths.join(survey.openLink))),
    releasedAnswersFor(req.user?.role, project),
  ]);
  return surveyPage({
    project,
    line,
    versions,
    code,
    role: req.user?.role,
    released: released && released.get(survey.form),
    at: now(),
  });
}

surveyRoutes.get(paths.surveys, requireAccount, async (req, res) => {
  const [lines, project] = await Promise.all([listSurveys(), getProject()]);
  const released = await releasedAnswersFor(req.user?.role, project);
  await renderPage(req, res, 'surveys/list', surveyListPage(lines, project, released));
});

surveyRoutes.get('/surveys/:form', requireAccount, async (req, res) => {
  await renderPage(req, res, 'surveys/overview', await overviewLocals(req));
});

surveyRoutes.post('/surveys/:form/schedule', requireOrganiser, async (req, res) => {
  const { timeZone } = await getProject();
  const done = await submitForm(
    req,
    res,
    () => scheduleSurvey(actorOf(req), formOf(req), parseSchedule(req.body, timeZone)),
    { view: 'surveys/overview', locals: () => overviewLocals(req) },
  );
  if (!done) return;
  leaveNotice(res, 'success', 'The times are saved.');
  res.redirect(303, paths.survey(formOf(req)));
});

surveyRoutes.post('/surveys/:form/closing', requireOrganiser, async (req, res) => {
  const { action } = parseClosing(req.body);
  if (action === 'close') {
    await closeSurvey(actorOf(req), formOf(req));
    leaveNotice(res, 'success', 'The form is closed. Nobody can answer it any more.');
  } else {
    await reopenSurvey(actorOf(req), formOf(req));
    leaveNotice(res, 'success', 'The form takes answers again.');
  }
  res.redirect(303, paths.survey(formOf(req)));
});

surveyRoutes.post('/surveys/:form/open-link', requireOrganiser, async (req, res) => {
  const { action } = parseOpenLinkChange(req.body);
  if (action === 'renew') {
    await renewOpenLink(actorOf(req), formOf(req));
    leaveNotice(
      res,
      'success',
      'There is a new link. The old one and its prints lead nowhere now.',
    );
  } else {
    await switchOpenLink(actorOf(req), formOf(req), action === 'enable');
    leaveNotice(
      res,
      'success',
      action === 'enable' ? 'The open link is on.' : 'The open link is off.',
    );
  }
  res.redirect(303, `${paths.survey(formOf(req))}#open-link`);
});

surveyRoutes.get('/surveys/:form/open-link', requireOrganiser, async (req, res) => {
  const survey = await findSurvey(formOf(req));
  const address = absoluteUrl(paths.join(survey.openLink));
  await renderPage(
    req,
    res,
    'surveys/poster',
    openLinkPage(survey, address, await codeAsSvg(address)),
  );
});

surveyRoutes.get('/surveys/:form/open-link.:type', requireOrganiser, async (req, res, next) => {
  const { type } = req.params;
  const survey = await findSurvey(formOf(req));
  const address = absoluteUrl(paths.join(survey.openLink));
  if (type === 'svg')
    res
      .type('svg')
      .attachment(`${survey.form}.svg`)
      .send(await codeAsSvg(address));
  else if (type === 'png')
    res
      .type('png')
      .attachment(`${survey.form}.png`)
      .send(await codeAsPng(address));
  else next();
});
