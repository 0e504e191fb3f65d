import { Router } from 'express';
import { NotFoundError } from '../../lib/errors';
import { SurveyVersion } from '../../models';

/**
 * Published definitions for the browsers of respondents. They hold nothing secret and never
 * change, so that browsers and proxies may keep them for good.
 */
export const versionDefinitionRoutes = Router();

versionDefinitionRoutes.get('/forms/:versionId.json', async (req, res) => {
  const { versionId } = req.params;
  const version = /^[1-9]\d{0,8}$/.test(versionId)
    ? await SurveyVersion.findByPk(Number(versionId), { attributes: ['definition'] })
    : null;
  if (version === null) throw new NotFoundError('There is no such version of a questionnaire.');
  // Express answers with an ETag of the text, and with 304 to who has it.
  res
    .setHeader('Cache-Control', 'public, max-age=31536000, immutable')
    .type('json')
    .send(version.definition);
});
