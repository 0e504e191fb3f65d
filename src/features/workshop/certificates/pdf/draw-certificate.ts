import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import type { CertificateDocument } from './certificate-document';
import { certificateFonts } from './printable-text';

// A4 landscape, in points.
const width = 841.89;
const height = 595.28;
const textWidth = 660;
const left = (width - textWidth) / 2;
const ink = '#1b2a2f';
const quiet = '#56666c';
const teal = '#0b5563';
const footY = 470;

type Doc = InstanceType<typeof PDFDocument>;

/**
 * Certificates as one PDF file: a page each, in their order, with the fonts inside. Texts must be
 * printable.
 * @param certificates at least one
 */
export function drawCertificates(certificates: readonly CertificateDocument[]): Promise<Buffer> {
  const [first] = certificates;
  const alone = certificates.length === 1;
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    lang: 'en',
    displayTitle: true,
    font: certificateFonts.serif,
    info: {
      Title: alone
        ? `Certificate of attendance: ${first?.holderName ?? ''}`
        : 'Certificates of attendance',
      Subject: first?.workshopName ?? '',
      ...(alone ? { Keywords: first?.code ?? '' } : {}),
    },
  });
  doc.registerFont('serif', certificateFonts.serif);
  doc.registerFont('bold', certificateFonts.serifBold);
  doc.registerFont('sans', certificateFonts.sans);
  for (const facts of certificates) {
    doc.addPage();
    frame(doc);
    body(doc, facts);
    signature(doc, facts);
    check(doc, facts);
    if (facts.stamp !== '') stamp(doc, facts.stamp);
  }
  return collect(doc);
}

function frame(doc: Doc): void {
  doc.lineWidth(1.6).strokeColor(teal);
  doc.rect(26, 26, width - 52, height - 52).stroke();
  doc.lineWidth(0.5);
  doc.rect(32, 32, width - 64, height - 64).stroke();
}

function body(doc: Doc, facts: CertificateDocument): void {
  // A short text is spread over the page, a long one is set closely.
  const air = facts.days.length > 4 ? 1 : 1.7;
  doc.font('sans').fontSize(9).fillColor(teal);
  centred(doc, 'APEC CLUSTER COLLABORATION PLATFORM', 66, { characterSpacing: 1.2 });
  doc.font('serif').fontSize(34).fillColor(ink);
  centred(doc, 'Certificate of attendance', 90);
  doc
    .moveTo(width / 2 - 32, 146)
    .lineTo(width / 2 + 32, 146)
    .lineWidth(1.6)
    .strokeColor(teal)
    .stroke();
  doc.font('serif').fontSize(12).fillColor(quiet);
  let y = 152 + 10 * air;
  centred(doc, 'This is to certify that', y);
  y += 18 + 6 * air;
  doc.fillColor(ink);
  y +=
    fitted(doc, facts.holderName, { y, font: 'bold', largest: 30, smallest: 15, most: 80 }) +
    4 * air;
  if (facts.holderAffiliation !== '') {
    doc.fillColor(quiet);
    y += fitted(doc, facts.holderAffiliation, {
      y,
      font: 'serif',
      largest: 12,
      smallest: 9,
      most: 34,
    });
  }
  y += 14 * air;
  doc.font('serif').fontSize(12).fillColor(quiet);
  centred(doc, 'attended the', y);
  y += 18 + 6 * air;
  doc.fillColor(ink);
  y +=
    fitted(doc, facts.workshopName, { y, font: 'bold', largest: 17, smallest: 10, most: 60 }) +
    12 * air;
  days(doc, facts.days, y);
}

