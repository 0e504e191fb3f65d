import { definitionOf } from '../indicators/catalogue';
import { isForm } from '../indicators/indicator';
import type { SnapshotFigure } from './snapshot-figures';

/**
 * What readers outside the team may see of a snapshot today. It holds only what was released to them at
 * its time; when the smallest group that may be shown has been raised since, figures made of answers go
 * back behind the new limit.
 *
 * @param k of the snapshot and of today
 */
export function figuresForOverseers(
  figures: readonly SnapshotFigure[],
  k: { then: number; today: number },
): SnapshotFigure[] {
  return k.then >= k.today ? [...figures] : figures.map(withoutAnswers);
}

function withoutAnswers(figure: SnapshotFigure): SnapshotFigure {
  const { fedBy, unit } = definitionOf(figure.indicator);
  if (!isForm(fedBy)) return figure;
  const bare = { ...figure, split: null, base: null };
  if (unit !== '%' || figure.value === null) return bare;
  return {
    ...bare,
    value: null,
    status: 'not_shown',
    details: {
      ...figure.details,
      measured: figure.details.measured.map((line) => ({
        ...line,
        value: null,
        status: 'not_shown' as const,
      })),
      hidden: 'Groups of this size are not shown any more.',
    },
  };
}
