import PDFDocument from 'pdfkit';
import type { MixedType } from '../../../lib/print/mixed-type';
import type { FiguresDocument, StatusMark } from './figures-document';

export type Doc = InstanceType<typeof PDFDocument>;

/** A4 upright, in points. */
export const page = { left: 48, right: 547, top: 56, bottom: 772, width: 499 };

export const colours = {
  ink: '#1b2a2f',
  quiet: '#56666c',
  line: '#c9d3d6',
  accent: '#0b5563',
  good: '#1d6b3a',
  bad: '#a3261c',
  none: '#56666c',
};

/** An empty file; pages are kept until the end, for their numbers. */
export function openDocument({ projectName, asOf }: FiguresDocument): Doc {
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    lang: 'en',
    displayTitle: true,
    // None yet: of a face that it has under another name, pdfkit would read the file at each change.
    font: '',
    info: { Title: `Indicators: ${projectName}`, Subject: `As of ${asOf}` },
  });
}

/** The foot of each page: what it is, as of when, and which of how many. */
export function numberPages(
  doc: Doc,
  type: MixedType,
  { projectName, asOf, mark }: FiguresDocument,
): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    doc.switchToPage(start + index);
    rule(doc, 790, colours.line, 0.5);
    doc.fillColor(colours.quiet);
    type.write(
      footOf({ projectName, asOf }),
      { face: 'sans', size: 7, writing: null },
      { x: page.left, y: 796, width: page.width - 70, height: 9 },
    );
    doc.font('sans').fontSize(7);
    doc.text(`Page ${index + 1} of ${count}`, page.right - 60, 796, {
      width: 60,
      align: 'right',
      lineBreak: false,
    });
    if (mark === '') continue;
    doc.font('sansBold').fontSize(8).fillColor(colours.bad);
    doc.text(mark, page.left, 26, { width: page.width, align: 'center', lineBreak: false });
  }
}

/** What stands at the foot of each page. */
export function footOf({
  projectName,
  asOf,
}: Pick<FiguresDocument, 'projectName' | 'asOf'>): string {
  return [projectName, `As of ${asOf}`].join('  ·  ');
}

export function rule(doc: Doc, y: number, colour: string, width: number): void {
  doc.moveTo(page.left, y).lineTo(page.right, y).lineWidth(width).strokeColor(colour).stroke();
}

const signs = { good: '✓', bad: '✗', none: '–' };

/** A status with a sign of its own, so that it is told without colour too. */
export function statusText({ label, tone }: StatusMark): string {
  return `${signs[tone]} ${label}`;
}