/** The days as one centred block, in two columns when there are many. */
function days(doc: Doc, lines: string[], y: number): void {
  const room = footY - 14 - y;
  const columns = lines.length * 18 > room ? 2 : 1;
  const rows = Math.ceil(lines.length / columns);
  const step = Math.min(18, room / rows);
  const size = Math.min(12, step * 0.72);
  doc.font('serif').fontSize(size).fillColor(ink);
  lines.forEach((line, index) => {
    const column = Math.floor(index / rows);
    const columnWidth = textWidth / columns;
    const at = { width: columnWidth, align: 'center' as const, lineBreak: false };
    const x = left + column * columnWidth + (columnWidth - doc.widthOfString(line)) / 2;
    doc.text(
      line,
      columns === 1 ? (width - doc.widthOfString(line)) / 2 : x,
      y + (index % rows) * step,
      {
        lineBreak: at.lineBreak,
      },
    );
  });
}

function signature(doc: Doc, facts: CertificateDocument): void {
  const x = 90;
  const lineWidth = 250;
  doc
    .moveTo(x, footY + 38)
    .lineTo(x + lineWidth, footY + 38)
    .lineWidth(0.7)
    .strokeColor(quiet)
    .stroke();
  doc.font('bold').fontSize(10.5).fillColor(ink);
  doc.text(facts.signatory, x, footY + 45, { width: lineWidth, height: 14, ellipsis: true });
  doc.font('serif').fontSize(9).fillColor(quiet);
  doc.text(facts.signatoryPosition, x, footY + 60, {
    width: lineWidth,
    height: 24,
    ellipsis: true,
  });
}

/** The QR code and the address, by which anybody can check that this was issued. */
function check(doc: Doc, facts: CertificateDocument): void {
  const size = 76;
  const x = width - 90 - size;
  const y = footY + 4;
  const { modules } = QRCode.create(facts.address, { errorCorrectionLevel: 'M' });
  const step = size / modules.size;
  doc.fillColor('#000000');
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) !== 0) doc.rect(x + column * step, y + row * step, step, step);
    }
  }
  doc.fill();
  const textX = x - 250;
  const at = { width: 236, align: 'right' as const };
  doc.font('serif').fontSize(9).fillColor(quiet);
  doc.text(`Issued on ${facts.issuedOn}`, textX, y + 8, at);
  doc.font('bold').fontSize(10.5).fillColor(ink);
  doc.text(facts.code, textX, y + 24, at);
  doc.font('sans').fontSize(7.5).fillColor(quiet);
  doc.text(`Check this certificate at\n${facts.address}`, textX, y + 42, at);
}

function stamp(doc: Doc, text: string): void {
  doc.save();
  doc.rotate(-18, { origin: [width / 2, height / 2] });
  doc.font('sans').fontSize(54).fillColor('#a3252b', 0.22);
  centred(doc, text, height / 2 - 32);
  doc.restore();
}

function centred(
  doc: Doc,
  text: string,
  y: number,
  more: { characterSpacing?: number } = {},
): void {
  doc.text(text, left, y, { width: textWidth, align: 'center', ...more });
}

/** Writes a text as large as it fits into its place. @returns its height */
function fitted(
  doc: Doc,
  text: string,
  place: { y: number; font: string; largest: number; smallest: number; most: number },
): number {
  doc.font(place.font);
  let size = place.largest;
  const heightOf = (): number => {
    doc.fontSize(size);
    return doc.heightOfString(text, { width: textWidth, align: 'center' });
  };
  const oneLine = (): boolean => doc.fontSize(size).widthOfString(text) <= textWidth;
  // One line in a smaller size looks better than two in a large one, down to a point.
  while (size > place.largest * 0.7 && !oneLine()) size -= 0.5;
  while (size > place.smallest && heightOf() > place.most) size -= 0.5;
  const used = Math.min(heightOf(), place.most);
  doc.text(text, left, place.y, {
    width: textWidth,
    align: 'center',
    height: place.most,
    ellipsis: true,
  });
  return used;
}

function collect(doc: Doc): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => {
      resolve(Buffer.concat(parts));
    });
    doc.on('error', reject);
    doc.end();
  });
}
