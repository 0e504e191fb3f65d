import { formatNumber } from '../../http/format';
import { definitionOf } from '../indicators/catalogue';
import type { Audience } from '../indicators/evidence';
import { statuses } from '../indicators/status-words';
import { daysText, figureText } from './figure-text';
import { figuresForOverseers } from './protect-figures';
import { kindOf } from './snapshot-page.view-model';
import { listPastFigures, type PastFigure } from './snapshots.queries';

/** More of them stand in the list of snapshots. */
const most = 50;

/**
 * The values of an indicator in the latest snapshots, newest first, under the rules of their time.
 *
 * @param k the smallest group of answers that overseers may see today
 */
export async function readPastValues(indicator: string, audience: Audience, k: number) {
  const past = await listPastFigures(indicator, audience, most);
  // Snapshots are numbered from 1 without gaps.
  const total = past[0]?.snapshot.number ?? 0;
  return {
    lines: past.map((one) => lineOf(one, audience, k)),
    most,
    total,
    isCut: total > past.length,
  };
}

function lineOf({ snapshot, figure: kept }: PastFigure, audience: Audience, k: number) {
  const limits = { then: snapshot.k, today: k };
  const [figure = kept] = audience === 'team' ? [kept] : figuresForOverseers([kept], limits);
  const definition = definitionOf(figure.indicator);
  const { base, details, status } = figure;
  return {
    number: snapshot.number,
    date: snapshot.takenOn,
    kind: kindOf(snapshot),
    /** Why it was taken; daily ones have no name. */
    name: snapshot.label,
    value: figureText(definition, figure),
    isKnown: figure.value !== null,
    notes: [daysText(definition, figure), details.hidden ?? ''].filter((text) => text !== ''),
    base: base === null || base === 0 ? '' : formatNumber(base),
    baseCovers: details.coversStated === true ? 'women and men' : '',
    status: statuses[status],
    rulesVersion: snapshot.rulesVersion,
  };
}
