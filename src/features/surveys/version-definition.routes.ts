import { Router } from 'express';
import { NotFoundError } from '../../lib/errors';
import { versionFile, type Encoding } from './version-file';

/**
 * Published definitions for the browsers of respondents. They hold nothing secret and never
 * change, so that browsers and proxies may keep them for good.
 */
export const versionDefinitionRoutes = Router();

versionDefinitionRoutes.get('/forms/:versionId.json', async (req, res) => {
  const { versionId } = req.params;
  if (!/^[1-9]\d{0,8}$/.test(versionId)) throw new NotFoundError();
  const encoding = req.acceptsEncodings('br', 'gzip', 'identity') || 'identity';
  const { body, etag } = await versionFile(Number(versionId), encoding as Encoding);
  res.set({
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
    ETag: etag,
  });
  if (encoding !== 'identity') res.set('Content-Encoding', encoding);
  // Express answers with 304 to who names the ETag.
  res.type('json').send(body);
});
