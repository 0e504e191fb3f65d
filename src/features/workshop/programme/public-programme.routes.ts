import { Router } from 'express';
import { renderPage } from '../../../http/render';
import { paths } from '../../../paths';
import { contentOfVersion, getLatestVersion } from './programme.queries';
import { showProgramme } from './programme.view-model';

/** The programme for everybody: the latest published version, never the draft. */
export const publicProgrammeRoutes = Router();

publicProgrammeRoutes.get(paths.programme, async (req, res) => {
  const version = await getLatestVersion();
  const locals =
    version === null
      ? { programme: null }
      : { programme: showProgramme(contentOfVersion(version)), version };
  await renderPage(req, res, 'workshop/programme/public', {
    title: 'Programme',
    layout: 'plain',
    scripts: version === null ? [] : ['programme.js', 'print.js'],
    ...locals,
  });
});
