import { MixedType, type Setting, type Wanted } from '../../../lib/print/mixed-type';
import type { FiguresDocument, PrintedIndicator } from './figures-document';
import {
  colours,
  footOf,
  numberPages,
  openDocument,
  page,
  rule,
  statusText,
  type Doc,
} from './page-of-figures';

const valueAt = page.left + 332;
const valueWidth = 96;
const statusAt = valueAt + valueWidth + 8;
const textWidth = 326;
const gap = 9;

/** The figures of the dashboard as a PDF file on A4 with the fonts inside; no indicator is parted by a page. */
export async function drawFigures(document: FiguresDocument): Promise<Buffer> {
  const doc = openDocument(document);
  const type = await MixedType.open(doc, textsOf(document));
  doc.addPage();
  let y = head(doc, type, document);
  for (const group of document.groups) {
    const [first] = group.indicators;
    // A heading stays with the first of its indicators.
    y = room(doc, y, 50 + (first === undefined ? 0 : heightOf(doc, type, first)));
    y = heading(doc, y, group.title, group.lead);
    for (const indicator of group.indicators) {
      y = room(doc, y, heightOf(doc, type, indicator));
      y = draw(doc, type, y, indicator);
    }
    y += 10;
  }
  conflicts(doc, y, document);
  numberPages(doc, type, document);
  return collect(doc);
}

const titleSetting: Setting = { face: 'sansBold', size: 9.5, writing: null };
const detailSetting: Setting = { face: 'sans', size: 8, writing: null };
const projectSetting: Setting = { face: 'sans', size: 11, writing: null };

/** What people may write in whatever script: the name of the project, and what is said of figures. */
function textsOf(document: FiguresDocument): Wanted[] {
  const indicators = document.groups.flatMap((group) => group.indicators);
  return [
    { ...projectSetting, text: footOf(document) },
    ...indicators.map((indicator) => ({ ...titleSetting, text: titled(indicator) })),
    ...indicators.flatMap(details).map(({ text }) => ({ ...detailSetting, text })),
  ];
}

function room(doc: Doc, y: number, height: number): number {
  if (y + height <= page.bottom) return y;
  doc.addPage();
  return page.top;
}

function head(doc: Doc, type: MixedType, document: FiguresDocument): number {
  doc.font('sans').fontSize(8).fillColor(colours.accent);
  doc.text('APEC CLUSTER COLLABORATION PLATFORM', page.left, page.top);
  doc.font('serifBold').fontSize(24).fillColor(colours.ink);
  doc.text('Indicators', page.left, page.top + 14);
  doc.fillColor(colours.ink);
  const top = page.top + 48;
  const place = { x: page.left, y: top, width: page.width };
  const nameHeight = type.write(document.projectName, projectSetting, place);
  doc.font('sans').fontSize(9).fillColor(colours.quiet);
  doc.text(`As of ${document.asOf}`, page.left, top + nameHeight + 2);
  for (const remark of document.remarks) {
    doc.text(remark, page.left, doc.y + 3, { width: page.width });
  }
  const y = doc.y + 12;
  const width = page.width / document.counts.length;
  document.counts.forEach(({ status, count }, index) => {
    const x = page.left + index * width;
    doc
      .rect(x, y, width - 6, 44)
      .lineWidth(0.5)
      .strokeColor(colours.line)
      .stroke();
    doc.font('sansBold').fontSize(15).fillColor(colours.ink);
    doc.text(String(count), x + 9, y + 6);
    doc.font('sans').fontSize(8).fillColor(colours[status.tone]);
    doc.text(statusText(status), x + 9, y + 27, { width: width - 20, lineBreak: false });
  });
  return y + 62;
}

function heading(doc: Doc, y: number, title: string, lead: string): number {
  doc.font('serifBold').fontSize(13).fillColor(colours.ink).text(title, page.left, y);
  doc.font('sans').fontSize(8.5).fillColor(colours.quiet);
  doc.text(lead, page.left, doc.y + 1, { width: page.width });
  const end = doc.y + 5;
  rule(doc, end, colours.accent, 1.4);
  return end + gap;
}

/** The texts below the title, each with its size. */
function details({ targets, lines }: PrintedIndicator): { text: string; colour: string }[] {
  const all = targets.length === 0 ? ['No target in the documents'] : targets;
  return [
    ...all.map((text) => ({
      text: targets.length === 0 ? text : `Target: ${text}`,
      colour: colours.ink,
    })),
    ...lines.map((text) => ({ text, colour: colours.quiet })),
  ];
}

