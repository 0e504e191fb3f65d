import { createRequire } from 'node:module';
import path from 'node:path';
import type { Font } from 'fontkit';
import { rootDir } from '../../../../lib/root';

/** Latin with all its marks (Vietnamese too), Greek and Cyrillic; no Chinese, Japanese, Korean or Thai. */
export const certificateFonts = {
  serif: fontFile('DejaVuSerif'),
  serifBold: fontFile('DejaVuSerif-Bold'),
  sans: fontFile('DejaVuSans'),
};

function fontFile(name: string): string {
  return path.join(rootDir, 'node_modules', 'dejavu-fonts-ttf', 'ttf', `${name}.ttf`);
}

let fonts: Font[] | undefined;

/** The reader of fonts takes 18 MB, which a server whose certificates nobody looks at yet can do without. */
function fontReader(): typeof import('fontkit') {
  return createRequire(path.join(rootDir, 'package.json'))('fontkit') as typeof import('fontkit');
}

/** The characters that certificates cannot print, each once; empty when all of a text can be printed. */
export function unprintable(text: string): string[] {
  fonts ??= [certificateFonts.serif, certificateFonts.serifBold].map((file) => {
    const font = fontReader().openSync(file);
    if (font.type !== 'TTF') throw new Error(`${file} is no single font.`);
    return font;
  });
  const known = fonts;
  const missing = Array.from(text.normalize('NFC')).filter((character) => {
    const point = character.codePointAt(0) ?? 0;
    return !known.every((font) => font.hasGlyphForCodePoint(point));
  });
  return [...new Set(missing)];
}
