import type { ChartConfiguration, Plugin } from 'chart.js';
import { wrapLabel, type ChartSeries, type ChartSpec, type Tone } from './chart-spec';

/** Colours and sizes for one medium (a light page, a dark page, print, a picture). */
export interface ChartLook {
  text: string;
  grid: string;
  ground: string;
  fontFamily: string;
  /** Of the bars: a colour or a pattern, so that series differ without colour too. */
  fill: (tone: Tone) => string | CanvasPattern;
  edge: (tone: Tone) => string;
  /** Of the words inside a bar. */
  textOn: (tone: Tone) => string;
}

const FONT_SIZE = 13;
const LINE = 17;
const BAR = 20;

function lettersFor(width: number): number {
  return width < 520 ? 15 : 34;
}

/** Height in pixels that gives every bar and every line of its label room. */
export function chartHeight(spec: ChartSpec, width: number): number {
  const bars = spec.kind === 'groups' ? spec.series.length : 1.4;
  const rows = spec.labels.map((label) =>
    Math.max(bars * BAR + 12, wrapLabel(label, lettersFor(width)).length * LINE + 8),
  );
  // Chart.js gives each label the same room, so the tallest decides.
  const legend = legendRows(spec, width) * (LINE + 10) + 8;
  return Math.ceil(Math.max(...rows, 0) * spec.labels.length + legend + 34);
}

function legendRows({ series }: ChartSpec, width: number): number {
  const letters = series.reduce((sum, { name }) => sum + name.length + 7, 0);
  return Math.max(1, Math.ceil((letters * 7.2) / Math.max(width, 200)));
}

/** Horizontal bars with the figure at each bar; no animation, so that print and screenshots are whole. */
export function chartConfig(
  spec: ChartSpec,
  look: ChartLook,
  width: number,
): ChartConfiguration<'bar', (number | null)[], string[]> {
  const stacked = spec.kind === 'stack';
  const font = { family: look.fontFamily, size: FONT_SIZE };
  return {
    type: 'bar',
    data: {
      labels: spec.labels.map((label) => wrapLabel(label, lettersFor(width))),
      datasets: spec.series.map(({ name, tone, values }) => ({
        label: name,
        data: values,
        backgroundColor: look.fill(tone),
        borderColor: stacked ? look.ground : look.edge(tone),
        borderWidth: 1,
        borderSkipped: false,
        barPercentage: 0.92,
        categoryPercentage: stacked ? 0.72 : 0.8,
      })),
    },
    options: {
      indexAxis: 'y',
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      layout: { padding: { right: stacked ? 8 : labelRoom(spec) } },
      scales: {
        x: {
          stacked,
          beginAtZero: true,
          ...(spec.max === null ? {} : { max: spec.max }),
          border: { color: look.grid },
          grid: { color: look.grid },
          ticks: {
            color: look.text,
            font,
            maxTicksLimit: width < 520 ? 4 : 6,
            callback: (value) => (spec.unit === '' ? String(value) : `${value} ${spec.unit}`),
          },
        },
        y: {
          stacked,
          border: { color: look.grid },
          grid: { display: false },
          ticks: { color: look.text, font, autoSkip: false },
        },
      },
      plugins: {
        legend: {
          display: spec.series.length > 1,
          position: 'top',
          align: 'start',
          labels: { color: look.text, font, boxWidth: 18, boxHeight: 12 },
        },
        tooltip: {
          callbacks: {
            title: ([item]) => (item === undefined ? '' : (spec.labels[item.dataIndex] ?? '')),
            label: ({ datasetIndex, dataIndex }) =>
              tooltipText(spec.series[datasetIndex], dataIndex),
          },
        },
      },
    },
    plugins: [figuresAtBars(spec, look)],
  };
}

function tooltipText(series: ChartSeries | undefined, index: number): string {
  return series === undefined ? '' : `${series.name}: ${series.texts[index] ?? ''}`;
}

/** Room to the right of the longest bar for its figure. */
function labelRoom({ series }: ChartSpec): number {
  const longest = Math.max(0, ...series.flatMap(({ texts }) => texts.map(({ length }) => length)));
  return longest * 6.6 + 10;
}

function figuresAtBars(spec: ChartSpec, look: ChartLook): Plugin<'bar'> {
  return {
    id: 'figuresAtBars',
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${FONT_SIZE - 1}px ${look.fontFamily}`;
      ctx.textBaseline = 'middle';
      for (const [number, series] of spec.series.entries()) {
        for (const [index, bar] of chart.getDatasetMeta(number).data.entries()) {
          const text = series.texts[index] ?? '';
          if (text === '') continue;
          const { x, y, base } = bar.getProps(['x', 'y', 'base'], true) as Record<string, number>;
          if (x === undefined || y === undefined || base === undefined) continue;
          const isMissing = (series.values[index] ?? null) === null;
          if (spec.kind === 'groups') {
            ctx.textAlign = 'left';
            ctx.fillStyle = look.text;
            ctx.fillText(text, (isMissing ? base : x) + 6, y);
          } else if (ctx.measureText(text).width + 8 <= x - base) {
            ctx.textAlign = 'center';
            ctx.fillStyle = look.textOn(series.tone);
            ctx.fillText(text, (x + base) / 2, y);
          }
        }
      }
      ctx.restore();
    },
  };
}
