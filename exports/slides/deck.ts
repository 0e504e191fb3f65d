import PptxGenJS from 'pptxgenjs';
import { formatDateTime } from '../../src/http/format';
import { zipEntries } from '../../src/lib/workbook/zip-entries';
import { deflated, writeZip, type DeflatedEntry } from '../../src/lib/workbook/zip-file';
import type { SlidesDocument } from './document';
import { keepToSchema } from './schema-order';
import { cut, fittingSize, isRightToLeft } from './slide-text';

type Slide = ReturnType<PptxGenJS['addSlide']>;
export type TableRow = PptxGenJS.TableRow;

const colours = {
  text: '16262B',
  quiet: '5A666B',
  line: 'C4CCD0',
  accent: '0B5563',
  women: '7B3FA0',
  men: '0F7A6C',
  notStated: '6B747A',
  total: '1F4E79',
  target: 'D5DCDF',
};
export type Tone = 'women' | 'men' | 'notStated' | 'total' | 'target';

/** In inches. */
const page = { width: 13.333, height: 7.5, margin: 0.6 };
const width = page.width - 2 * page.margin;
const body = { x: page.margin, y: 1.95, w: width, h: 4.45 };
const font = 'Arial';

/** Bars of one tone; a value for each of the names. */
export interface Bars {
  name: string;
  tone: Tone;
  values: number[];
}

export interface SlideChart {
  names: string[];
  bars: Bars[];
  /** Number format of the figures at the bars. */
  format: string;
  axisTitle: string;
  max: number | null;
  /** What the chart shows, in words. */
  description: string;
}

export interface SlideContent {
  title: string;
  /** The one thing that the slide says. */
  message: string;
  /** n and base, below the chart. */
  base: string;
  /** For the speaker: base and method. */
  notes: string;
}

/** The slides of one file in the order in which they are added. */
export class Deck {
  private readonly pptx = new PptxGenJS();
  private slides = 0;

  constructor(private readonly document: SlidesDocument) {
    this.pptx.layout = 'LAYOUT_WIDE';
    this.pptx.author = 'PEC';
    this.pptx.company = 'PEC';
    this.pptx.title = cut(`Survey results and indicators: ${document.projectName}`, 200);
    this.pptx.theme = { headFontFace: font, bodyFontFace: font };
  }

  get count(): number {
    return this.slides;
  }

  async write(file: string): Promise<void> {
    const made = await this.pptx.write({ outputType: 'nodebuffer', compression: false });
    if (!Buffer.isBuffer(made)) throw new Error('The slides were not made.');
    const parts = await zipEntries(made);
    keepToSchema(parts);
    const entries: DeflatedEntry[] = [];
    for (const [name, content] of parts) entries.push(await deflated(name, content));
    await writeZip(file, entries);
  }

  /** A title in the middle of the page: the first slide, and the first of each part. */
  opening(title: string, lines: readonly string[], notes: string): void {
    const slide = this.newSlide(notes);
    slide.background = { color: colours.accent };
    addLine(slide, cut(title, 160), {
      ...{ y: 2.1, h: 1.7, sizes: [38, 32, 26, 22], color: 'FFFFFF' },
      ...{ bold: true, valign: 'bottom' },
    });
    slide.addText(
      lines.map((line) => ({ text: cut(line, 240), options: { breakLine: true } })),
      {
        x: page.margin,
        y: 4,
        w: width,
        h: 2.2,
        fontSize: 18,
        color: 'E3EAEC',
        fontFace: font,
        valign: 'top',
        margin: 0,
        paraSpaceAfter: 6,
      },
    );
  }

  chart(content: SlideContent, chart: SlideChart): void {
    const slide = this.contentSlide(content);
    const longest = Math.max(...chart.names.map(({ length }) => length));
    addLine(slide, cut(chart.axisTitle, 120), {
      ...{ y: body.y - 0.05, h: 0.3, sizes: [11], color: colours.quiet },
    });
    const options: PptxGenJS.IChartOpts = {
      ...body,
      y: body.y + 0.2,
      // Few bars do not grow to fill the page.
      h: Math.min(body.h - 0.2, 0.9 + chart.names.length * (0.3 + 0.4 * chart.bars.length)),
      barDir: 'bar',
      barGrouping: 'clustered',
      barGapWidthPct: 40,
      chartColors: chart.bars.map(({ tone }) => colours[tone]),
      altText: cut(chart.description, 1000),
      catAxisLabelColor: colours.text,
      catAxisLabelFontFace: font,
      catAxisLabelFontSize: chart.names.length > 8 || longest > 40 ? 11 : 13,
      catGridLine: { style: 'none' },
      // The figures stand at the bars.
      valAxisHidden: true,
      valGridLine: { style: 'none' },
      valAxisMinVal: 0,
      ...(chart.max === null ? {} : { valAxisMaxVal: chart.max }),
      showValue: true,
      dataLabelFormatCode: chart.format,
      dataLabelFontSize: 11,
      dataLabelFontFace: font,
      dataLabelColor: colours.text,
      dataLabelPosition: 'outEnd',
      showLegend: chart.bars.length > 1,
      legendPos: 't',
      legendFontSize: 13,
      legendFontFace: font,
      legendColor: colours.text,
    };
    slide.addChart(
      'bar',
      chart.bars.map(({ name, values }) => ({ name, labels: chart.names, values })),
      // The first name stands at the top; the library knows this value and its types do not.
      Object.assign(options, { catAxisOrientation: 'maxMin' }),
    );
  }

