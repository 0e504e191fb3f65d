import { Router } from 'express';
import { renderPage } from '../../../http/render';
import { paths } from '../../../paths';
import { listPublishedBiographies } from '../speakers/published-biographies.queries';
import { peopleOf, showSpeakers } from './programme-speakers';
import { contentOfVersion, getLatestVersion, type PublishedVersion } from './programme.queries';
import { showProgramme } from './programme.view-model';

/** The programme for everybody: the latest published version, never the draft. */
export const publicProgrammeRoutes = Router();

publicProgrammeRoutes.get(paths.programme, async (req, res) => {
  const version = await getLatestVersion();
  const locals = version === null ? { programme: null } : await programmeLocals(version);
  await renderPage(req, res, 'workshop/programme/public', {
    title: 'Programme',
    layout: 'plain',
    styles: ['guests.css'],
    scripts: version === null ? [] : ['programme.js', 'print.js'],
    ...locals,
  });
});

async function programmeLocals(version: PublishedVersion): Promise<Record<string, unknown>> {
  const content = contentOfVersion(version);
  const biographies = await listPublishedBiographies(peopleOf(content));
  const speakers = showSpeakers(content, biographies);
  return {
    programme: showProgramme(content),
    version,
    speakers,
    biographyOf: new Map(speakers.map(({ personId, anchor }) => [personId, anchor])),
  };
}
