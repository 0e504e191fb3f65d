import { Router } from 'express';
import { requireAccount } from '../../http/authorise';
import { renderPage, type PageLocals } from '../../http/render';
import { currentUser } from '../../http/request-context';
import { ValidationError } from '../../lib/errors';
import { paths } from '../../paths';
import { getProject } from '../workshop/project.queries';
import { parseTrailFilter, type TrailFilter } from './audit-trail.input';
import { listAreas, listTrail, nameSubjects, type TrailPage } from './audit-trail.queries';
import { trailPage } from './audit-trail.view-model';

export const auditTrailRoutes = Router();

const nothing: TrailPage = { events: [], hasOlder: false };

auditTrailRoutes.get(paths.auditTrail, requireAccount, async (req, res) => {
  const query = singleValues(req.query);
  const { filter, refusal } = read(query);
  const { timeZone } = await getProject();
  const reader = { seesPersonal: currentUser(req).role !== 'overseer', timeZone };
  const trail = filter === undefined ? nothing : await listTrail(filter, reader);
  const [named, areas] = await Promise.all([nameSubjects(trail.events), listAreas(reader)]);
  const locals = trailPage(trail, named, areas, reader, query);
  await renderPage(req, res, 'accounts/audit-trail', { ...locals, ...refusal }, statusOf(refusal));
});

function read(query: Record<string, string>): {
  filter: TrailFilter | undefined;
  refusal: Partial<PageLocals>;
} {
  try {
    return { filter: parseTrailFilter(query), refusal: {} };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return { filter: undefined, refusal: { errors: error.fields, problem: error.message } };
  }
}

function statusOf(refusal: Partial<PageLocals>): number {
  return refusal.problem === undefined ? 200 : 422;
}

/** The filled-in filters; of a name given twice, the last one. */
function singleValues(query: object): Record<string, string> {
  const names = ['area', 'by', 'from', 'to', 'subject', 'before'];
  return Object.fromEntries(
    Object.entries(query)
      .map(([name, value]: [string, unknown]): [string, unknown] => [name, [value].flat().at(-1)])
      .filter(
        (entry): entry is [string, string] =>
          names.includes(entry[0]) && typeof entry[1] === 'string' && entry[1] !== '',
      ),
  );
}