  /** @param widths of the columns, in parts of the whole */
  table(content: SlideContent, rows: TableRow[], widths: readonly number[]): void {
    const whole = widths.reduce((sum, part) => sum + part, 0);
    this.contentSlide(content).addTable(rows, {
      x: body.x,
      y: body.y,
      w: body.w,
      colW: widths.map((part) => (part / whole) * body.w),
      fontFace: font,
      fontSize: 13,
      color: colours.text,
      border: { type: 'none' },
      margin: [0.04, 0.08, 0.04, 0.08],
    });
  }

  /** Sentences in place of a chart. */
  words(content: SlideContent, lines: readonly string[]): void {
    const shown = lines.map((line) => cut(line, 220));
    const fontSize = fittingSize(
      shown.join(' '.repeat(60)),
      { width: body.w, height: body.h },
      [20, 16, 14, 12, 10],
    );
    this.contentSlide(content).addText(
      shown.map((line) => ({ text: line, options: { breakLine: true, ...direction(line) } })),
      { ...body, fontSize, color: colours.text, fontFace: font, valign: 'top', paraSpaceAfter: 4 },
    );
  }

  private contentSlide({ title, message, base, notes }: SlideContent): Slide {
    const slide = this.newSlide(notes);
    addLine(slide, cut(title, 240), {
      ...{ y: 0.35, h: 0.95, sizes: [26, 22, 18, 15], color: colours.accent },
      ...{ bold: true, valign: 'bottom' },
    });
    addLine(slide, cut(message, 200), {
      ...{ y: 1.33, h: 0.55, sizes: [17, 14, 12], color: colours.text },
    });
    addLine(slide, cut(base, 420), {
      ...{ y: 6.45, h: 0.5, sizes: [12, 11, 10, 9], color: colours.quiet },
    });
    this.foot(slide);
    return slide;
  }

  private newSlide(notes: string): Slide {
    this.slides += 1;
    const slide = this.pptx.addSlide();
    slide.addNotes(cut(notes, 3000));
    return slide;
  }

  /** What stands at the foot of the page, read last. */
  private foot(slide: Slide): void {
    const { document } = this;
    const asOf = formatDateTime(document.indicators[0]?.asOf, document.timeZone);
    const mark = document.mark === null ? '' : `${document.mark}. `;
    addLine(slide, cut(`${mark}${document.projectName}. As of ${asOf}.`, 170), {
      ...{ y: 7.02, h: 0.3, w: width - 1, sizes: [9], color: colours.quiet },
    });
    slide.slideNumber = {
      x: page.width - page.margin - 0.8,
      y: 7.02,
      w: 0.8,
      h: 0.3,
      fontSize: 9,
      color: colours.quiet,
      fontFace: font,
      align: 'right',
    };
  }
}

interface LineLook {
  /** Place and size in inches; as wide as the page unless it says otherwise. */
  y: number;
  h: number;
  w?: number;
  /** In points, of which the largest is taken at which the text fits. */
  sizes: readonly number[];
  color: string;
  bold?: boolean;
  valign?: 'top' | 'bottom';
}

function addLine(slide: Slide, text: string, { sizes, ...look }: LineLook): void {
  slide.addText(text, {
    ...{ x: page.margin, w: width, valign: 'top', margin: 0, fontFace: font },
    ...look,
    fontSize: fittingSize(text, { width: look.w ?? width, height: look.h - 0.05 }, sizes),
    ...direction(text),
  });
}

function direction(text: string): { align: 'left' | 'right'; rtlMode?: boolean } {
  return isRightToLeft(text) ? { align: 'right', rtlMode: true } : { align: 'left' };
}

/** A row of a table: its head is set off. */
export function tableRow(
  cells: readonly string[],
  options: { isHead?: boolean; figures?: readonly number[] } = {},
): TableRow {
  const { isHead = false, figures = [] } = options;
  return cells.map((text, index) => ({
    text: cut(text, 160),
    options: {
      bold: isHead,
      align: figures.includes(index) ? ('right' as const) : ('left' as const),
      valign: 'top' as const,
      border: [
        { type: 'none' as const },
        { type: 'none' as const },
        { type: 'solid' as const, color: colours.line, pt: isHead ? 1.5 : 0.5 },
        { type: 'none' as const },
      ],
    },
  }));
}
