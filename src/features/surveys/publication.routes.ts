import { Router, type Request } from 'express';
import { requireAccount, requireOrganiser } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { renderPage, type PageLocals } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { paths } from '../../paths';
import { getProject } from '../workshop/project.queries';
import { checkText } from './definition-check/check-text';
import { parsePublication } from './definition.input';
import { publicationPage, versionPage } from './publication.view-model';
import { publishSurvey } from './publish-survey';
import { currentVersion, findSurvey, findVersion } from './surveys.queries';

export const publicationRoutes = Router();

const formOf = (req: Request): string => String(req.params.form);

async function publicationLocals(req: Request): Promise<PageLocals> {
  const survey = await findSurvey(formOf(req));
  const [last, checked, project] = await Promise.all([
    currentVersion(survey.id),
    checkText(survey.draftDefinition),
    getProject(),
  ]);
  return publicationPage({ survey, last, checked, zone: project.timeZone });
}

publicationRoutes.get('/surveys/:form/versions/new', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'surveys/publication', await publicationLocals(req));
});

publicationRoutes.post('/surveys/:form/versions', requireOrganiser, async (req, res) => {
  let number = 0;
  const done = await submitForm(
    req,
    res,
    async () => {
      const { revision } = parsePublication(req.body);
      ({ number } = await publishSurvey(actorOf(req), formOf(req), revision));
    },
    { view: 'surveys/publication', locals: () => publicationLocals(req) },
  );
  if (!done) return;
  leaveNotice(res, 'success', `Version ${number} is published. New answers are given to it.`);
  res.redirect(303, paths.survey(formOf(req)));
});

publicationRoutes.get('/surveys/:form/versions/:number', requireAccount, async (req, res) => {
  const survey = await findSurvey(formOf(req));
  const [version, project] = await Promise.all([
    findVersion(survey.id, Number(req.params.number)),
    getProject(),
  ]);
  await renderPage(req, res, 'surveys/version', versionPage(survey, version, project.timeZone));
});
