import type { ChartLook } from '../../charts/chart-config';
import type { Tone } from '../../charts/chart-spec';
import { mixColours, textOn } from '../../charts/colours';

type Token = (name: string) => string;

function colourOf(tone: Tone, token: Token): string {
  if (typeof tone === 'object') {
    // The lowest step stays visible on the ground, the highest is the full colour.
    const share = tone.of <= 1 ? 1 : 0.18 + (0.82 * tone.step) / (tone.of - 1);
    return mixColours(token('--pec-surface'), token('--pec-total'), share);
  }
  const names = {
    women: '--pec-women',
    men: '--pec-men',
    notStated: '--pec-not-stated',
    total: '--pec-total',
  };
  return token(names[tone]);
}

/** The look of charts on this page now: its tokens, which differ in the dark and in print. */
export function lookOfPage(): ChartLook {
  const page = getComputedStyle(document.documentElement);
  const body = getComputedStyle(document.body);
  const token: Token = (name) => page.getPropertyValue(name).trim();
  return {
    text: body.color,
    grid: mixColours(token('--pec-surface'), token('--pec-quiet'), 0.3),
    ground: token('--pec-surface'),
    fontFamily: body.fontFamily,
    fill: (tone) => {
      const colour = colourOf(tone, token);
      return tone === 'men' ? striped(colour, token('--pec-surface')) : colour;
    },
    edge: (tone) => colourOf(tone, token),
    textOn: (tone) => textOn(colourOf(tone, token)),
  };
}

/** Men are striped and women are plain, so that the two differ without colour. */
function striped(colour: string, ground: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = 8;
  tile.height = 8;
  const context = tile.getContext('2d');
  if (context === null) return colour;
  context.fillStyle = ground;
  context.fillRect(0, 0, 8, 8);
  context.strokeStyle = colour;
  context.lineWidth = 3;
  for (const shift of [-8, 0, 8]) {
    context.beginPath();
    context.moveTo(shift - 1, 9);
    context.lineTo(shift + 9, -1);
    context.stroke();
  }
  return context.createPattern(tile, 'repeat') ?? colour;
}
