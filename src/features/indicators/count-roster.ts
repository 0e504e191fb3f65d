import type { Tx } from '../../db/transaction';
import type { SexCounts } from '../../statistics/sex-split';
import { shareOfWomen } from '../../statistics/sex-split';
import { rosterFigures } from '../workshop/speakers/roster-figures';
import { listRoster } from '../workshop/speakers/roster.queries';
import { noOne, sumOf, type Measure } from './measures';
import type { Within } from './period';
import { rosterWithin } from './roster-within';

/** As the project proposal plans them. */
const speakersPlanned = 6;

/**
 * I13 to I16 from the roster of speakers and experts. Nobody has spoken before a speaker of the
 * published programme was there on the day of the session: "no data yet".
 */
export async function countRoster(
  days: readonly { number: number; date: string }[],
  when: Within,
  tx?: Tx,
): Promise<Record<'I13' | 'I14' | 'I15' | 'I16', Measure>> {
  const figures = rosterFigures(rosterWithin(await listRoster(tx), days, when));
  const { speakers, experts, womenPresentingWomanHeaded, womanHeadedClusters } = figures;
  const total = sumOf(speakers);
  const women: Measure = {
    value: total === 0 ? null : speakers.women,
    counted: speakers,
    all: speakers,
  };
  return {
    I13: {
      ...women,
      others: new Map([
        [
          'female speakers who present a cluster headed by a woman',
          total === 0 ? null : womenPresentingWomanHeaded,
        ],
      ]),
      notes:
        total === 0
          ? []
          : [`Presenting a cluster headed by a woman: ${womenPresentingWomanHeaded} of them.`],
    },
    I14: {
      ...women,
      notes:
        total === 0
          ? []
          : [
              `${speakers.women} of ${speakersPlanned} planned; ${total} ${total === 1 ? 'speaker' : 'speakers'} in all.`,
            ],
    },
    I15: {
      value: shareOfWomen(experts),
      counted: experts,
      all: experts,
      ratio: { counted: experts.women, of: experts.women + experts.men },
      notes: notStatedText(experts),
    },
    I16: { value: total === 0 ? null : womanHeadedClusters, counted: noOne(), all: noOne() },
  };
}

function notStatedText(experts: SexCounts): string[] {
  return sumOf(experts) === 0
    ? []
    : [`Sex not stated, left out of the share: ${experts.notStated}.`];
}
