import type { ChartSeries } from '../../src/charts/chart-spec';
import { isForm, targetText } from '../../src/features/indicators/indicator';
import { participantsByDay } from './participants-by-day';
import { statuses } from '../../src/features/indicators/status-words';
import type { ChartTable, IndicatorsDocument } from './document';

/** The charts of the workbook in their order. */
export function chartTables(document: IndicatorsDocument): ChartTable[] {
  return [
    economiesThatAnswered(document),
    progressAgainstTargets(document),
    participantsByDay(document),
    satisfaction(document),
    womenAndMen(document),
  ];
}

const none = 'no data yet';

/** From the evidence of I01 (economies) and I02 (clusters). */
function economiesThatAnswered({
  evidence,
  economies,
  indicators,
}: IndicatorsDocument): ChartTable {
  const answered = new Set(evidence.get('I01')?.rows.map(({ economy }) => economy));
  const clusters = new Map<unknown, number>();
  for (const { economy } of evidence.get('I02')?.rows ?? []) {
    clusters.set(economy, (clusters.get(economy) ?? 0) + 1);
  }
  const rows = economies.map((economy) => ({
    economy,
    answered: answered.has(economy),
    clusters: clusters.get(economy) ?? 0,
  }));
  const known = indicators.some(({ definition: { id }, value }) => id === 'I01' && value !== null);
  return {
    title: 'Economies that answered the questionnaire',
    note: 'Clusters that answered, by member economy. “Yes” is an economy with at least one answer before Day 1 of the workshop (I01), also from people who do not speak for a cluster. Clusters are counted at any time (I02).',
    headers: ['Economy', 'Answered before Day 1', 'Clusters that answered'],
    rows: known
      ? rows.map((row) => [row.economy, row.answered ? 'Yes' : 'No', row.clusters])
      : [[none, null, null]],
    spec: known
      ? {
          kind: 'groups',
          labels: economies,
          series: [
            {
              name: 'Clusters that answered',
              tone: 'total',
              values: rows.map((row) => row.clusters),
              texts: rows.map((row) =>
                row.clusters > 0
                  ? `${row.clusters}${row.answered ? '' : ' (after Day 1)'}`
                  : row.answered
                    ? 'answered, no cluster'
                    : 'no answer yet',
              ),
            },
          ],
          unit: '',
          max: null,
        }
      : null,
  };
}

/** Each line of a target; lines without a value stand in the table alone, never as zero. */
function progressAgainstTargets({ indicators }: IndicatorsDocument): ChartTable {
  const lines = indicators.flatMap(({ definition, targets, hidden }) =>
    targets.map(({ line, value, status }) => ({
      name: `${definition.id} ${definition.title}`,
      value,
      text: hidden === null ? (value ?? none) : 'not shown',
      line,
      status: statuses[status].label,
    })),
  );
  const drawn = lines.flatMap((line) =>
    line.value === null ? [] : [{ ...line, value: line.value }],
  );
  return {
    title: 'Progress against targets',
    note: 'The value in per cent of its target: the line at 100 % is the target. Where every day must meet it, the value is that of the lowest day. Indicators without data have no bar.',
    headers: ['Indicator', 'Value', 'Target', 'Per cent of the target', 'Status'],
    rows: lines.map(({ name, value, text, line, status }) => [
      name,
      text,
      targetText(line),
      value === null ? null : share(value, line.value),
      status,
    ]),
    spec:
      drawn.length === 0
        ? null
        : {
            kind: 'groups',
            labels: drawn.map(({ name }) => name),
            series: [
              {
                name: 'Per cent of the target',
                tone: 'total',
                values: drawn.map(({ value, line }) => share(value, line.value)),
                texts: drawn.map(
                  ({ value, line, status }) =>
                    `${short(value)} of ${line.value}${line.unit === '%' ? ' %' : ''}, ${status.toLowerCase()}`,
                ),
              },
            ],
            unit: '%',
            // Whole steps, so that the axis ends on a mark.
            max:
              Math.ceil(
                Math.max(100, ...drawn.map(({ value, line }) => share(value, line.value))) / 25,
              ) * 25,
          },
    line: 100,
  };
}

