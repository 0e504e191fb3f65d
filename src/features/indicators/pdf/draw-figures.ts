import type { FiguresDocument, PrintedIndicator } from './figures-document';
import {
  colours,
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
export function drawFigures(document: FiguresDocument): Promise<Buffer> {
  const doc = openDocument(document);
  doc.addPage();
  let y = head(doc, document);
  for (const group of document.groups) {
    const [first] = group.indicators;
    // A heading stays with the first of its indicators.
    y = room(doc, y, 50 + (first === undefined ? 0 : heightOf(doc, first)));
    y = heading(doc, y, group.title, group.lead);
    for (const indicator of group.indicators) {
      y = room(doc, y, heightOf(doc, indicator));
      y = draw(doc, y, indicator);
    }
    y += 10;
  }
  conflicts(doc, y, document);
  numberPages(doc, document);
  return collect(doc);
}

function room(doc: Doc, y: number, height: number): number {
  if (y + height <= page.bottom) return y;
  doc.addPage();
  return page.top;
}

function head(doc: Doc, document: FiguresDocument): number {
  doc.font('text').fontSize(8).fillColor(colours.accent);
  doc.text('APEC CLUSTER COLLABORATION PLATFORM', page.left, page.top);
  doc.font('title').fontSize(24).fillColor(colours.ink);
  doc.text('Indicators', page.left, page.top + 14);
  doc.font('text').fontSize(11).fillColor(colours.ink);
  doc.text(document.projectName, page.left, page.top + 48, { width: page.width });
  doc.fontSize(9).fillColor(colours.quiet);
  doc.text(`As of ${document.asOf}`, page.left, doc.y + 2);
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
    doc.font('bold').fontSize(15).fillColor(colours.ink);
    doc.text(String(count), x + 9, y + 6);
    doc.font('text').fontSize(8).fillColor(colours[status.tone]);
    doc.text(statusText(status), x + 9, y + 27, { width: width - 20, lineBreak: false });
  });
  return y + 62;
}

function heading(doc: Doc, y: number, title: string, lead: string): number {
  doc.font('title').fontSize(13).fillColor(colours.ink).text(title, page.left, y);
  doc.font('text').fontSize(8.5).fillColor(colours.quiet);
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

function heightOf(doc: Doc, indicator: PrintedIndicator): number {
  let height = doc
    .font('bold')
    .fontSize(9.5)
    .heightOfString(titled(indicator), { width: textWidth });
  doc.font('text').fontSize(8);
  for (const { text } of details(indicator)) {
    height += 2 + doc.heightOfString(text, { width: textWidth });
  }
  if (indicator.days.length > 0) height += 3 + indicator.days.length * 12;
  const aside = 22 + doc.heightOfString(indicator.unit, { width: valueWidth });
  return Math.max(height, aside) + 2 * gap;
}

function draw(doc: Doc, top: number, indicator: PrintedIndicator): number {
  const height = heightOf(doc, indicator);
  doc.font('bold').fontSize(9.5).fillColor(colours.ink);
  doc.text(titled(indicator), page.left, top, { width: textWidth });
  let y = doc.y;
  doc.font('text').fontSize(8);
  for (const { text, colour } of details(indicator)) {
    doc.fillColor(colour).text(text, page.left, y + 2, { width: textWidth });
    y = doc.y;
  }
  y += 3;
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
  doc.font(isNumber ? 'bold' : 'text').fontSize(isNumber ? 15 : 8.5);
  doc.fillColor(isNumber ? colours.ink : colours.quiet);
  doc.text(value, valueAt, isNumber ? top - 3 : top + 1, { width: valueWidth, align: 'right' });
  doc.font('text').fontSize(8.5).fillColor(colours.quiet);
  doc.text(unit, valueAt, doc.y + 1, { width: valueWidth, align: 'right' });
  doc.font('bold').fontSize(8.5).fillColor(colours[status.tone]);
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
    doc.font('bold').fontSize(9.5).fillColor(colours.ink);
    doc.text(conflict.title, page.left, y, { width: page.width - 90 });
    doc.fontSize(8.5).fillColor(colours[conflict.status.tone]);
    doc.text(statusText(conflict.status), page.right - 90, y, { width: 90, align: 'right' });
    doc.font('text').fillColor(colours.quiet);
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
  doc.font('text').fontSize(8.5).fillColor(colours.quiet);
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
