import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  type Plugin,
} from 'chart.js';
import type { DrawChart } from '../../../../exports/indicators/document';
import { chartConfig, chartHeight } from '../../../charts/chart-config';
import { fontFamily, pictureLook } from './picture-look';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale);
// The machine may have no fonts at all; this one has the letters of all member economies but the
// Chinese, Japanese and Korean ones, which the charts do not need.
GlobalFonts.registerFromPath(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), fontFamily);

// Twice the pixels, so that print is sharp.
const density = 2;

/** Draws a chart as a picture. Blocks for some 50 ms: never on the server's main thread. */
export const drawChart: DrawChart = (spec, { width, line }) => {
  const height = chartHeight(spec, width);
  const canvas = createCanvas(width, height);
  const config = chartConfig(spec, pictureLook, width);
  // Chart.js asks of a canvas what this one has; its types know only the browser's.
  const chart = new Chart(canvas as unknown as HTMLCanvasElement, {
    ...config,
    options: { ...config.options, responsive: false, devicePixelRatio: density },
    plugins: [
      whiteGround,
      ...(config.plugins ?? []),
      ...(line === undefined ? [] : [lineAcross(line)]),
    ],
  });
  const png = canvas.toBuffer('image/png');
  chart.destroy();
  return { png, width, height };
};

const whiteGround: Plugin<'bar'> = {
  id: 'whiteGround',
  beforeDraw: ({ ctx, width, height }) => {
    ctx.fillStyle = pictureLook.ground;
    ctx.fillRect(0, 0, width, height);
  },
};

function lineAcross(value: number): Plugin<'bar'> {
  return {
    id: 'lineAcross',
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const x = scales['x']?.getPixelForValue(value) ?? chartArea.left;
      ctx.save();
      ctx.strokeStyle = pictureLook.text;
      ctx.lineWidth = 2;
      ctx.setLineDash([6, 4]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    },
  };
}
