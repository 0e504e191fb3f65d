import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  Tooltip,
} from 'chart.js';
import { chartConfig, chartHeight } from '../charts/chart-config';
import { describeChart } from '../charts/chart-spec';
import { lookOfPage } from './charts/look';
import { readTable } from './charts/read-table';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

const drawn = new Map<HTMLElement, Chart<'bar', (number | null)[], string[]>>();

/** Draws the chart of one place from the table that it names; without figures the place stays hidden. */
function draw(place: HTMLElement): void {
  drawn.get(place)?.destroy();
  drawn.delete(place);
  const { chart: kind = '', table: id = '', title = '' } = place.dataset;
  const table = document.getElementById(id);
  const spec = table instanceof HTMLTableElement ? readTable(table, kind) : null;
  place.hidden = spec === null;
  if (spec === null) return;
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `Chart: ${title}. The table below holds the same figures.`);
  canvas.textContent = describeChart(spec);
  place.replaceChildren(canvas);
  const width = place.clientWidth;
  place.style.height = `${chartHeight(spec, width)}px`;
  drawn.set(place, new Chart(canvas, chartConfig(spec, lookOfPage(), width)));
}

const places = [...document.querySelectorAll<HTMLElement>('[data-chart]')];
const drawAll = (): void => {
  places.forEach(draw);
};
drawAll();

// Colours come from the page, which changes them in the dark and in print.
for (const query of ['(prefers-color-scheme: dark)', 'print']) {
  window.matchMedia(query).addEventListener('change', drawAll);
}

// Labels are wrapped for the width, so a change of it draws anew; a browser's bars that come and go
// change the height alone.
let width = document.documentElement.clientWidth;
let waiting: number | undefined;
window.addEventListener('resize', () => {
  if (document.documentElement.clientWidth === width) return;
  width = document.documentElement.clientWidth;
  window.clearTimeout(waiting);
  waiting = window.setTimeout(drawAll, 150);
});