const titled = ({ id, title }: PrintedIndicator): string => `${id}  ${title}`;

function heightOf(doc: Doc, type: MixedType, indicator: PrintedIndicator): number {
  let height = type.heightOf(titled(indicator), titleSetting, textWidth);
  for (const { text } of details(indicator)) {
    height += 2 + type.heightOf(text, detailSetting, textWidth);
  }
  if (indicator.days.length > 0) height += 3 + indicator.days.length * 12;
  doc.font('sans').fontSize(8);
  const aside = 22 + doc.heightOfString(indicator.unit, { width: valueWidth });
  return Math.max(height, aside) + 2 * gap;
}

function draw(doc: Doc, type: MixedType, top: number, indicator: PrintedIndicator): number {
  const height = heightOf(doc, type, indicator);
  const at = (y: number) => ({ x: page.left, y, width: textWidth });
  doc.fillColor(colours.ink);
  let y = top + type.write(titled(indicator), titleSetting, at(top));
  for (const { text, colour } of details(indicator)) {
    doc.fillColor(colour);
    y += 2 + type.write(text, detailSetting, at(y + 2));
  }
  y += 3;
  doc.font('sans').fontSize(8);
  for (const { name, date, value, status } of indicator.days) {
    doc.fillColor(colours.ink).text(name, page.left, y, { lineBreak: false });
    doc.fillColor(colours.quiet).text(date, page.left + 44, y, { lineBreak: false });
    doc.fillColor(colours.ink);
    doc.text(value, page.left + 110, y, { width: 76, align: 'right', lineBreak: false });
    doc.fillColor(colours[status.tone]).text(statusText(status), page.left + 200, y, {
      lineBreak: false,
    });
    y += 12;
  }
  aside(doc, top, indicator);
  rule(doc, top + height - gap, colours.line, 0.5);
  return top + height;
}

/** Value, unit and status, to the right of the texts. */
function aside(doc: Doc, top: number, { value, unit, status }: PrintedIndicator): void {
  const isNumber = /\d/u.test(value);
  doc.font(isNumber ? 'sansBold' : 'sans').fontSize(isNumber ? 15 : 8.5);
  doc.fillColor(isNumber ? colours.ink : colours.quiet);
  doc.text(value, valueAt, isNumber ? top - 3 : top + 1, { width: valueWidth, align: 'right' });
  doc.font('sans').fontSize(8.5).fillColor(colours.quiet);
  doc.text(unit, valueAt, doc.y + 1, { width: valueWidth, align: 'right' });
  doc.font('sansBold').fontSize(8.5).fillColor(colours[status.tone]);
  doc.text(statusText(status), statusAt, top + 1, { width: page.right - statusAt, align: 'right' });
}

function conflicts(doc: Doc, top: number, document: FiguresDocument): void {
  let y = room(doc, top, 190);
  y = heading(
    doc,
    y,
    'Where the documents set different targets',
    'All lines stay in view. For the summary, “met” means the strictest of them.',
  );
  for (const conflict of document.conflicts) {
    y = room(doc, y, 44 + conflict.lines.length * 30);
    doc.font('sansBold').fontSize(9.5).fillColor(colours.ink);
    doc.text(conflict.title, page.left, y, { width: page.width - 90 });
    doc.fontSize(8.5).fillColor(colours[conflict.status.tone]);
    doc.text(statusText(conflict.status), page.right - 90, y, { width: 90, align: 'right' });
    doc.font('sans').fillColor(colours.quiet);
    doc.text(conflict.explanation, page.left, y + 14, { width: page.width });
    y = doc.y + 4;
    for (const { id, title, target, isStrictest, status } of conflict.lines) {
      const text = `${id}  ${title}: ${target}${isStrictest ? ' (strictest)' : ''}`;
      doc.fillColor(colours.ink).text(text, page.left + 10, y, { width: page.width - 110 });
      const end = doc.y;
      doc.fillColor(colours[status.tone]);
      doc.text(statusText(status), page.right - 90, y, { width: 90, align: 'right' });
      y = end + 3;
    }
    y += gap;
  }
  doc.font('sans').fontSize(8.5).fillColor(colours.quiet);
  y = room(doc, y, 40);
  doc.text(`Sources: ${document.sources.join('; ')}.`, page.left, y, { width: page.width });
}

function collect(doc: Doc): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('error', reject);
    doc.on('end', () => {
      resolve(Buffer.concat(parts));
    });
    doc.end();
  });
}
