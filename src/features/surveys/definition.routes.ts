import { Router, type Request, type Response } from 'express';
import { requireAccount, requireOrganiser } from '../../http/authorise';
import { leaveNotice } from '../../http/notices';
import { receiveFile } from '../../http/receive-file';
import { renderPage } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { ConflictError, NotFoundError, ValidationError, type FieldErrors } from '../../lib/errors';
import { paths } from '../../paths';
import { checkText } from './definition-check/check-text';
import { parseCheck, parseDraft, parseFile, parsePreview } from './definition.input';
import { definitionPage, draftPreviewPage, versionPreviewPage } from './definition.view-model';
import { saveDraft } from './save-draft';
import { currentVersionId, findSurvey, findVersion } from './surveys.queries';

export const definitionRoutes = Router();

const formOf = (req: Request): string => String(req.params.form);

/** As much as a form that is saved may have. */
const mostBytesOfFile = 1024 * 1024;

interface Edited {
  /** When there is none, the saved draft is shown. */
  text?: string;
  /** Of the draft that the text will replace. */
  revision?: number;
  problem?: string;
  errors?: FieldErrors;
  status?: number;
}

/** The editor with this text and everything that is wrong with it. */
async function showEditor(req: Request, res: Response, edited: Edited = {}): Promise<void> {
  const survey = await findSurvey(formOf(req));
  const { text = survey.draftDefinition, revision = survey.draftRevision, status } = edited;
  const [{ problems }, versionId] = await Promise.all([
    checkText(text),
    currentVersionId(survey.id),
  ]);
  const saved = text === survey.draftDefinition;
  const page = definitionPage({ survey, text, revision, problems, saved, versionId });
  const { problem, errors = {} } = edited;
  await renderPage(req, res, 'surveys/definition', { ...page, problem, errors }, status);
}

definitionRoutes.get('/surveys/:form/definition', requireOrganiser, async (req, res) => {
  await showEditor(req, res);
});

definitionRoutes.post('/surveys/:form/definition', requireOrganiser, async (req, res) => {
  const { definition: text, revision, action } = parseDraft(req.body);
  if (action === 'check') {
    await showEditor(req, res, { text, revision });
    return;
  }
  try {
    await saveDraft(actorOf(req), formOf(req), text, revision);
  } catch (error) {
    // The text comes back with the number of the other draft: saving once more replaces it.
    if (!(error instanceof ConflictError) || typeof error.details.revision !== 'number')
      throw error;
    const { status, message, details } = error;
    await showEditor(req, res, {
      text,
      revision: details.revision as number,
      problem: message,
      status,
    });
    return;
  }
  leaveNotice(res, 'success', 'The draft is saved. Respondents see it once it is published.');
  res.redirect(303, paths.surveyDefinition(formOf(req)));
});

/** Without a script, a file gets into the editor this way. It is shown, and not yet saved. */
definitionRoutes.post('/surveys/:form/definition/file', requireOrganiser, async (req, res) => {
  try {
    const { content, fields } = await receiveFile(req, mostBytesOfFile);
    await showEditor(req, res, parseFile(content, fields));
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const { message: problem, fields: errors, status } = error;
    await showEditor(req, res, { problem, errors, status });
  }
});

definitionRoutes.post('/surveys/:form/definition/check', requireOrganiser, async (req, res) => {
  res.json(await checkText(parseCheck(req.body).definition));
});

definitionRoutes.get('/surveys/:form/definition.json', requireOrganiser, async (req, res) => {
  const survey = await findSurvey(formOf(req));
  res
    .setHeader('Cache-Control', 'no-store')
    .attachment(`${survey.form}-draft.json`)
    .type('json')
    .send(survey.draftDefinition);
});

definitionRoutes.get('/surveys/:form/preview', requireAccount, async (req, res) => {
  const survey = await findSurvey(formOf(req));
  const { version: number } = parsePreview(req.query);
  if (number !== undefined) {
    const version = await findVersion(survey.id, number);
    await renderPage(req, res, 'surveys/preview', versionPreviewPage(survey, version));
    return;
  }
  // Drafts are work in progress of organisers.
  if (req.user?.role === 'overseer') throw new NotFoundError();
  const { sound } = await checkText(survey.draftDefinition);
  await renderPage(req, res, 'surveys/preview', draftPreviewPage(survey, sound));
});