function satisfaction({ satisfaction: question }: IndicatorsDocument): ChartTable {
  const title = 'Overall satisfaction with the workshop';
  const headers = ['Answer', 'Women', 'Men', 'Not stated', 'Total', 'Per cent'];
  const shown = question !== null && question.table.base.total.n !== 0;
  if (!shown || question.table.hiddenReason !== null) {
    const reason = question?.table.hiddenReason ?? none;
    return { title, note: '', headers, rows: [[reason, null, null, null, null, null]], spec: null };
  }
  const { categories, base, notes, totalCovers } = question.table;
  const covers = totalCovers === 'everyone' ? 'everyone who answered' : 'women and men';
  return {
    title,
    note: [`“${question.title}” The total covers ${covers}.`, ...notes].join(' '),
    headers,
    rows: [
      ...categories.map((row) => [
        row.label,
        ...[row.women, row.men, row.notStated, row.total].map(({ n }) => n ?? 'hidden'),
        row.total.percent,
      ]),
      [
        'Answered (base)',
        ...[base.women, base.men, base.notStated, base.total].map(({ n }) => n ?? 'hidden'),
        base.total.percent,
      ],
    ],
    spec: {
      kind: 'groups',
      labels: categories.map(({ label }) => label),
      series: shownSeries(
        (['women', 'men', 'total'] as const).map((tone) => ({
          name: { women: 'Women', men: 'Men', total: 'Total' }[tone],
          tone,
          values: categories.map((row) => row[tone].percent),
          texts: categories.map(({ [tone]: { n, percent } }) =>
            n === null || percent === null ? '' : `${percent.toFixed(1)} % (${n})`,
          ),
        })),
      ),
      unit: '%',
      max: 100,
    },
  };
}

/** Women and men where both may be seen, else everyone together. */
function shownSeries(series: ChartSeries[]): ChartSeries[] {
  const hasFigures = ({ values }: ChartSeries): boolean => values.some((value) => value !== null);
  const bySex = series.filter(({ tone }) => tone !== 'total');
  return bySex.every(hasFigures) ? bySex : series.filter(({ tone }) => tone === 'total');
}

/** The records that each indicator counts, as on the sheet "Summary". */
function womenAndMen({ indicators, isProtected }: IndicatorsDocument): ChartTable {
  const rows = indicators.flatMap(({ definition, split }) => {
    const counted = split?.categories.find(({ code }) => code === 'counted');
    return counted === undefined
      ? []
      : [
          {
            name: `${definition.id} ${definition.title}, by sex of ${definition.splitOf ?? 'people'}`,
            women: counted.women.n,
            men: counted.men.n,
            notStated: counted.notStated.n,
            shareOfWomen: counted.shareOfWomen,
          },
        ];
  });
  const isKnown = indicators.some(
    ({ definition, value }) => isForm(definition.fedBy) && value !== null,
  );
  const tones = { women: 'Women', men: 'Men', notStated: 'Not stated' } as const;
  return {
    title: 'Women and men behind the indicators',
    note: `People behind the records counted. The share of women is that among people whose sex is stated.${
      isProtected ? ' Indicators with small groups are left out.' : ''
    }`,
    headers: ['Indicator', 'Women', 'Men', 'Not stated', 'Share of women, per cent'],
    rows:
      rows.length === 0
        ? [[isProtected && isKnown ? 'groups too small to be shown' : none, null, null, null, null]]
        : rows.map((row) => [row.name, row.women, row.men, row.notStated, row.shareOfWomen]),
    spec:
      rows.length === 0
        ? null
        : {
            kind: 'groups',
            labels: rows.map(({ name }) => name),
            series: (['women', 'men', 'notStated'] as const).map((tone) => ({
              name: tones[tone],
              tone,
              values: rows.map((row) => row[tone]),
              texts: rows.map((row) => String(row[tone] ?? '')),
            })),
            unit: '',
            max: null,
          },
  };
}

function share(value: number, target: number): number {
  return (value / target) * 100;
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
