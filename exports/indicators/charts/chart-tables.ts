import { targetText } from '../../../src/features/indicators/indicator';
import { daysView } from '../../../src/features/indicators/days.view-model';
import { statuses } from '../../../src/features/indicators/status-words';
import { shareOfWomen } from '../../../src/statistics/sex-split';
import { noData, notShown } from '../calculate/calculation';
import { cellsOf, type CellsById } from '../cells';
import type { IndicatorsDocument } from '../document';
import { economies } from '../evidence/tables';
import { fills, type ChartTable, type Content } from './chart-table';
import { satisfaction } from './satisfaction-table';
import { womenAndMen } from './women-and-men-table';

/** The charts of the workbook in their order. */
export function chartTables(document: IndicatorsDocument, cells: CellsById): ChartTable[] {
  return [
    economiesThatAnswered(document),
    progressAgainstTargets(document, cells),
    participantsByDay(document, cells),
    satisfaction(document),
    womenAndMen(document, cells),
  ];
}

export const chartSheets = [
  'Chart 1 Economies',
  'Chart 2 Targets',
  'Chart 3 Days',
  'Chart 4 Satisfaction',
  'Chart 5 Women and men',
] as const;

/** From the sheet of economies. */
function economiesThatAnswered({ records, indicators }: IndicatorsDocument): ChartTable {
  const isKnown = indicators.some(
    ({ definition: { id }, value }) => id === 'I02' && value !== null,
  );
  const rows = records.economies.map(({ name, answered }, index): Content[] => {
    const clusters = records.clusters.filter(({ economy }) => economy === name).length;
    return [
      { formula: economies.at('economy', index + 2), result: name },
      {
        formula: `IF(${economies.at('answered', index + 2)}>0,"Yes","No")`,
        result: answered > 0 ? 'Yes' : 'No',
      },
      { formula: economies.at('clusters', index + 2), result: clusters },
    ];
  });
  return {
    sheet: chartSheets[0],
    title: 'Clusters that answered the questionnaire, by economy',
    note: '“Yes” is an economy with at least one answer before Day 1 of the workshop (I01), also from people who do not speak for a cluster. Clusters are counted at any time (I02).',
    headers: ['Economy', 'Answered before Day 1', 'Clusters that answered'],
    rows: isKnown ? rows : [[noData, null, null]],
    chart: isKnown
      ? {
          rows: rows.length,
          series: [{ column: 2, fill: fills.total, labelled: true }],
          overlaid: false,
          axisTitle: 'Clusters',
          format: '0',
          max: null,
        }
      : null,
  };
}

/** Each line of a target; lines without a value stand below the others and have no bar. */
function progressAgainstTargets({ indicators }: IndicatorsDocument, cells: CellsById): ChartTable {
  const lines = indicators.flatMap(({ definition, targets, hidden }) =>
    targets.map(({ line, value, status }, index) => {
      const at = cellsOf(cells, definition.id).targets[index];
      if (at === undefined) throw new Error('Each target has its cells.');
      const share = value === null || line.value === 0 ? null : (value * 100) / line.value;
      const label = targets.length > 1 ? line.measure : definition.title;
      return {
        share,
        row: [
          `${definition.id} ${label}`,
          { formula: at.reached, result: value ?? (hidden === null ? noData : notShown) },
          targetText(line),
          {
            formula: `IF(ISNUMBER(${at.reached}),IF(${at.atLeast}=0,"",${at.reached}*100/${at.atLeast}),"")`,
            result: share ?? '',
          },
          share === null ? null : 100,
          { formula: at.status, result: statuses[status].label },
        ] satisfies Content[],
      };
    }),
  );
  const drawn = lines.filter(({ share }) => share !== null);
  const shares = drawn.map(({ share }) => share ?? 0);
  return {
    sheet: chartSheets[1],
    title: 'Progress against targets',
    note: 'The value in per cent of its target: a bar that fills its frame has reached it. Where every day must meet it, the value is that of the lowest day. Indicators without data have no bar.',
    headers: ['Indicator', 'Value', 'Target', 'Per cent of the target', 'Target (100 %)', 'Status'],
    rows: [...drawn, ...lines.filter(({ share }) => share === null)].map(({ row }) => row),
    chart:
      drawn.length === 0
        ? null
        : {
            rows: drawn.length,
            series: [
              { column: 3, fill: fills.total, labelled: true },
              { column: 4, fill: fills.target, labelled: false },
            ],
            overlaid: true,
            axisTitle: 'Per cent of the target',
            format: '0',
            // Whole steps with room for the figures, so that the axis ends on a mark.
            max: Math.ceil((Math.max(100, ...shares) * 1.1) / 50) * 50,
          },
  };
}

/** Who came on each day, from the sheet of I03; days to come have no bar. */
function participantsByDay({ indicators }: IndicatorsDocument, cells: CellsById): ChartTable {
  const participants = indicators.find(({ definition: { id } }) => id === 'I03');
  const at = cellsOf(cells, 'I03').days;
  const targets = indicators
    .filter(({ definition: { id } }) => ['I03', 'I11', 'I12'].includes(id))
    .flatMap(({ definition: { id }, targets: lines }) =>
      lines.map(({ line }) => `${id}: ${targetText(line)}`),
    );
  const view = participants === undefined ? null : daysView(participants);
  const days = (participants?.days ?? []).map(({ number, hasPeople, people }, index) => {
    const day = at[index];
    if (day === undefined) throw new Error('Each day has its cells.');
    const total = people.women + people.men + people.notStated;
    const row: Content[] = [
      `Day ${number}, ${view?.days[index]?.date ?? ''}`,
      { formula: day.women, result: hasPeople ? people.women : '' },
      { formula: day.men, result: hasPeople ? people.men : '' },
      { formula: day.notStated, result: hasPeople ? people.notStated : '' },
      {
        formula: `IF(ISNUMBER(${day.everyone}),${day.everyone},"${noData}")`,
        result: hasPeople ? total : noData,
      },
      { formula: day.share, result: hasPeople ? (shareOfWomen(people) ?? '') : '' },
    ];
    return { hasPeople, row };
  });
  const taken = days.filter(({ hasPeople }) => hasPeople);
  return {
    sheet: chartSheets[2],
    title: 'Participants of each day',
    note: `People checked in on each day (I03). Targets: ${targets.join('; ')}. The share of women is that among people whose sex is stated.`,
    headers: ['Day', 'Women', 'Men', 'Not stated', 'Everyone', 'Share of women, per cent'],
    rows: [...taken, ...days.filter(({ hasPeople }) => !hasPeople)].map(({ row }) => row),
    chart:
      taken.length === 0
        ? null
        : {
            rows: taken.length,
            series: [
              { column: 1, fill: fills.women, labelled: true },
              { column: 2, fill: fills.men, labelled: true },
              { column: 3, fill: fills.notStated, labelled: true },
            ],
            overlaid: false,
            axisTitle: 'People',
            format: '0',
            max: null,
          },
  };
}
