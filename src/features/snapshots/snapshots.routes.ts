import { Router, type Request } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { requireReader } from '../../http/reader-session';
import { renderPage, type PageLocals } from '../../http/render';
import { actorOf, audienceOf } from '../../http/request-context';
import { ValidationError } from '../../lib/errors';
import { paths } from '../../paths';
import { rulesInForce, rulesOfVersion } from '../indicators/rules/rules.queries';
import { getProject } from '../workshop/project.queries';
import { compareSnapshots, type SnapshotComparison } from './compare-snapshots';
import { comparisonPage } from './comparison.view-model';
import { countAnew, isCountedOtherwise, settingsSince } from './count-anew';
import { figuresForOverseers } from './protect-figures';
import { listRecordNames, noNames, type RecordNames } from './record-names.queries';
import { listedAtMost } from './record-words';
import { snapshotPage } from './snapshot-page.view-model';
import {
  parseComparison,
  parseLabel,
  parseListPage,
  parseNumber,
  type ComparisonQuery,
} from './snapshots.input';
import {
  getSnapshot,
  latestSnapshotBefore,
  listChoices,
  listSnapshots,
  neighboursOf,
  readFigures,
} from './snapshots.queries';
import { snapshotList } from './snapshots.view-model';
import { takeSnapshot } from './take-snapshot';

export const snapshotsRoutes = Router();

async function listLocals(req: Request): Promise<PageLocals> {
  const page = parseListPage(req.query);
  const [{ rows, total }, { timeZone }] = await Promise.all([listSnapshots(page), getProject()]);
  return snapshotList(rows, total, page, timeZone);
}

snapshotsRoutes.get(paths.snapshots, requireReader, async (req, res) => {
  await renderPage(req, res, 'snapshots/list', await listLocals(req));
});

snapshotsRoutes.post(paths.snapshots, requireOrganiser, async (req, res) => {
  let taken = 0;
  const take = async (): Promise<void> => {
    const label = parseLabel(req.body);
    taken = await takeSnapshot({ kind: 'manual', label, actor: actorOf(req) });
  };
  const done = await submitForm(req, res, take, {
    view: 'snapshots/list',
    locals: () => listLocals(req),
  });
  if (!done) return;
  leaveNotice(res, 'success', 'The snapshot is taken.');
  res.redirect(303, paths.snapshot(taken));
});

snapshotsRoutes.get(paths.snapshotComparison, requireReader, async (req, res) => {
  const [choices, { timeZone }] = await Promise.all([listChoices(), getProject()]);
  let query: ComparisonQuery = { to: 'now' };
  try {
    query = parseComparison(req.query);
    const found = await compared(query, req);
    const from = found?.comparison.from.number ?? query.from;
    const locals = comparisonPage(choices, { ...query, from }, found, timeZone);
    await renderPage(req, res, 'snapshots/comparison', locals);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const locals = comparisonPage(choices, query, null, timeZone);
    const refused = { ...locals, errors: error.fields, problem: error.message };
    await renderPage(req, res, 'snapshots/comparison', refused, error.status);
  }
});

snapshotsRoutes.get('/indicators/snapshots/:number', requireReader, async (req, res) => {
  const number = parseNumber(req.params['number']);
  const snapshot = await getSnapshot(number);
  const audience = audienceOf(req);
  const [figures, around, then, today, project, changes] = await Promise.all([
    readFigures([number], audience),
    neighboursOf(number),
    rulesOfVersion(snapshot.rulesVersion),
    rulesInForce(),
    getProject(),
    settingsSince(snapshot),
  ]);
  const known = figures.get(number) ?? [];
  const k = { then: snapshot.k, today: project.suppressionK };
  const shown = audience === 'team' ? known : figuresForOverseers(known, k);
  const showToday = req.query['rules'] === 'today';
  const since = { rules: { then, today }, changes, timeZone: project.timeZone };
  const locals = snapshotPage(
    snapshot,
    shown,
    {
      ...{ then, today, showToday },
      isCountedOtherwise: isCountedOtherwise(shown, changes, today),
      recounts: showToday ? await countAnew(snapshot, shown, since, audience) : new Map(),
    },
    around,
    project.timeZone,
  );
  await renderPage(req, res, 'snapshots/snapshot', locals);
});

/** Null while nothing was chosen. */
async function compared(
  { from, to, since }: ComparisonQuery,
  req: Request,
): Promise<{ comparison: SnapshotComparison; names: RecordNames } | null> {
  let number = from;
  if (since !== undefined) {
    const found = await latestSnapshotBefore(since);
    if (found === null) {
      throw new ValidationError({ since: 'There is no snapshot of this date or before it.' });
    }
    number = found.number;
  }
  if (number === undefined) return null;
  const comparison = await compareSnapshots(number, to, audienceOf(req));
  const listed = comparison.indicators.flatMap(({ records }) =>
    records === null
      ? []
      : [
          ...records.added.slice(0, listedAtMost),
          ...records.removed.slice(0, listedAtMost),
          ...records.changed.slice(0, listedAtMost).map(({ after }) => after),
        ],
  );
  return { comparison, names: listed.length === 0 ? noNames : await listRecordNames(listed) };
}
