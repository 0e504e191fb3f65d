import { daysView } from '../../src/features/indicators/days.view-model';
import { targetText } from '../../src/features/indicators/indicator';
import { shareOfWomen } from '../../src/statistics/sex-split';
import type { ChartTable, IndicatorsDocument } from './document';

const names = { women: 'Women', men: 'Men', notStated: 'Not stated' } as const;

/** Who came on each day, from I03; days to come stand in the table alone, never as zero. */
export function participantsByDay({ indicators }: IndicatorsDocument): ChartTable {
  const participants = indicators.find(({ definition: { id } }) => id === 'I03');
  const targets = indicators
    .filter(({ definition: { id } }) => ['I03', 'I11', 'I12'].includes(id))
    .flatMap(({ definition: { id, targets: lines } }) =>
      lines.map((line) => `${id}: ${targetText(line)}`),
    );
  const dates = participants === undefined ? null : daysView(participants);
  const days = (participants?.days ?? []).map(({ number, hasPeople, people }, index) => ({
    label: `Day ${number}, ${dates?.days[index]?.date ?? ''}`,
    people: hasPeople ? people : null,
  }));
  const taken = days.flatMap(({ label, people }) => (people === null ? [] : [{ label, people }]));
  const tones = (['women', 'men', 'notStated'] as const).filter(
    (tone) => tone !== 'notStated' || taken.some(({ people }) => people.notStated > 0),
  );
  return {
    title: 'Participants of each day',
    note: `People checked in on each day (I03). Targets: ${targets.join('; ')}. The share of women is that among people whose sex is stated.`,
    headers: ['Day', 'Women', 'Men', 'Not stated', 'Everyone', 'Share of women, per cent'],
    rows: days.map(({ label, people }) =>
      people === null
        ? [label, 'no data yet', null, null, null, null]
        : [
            label,
            people.women,
            people.men,
            people.notStated,
            people.women + people.men + people.notStated,
            shareOfWomen(people),
          ],
    ),
    spec:
      taken.length === 0
        ? null
        : {
            kind: 'groups',
            labels: taken.map(({ label }) => label),
            series: tones.map((tone) => ({
              name: names[tone],
              tone,
              values: taken.map(({ people }) => people[tone]),
              texts: taken.map(({ people }) => String(people[tone])),
            })),
            unit: '',
            max: null,
          },
  };
}
