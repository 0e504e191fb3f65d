import { chartConfig, chartHeight, type ChartLook } from '../../src/charts/chart-config';
import { describeChart, wrapLabel, type ChartSpec } from '../../src/charts/chart-spec';
import { contrast, mixColours, textOn } from '../../src/charts/colours';

const spec: ChartSpec = {
  kind: 'groups',
  labels: ['Public sector', 'Other'],
  series: [
    { name: 'Women', tone: 'women', values: [60, null], texts: ['60.0 % (6)', 'hidden'] },
    { name: 'Men', tone: 'men', values: [40, 0], texts: ['40.0 % (4)', '0.0 % (0)'] },
  ],
  unit: '%',
  max: 100,
};

const look: ChartLook = {
  text: '#000000',
  grid: '#cccccc',
  ground: '#ffffff',
  fontFamily: 'sans-serif',
  fill: () => '#123456',
  edge: () => '#123456',
  textOn: () => '#ffffff',
};

test('a chart in words names every figure and says what is not shown', () => {
  expect(describeChart(spec)).toBe(
    'Public sector: Women 60.0 % (6), Men 40.0 % (4); Other: Men 0.0 % (0)',
  );
  const [women] = spec.series;
  expect(
    describeChart({
      ...spec,
      labels: ['Other'],
      series: women ? [{ ...women, values: [null] }] : [],
    }),
  ).toBe('Other: not shown');
});

test('labels are wrapped between words, and a long word stays whole', () => {
  expect(wrapLabel('The objectives of the workshop', 15)).toEqual([
    'The objectives',
    'of the workshop',
  ]);
  expect(wrapLabel('Internationalization', 5)).toEqual(['Internationalization']);
});

test('the configuration holds the numbers as they are, in a fixed scale for shares', () => {
  const { data, options } = chartConfig(spec, look, 800);
  expect(data.labels).toEqual([['Public sector'], ['Other']]);
  expect(data.datasets.map(({ label, data: values }) => [label, values])).toEqual([
    ['Women', [60, null]],
    ['Men', [40, 0]],
  ]);
  expect([options?.animation, options?.scales?.['x']?.max]).toEqual([false, 100]);
});

test('the height grows with the number of bars and with wrapped labels', () => {
  const height = (labels: string[], width = 800): number => chartHeight({ ...spec, labels }, width);
  expect(height(['A', 'B', 'C', 'D']) - height(['A', 'B'])).toBe(2 * (2 * 20 + 12));
  const long = 'A very long label that takes more lines than two bars are high on a phone';
  expect(height([long], 320)).toBeGreaterThan(height([long], 800));
});

test('colours mix by share, and words inside a bar can be read on any of them', () => {
  expect([0, 0.5, 1].map((share) => mixColours('#fff', '#000000', share))).toEqual([
    '#ffffff',
    '#808080',
    '#000000',
  ]);
  expect(contrast('#000000', '#ffffff')).toBe(21);
  for (let step = 0; step <= 20; step++) {
    const ground = mixColours('#ffffff', '#1f4e79', step / 20);
    expect(contrast(textOn(ground), ground)).toBeGreaterThanOrEqual(4.5);
  }
});
