import { formatDate } from '../../http/format';
import { figureText, differenceText } from './figure-text';
import type { TrendPoint, Trends } from './trend.queries';

/**
 * A small drawing with its words. The words say where the line begins and ends; the values between
 * stand in the table of dated values on the page of the indicator.
 */
export interface TrendView {
  /** "▲ 3 since 14 May 2020" */
  text: string;
  /** Of a line in a box of 100 by 24, from the oldest value to that of now; null for fewer than two. */
  line: string | null;
  /** "From 2 persons on 1 Mar 2020 to 5 persons now." */
  description: string;
}

interface Current {
  value: number | null;
  definition: { id: string; unit: string };
}

/** The trends of indicators by their ids; those without a past or a value have none. */
export function trendViews(
  indicators: readonly Current[],
  trends: Trends,
  today: string,
): Map<string, TrendView> {
  return new Map(
    indicators.flatMap((indicator) => {
      const points = trends.points.get(indicator.definition.id) ?? [];
      const view = trendView(indicator, points, trends.since, today);
      return view === null ? [] : [[indicator.definition.id, view]];
    }),
  );
}

function trendView(
  { value, definition }: Current,
  points: readonly TrendPoint[],
  since: string | null,
  today: string,
): TrendView | null {
  if (value === null || since === null || since === today) return null;
  const before = points.find(({ date }) => date === since)?.value ?? null;
  const known = points.flatMap(({ date, value: past }) =>
    past === null || date === today ? [] : [{ date, value: past }],
  );
  const [first] = known;
  const written = (of: number): string =>
    figureText(definition, { value: of, status: 'no_target' });
  return {
    text:
      before === null
        ? `No figure on ${formatDate(since)}`
        : `${capital(differenceText(definition.unit, value - before))} since ${formatDate(since)}`,
    line: first === undefined ? null : lineThrough([...known, { date: today, value }]),
    description:
      first === undefined
        ? ''
        : `From ${written(first.value)} on ${formatDate(first.date)} to ${written(value)} now.`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const width = 100;
const height = 24;
const margin = 2;

/** Over time from left to right, the lowest value at the bottom. */
function lineThrough(points: readonly { date: string; value: number }[]): string {
  const times = points.map(({ date }) => Date.parse(date));
  const values = points.map(({ value }) => value);
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return points
    .map(({ value }, index) => {
      const along = end === start ? 1 : ((times[index] ?? start) - start) / (end - start);
      const up = high === low ? 0.5 : (value - low) / (high - low);
      const x = margin + along * (width - 2 * margin);
      const y = height - margin - up * (height - 2 * margin);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}
