import { createCanvas } from '@napi-rs/canvas';
import type { ChartLook } from '../../../charts/chart-config';
import type { Tone } from '../../../charts/chart-spec';
import { mixColours, textOn } from '../../../charts/colours';

export const fontFamily = 'DejaVu Sans';

const ground = '#ffffff';
const text = '#16262b';
const colours = { women: '#7b3fa0', men: '#0f7a6c', notStated: '#6b747a', total: '#1f4e79' };

function colourOf(tone: Tone): string {
  if (typeof tone === 'string') return colours[tone];
  const share = tone.of <= 1 ? 1 : 0.18 + (0.82 * tone.step) / (tone.of - 1);
  return mixColours(ground, colours.total, share);
}

/** The look of charts on white paper: women are plain, men striped, not stated dotted. */
export const pictureLook: ChartLook = {
  text,
  grid: '#c4ccd0',
  ground,
  fontFamily,
  fill: (tone) => {
    const colour = colourOf(tone);
    return tone === 'men' || tone === 'notStated' ? pattern(colour, tone) : colour;
  },
  edge: colourOf,
  textOn: (tone) => textOn(colourOf(tone)),
};

const tileSize = 8;

function pattern(colour: string, tone: 'men' | 'notStated'): CanvasPattern {
  const tile = createCanvas(tileSize, tileSize);
  const context = tile.getContext('2d');
  context.fillStyle = ground;
  context.fillRect(0, 0, tileSize, tileSize);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 3;
  if (tone === 'notStated') {
    context.fillRect(1, 1, 3, 3);
    context.fillRect(5, 5, 3, 3);
  } else {
    for (const shift of [-tileSize, 0, tileSize]) {
      context.beginPath();
      context.moveTo(shift - 1, tileSize + 1);
      context.lineTo(shift + tileSize + 1, -1);
      context.stroke();
    }
  }
  return context.createPattern(tile, 'repeat');
}
