import type { ProtectedIndicator } from '../../../src/features/indicators/protect';
import type { OpenRecords } from '../evidence/records';
import * as tables from '../evidence/tables';
import {
  counted,
  noData,
  shareOf,
  unless,
  valueLine,
  type Calculation,
  type CalculationLine,
} from './calculation';

const {
  comments,
  economies,
  experts,
  initiatives,
  meetings,
  members,
  platform,
  presented,
  speakers,
} = tables;

function sumOf(records: readonly { persons: number; sex?: string }[], sex?: string): number {
  return records
    .filter((record) => sex === undefined || record.sex === sex)
    .reduce((sum, { persons }) => sum + persons, 0);
}

function alone(...lines: CalculationLine[]): Calculation {
  return { lines, others: new Map() };
}

/** Women among people with stated sex on a roster, in per cent. */
function shareOfWomen(
  indicator: ProtectedIndicator,
  table: typeof experts,
  records: OpenRecords['experts'],
): Calculation {
  const women = `SUMIFS(${table.all('persons')},${table.all('sex')},"Female")`;
  const men = `SUMIFS(${table.all('persons')},${table.all('sex')},"Male")`;
  return alone(
    counted('women', 'Women', women, sumOf(records, 'Female')),
    counted('men', 'Men', men, sumOf(records, 'Male')),
    valueLine(indicator, (at) =>
      unless(
        `${at('women')}+${at('men')}=0`,
        shareOf(at('women'), `(${at('women')}+${at('men')})`),
      ),
    ),
  );
}

function speakersLine(records: OpenRecords): CalculationLine {
  return counted('base', 'Speakers', `SUM(${speakers.all('persons')})`, sumOf(records.speakers));
}

const femaleSpeakers = `SUMIFS(${speakers.all('persons')},${speakers.all('sex')},"Female"`;

/** I05, I10 and I13 to I19, over records that are open to every reader. */
const recipes: Readonly<
  Partial<Record<string, (indicator: ProtectedIndicator, records: OpenRecords) => Calculation>>
> = {
  I05: (indicator, records) =>
    alone(
      counted(
        'base',
        'Comments on the Final Report',
        `SUM(${comments.all('comments')})`,
        records.comments.reduce((sum, record) => sum + record.comments, 0),
      ),
      valueLine(indicator, (at) =>
        unless(`${at('base')}=0`, `COUNTIF(${economies.all('comments')},">0")`),
      ),
    ),
  I10: (indicator, records) =>
    alone(
      counted(
        'base',
        'Initiatives known',
        `SUM(${initiatives.all('initiatives')})`,
        records.initiatives.reduce((sum, record) => sum + record.initiatives, 0),
      ),
      valueLine(indicator, (at) => unless(`${at('base')}=0`, `SUM(${initiatives.all('counted')})`)),
    ),
  I13: (indicator, records) => ({
    lines: [
      speakersLine(records),
      valueLine(indicator, (at) => unless(`${at('base')}=0`, `${femaleSpeakers})`)),
    ],
    others: new Map(
      indicator.targets.slice(1).map(({ line, value }) => [
        line.measure,
        {
          key: 'presenting',
          label: 'Female speakers who present a cluster headed by a woman',
          formula: (at: (key: string) => string) =>
            unless(`${at('base')}=0`, `${femaleSpeakers},${speakers.all('presents')},1)`),
          result: value ?? noData,
          note: '',
        },
      ]),
    ),
  }),
  I14: (indicator, records) =>
    alone(
      speakersLine(records),
      valueLine(indicator, (at) => unless(`${at('base')}=0`, `${femaleSpeakers})`)),
    ),
  I15: (indicator, records) => shareOfWomen(indicator, experts, records.experts),
  I16: (indicator, records) =>
    alone(
      speakersLine(records),
      valueLine(indicator, (at) =>
        unless(`${at('base')}=0`, `COUNTIF(${presented.all('speakers')},">0")`),
      ),
    ),
  I17: (indicator, records) => shareOfWomen(indicator, members, records.members),
  I18: (indicator, records) =>
    alone(
      counted(
        'base',
        'Economies with a page or a focal point',
        `SUM(${platform.all('economies')})`,
        records.platform.reduce((sum, record) => sum + record.economies, 0),
      ),
      valueLine(indicator, (at) => unless(`${at('base')}=0`, `SUM(${platform.all('registered')})`)),
    ),
  I19: (indicator, records) =>
    alone(
      counted(
        'base',
        'Meetings of which it is known whether they were held',
        `SUM(${meetings.all('meetings')})`,
        records.meetings.reduce((sum, record) => sum + record.meetings, 0),
      ),
      valueLine(indicator, (at) =>
        unless(`${at('base')}=0`, `SUMIFS(${meetings.all('meetings')},${meetings.all('held')},1)`),
      ),
    ),
};

export function recordCalculation(
  indicator: ProtectedIndicator,
  records: OpenRecords,
): Calculation | null {
  return recipes[indicator.definition.id]?.(indicator, records) ?? null;
}
