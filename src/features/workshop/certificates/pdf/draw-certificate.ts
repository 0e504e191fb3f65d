import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { MixedType, type Setting, type Wanted } from '../../../../lib/print/mixed-type';
import type { CertificateDocument } from './certificate-document';

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
export async function drawCertificates(
  certificates: readonly CertificateDocument[],
): Promise<Buffer> {
  const [first] = certificates;
  const alone = certificates.length === 1;
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    lang: 'en',
    displayTitle: true,
    // None yet: of a face that it has under another name, pdfkit would read the file at each change.
    font: '',
    info: {
      Title: alone
        ? `Certificate of attendance: ${first?.holderName ?? ''}`
        : 'Certificates of attendance',
      Subject: first?.workshopName ?? '',
      ...(alone ? { Keywords: first?.code ?? '' } : {}),
    },
  });
  const type = await MixedType.open(doc, certificates.flatMap(textsOf));
  for (const facts of certificates) {
    doc.addPage();
    frame(doc);
    body(doc, type, facts);
    signature(doc, type, facts);
    check(doc, facts);
    if (facts.stamp !== '') stamp(doc, facts.stamp);
  }
  return collect(doc);
}

/** What other people wrote, in whatever script. */
function textsOf(facts: CertificateDocument): Wanted[] {
  const { writing } = facts;
  return [
    { text: facts.holderName, face: 'serifBold', writing },
    { text: facts.holderAffiliation, face: 'serif', writing },
    { text: facts.workshopName, face: 'serifBold', writing: null },
    { text: facts.signatory, face: 'serifBold', writing: null },
    { text: facts.signatoryPosition, face: 'serif', writing: null },
  ];
}

function frame(doc: Doc): void {
  doc.lineWidth(1.6).strokeColor(teal);
  doc.rect(26, 26, width - 52, height - 52).stroke();
  doc.lineWidth(0.5);
  doc.rect(32, 32, width - 64, height - 64).stroke();
}

function body(doc: Doc, type: MixedType, facts: CertificateDocument): void {
  const { writing } = facts;
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
  const name = { y, face: 'serifBold', writing, largest: 30, smallest: 15, most: 80 } as const;
  y += fitted(type, facts.holderName, name) + 4 * air;
  if (facts.holderAffiliation !== '') {
    doc.fillColor(quiet);
    const affiliation = { y, face: 'serif', writing, largest: 12, smallest: 9, most: 34 } as const;
    y += fitted(type, facts.holderAffiliation, affiliation);
  }
  y += 14 * air;
  doc.font('serif').fontSize(12).fillColor(quiet);
  centred(doc, 'attended the', y);
  y += 18 + 6 * air;
  doc.fillColor(ink);
  const workshop = {
    y,
    face: 'serifBold',
    writing: null,
    largest: 17,
    smallest: 10,
    most: 60,
  } as const;
  y += fitted(type, facts.workshopName, workshop) + 12 * air;
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

function signature(doc: Doc, type: MixedType, facts: CertificateDocument): void {
  const x = 90;
  const lineWidth = 250;
  doc
    .moveTo(x, footY + 38)
    .lineTo(x + lineWidth, footY + 38)
    .lineWidth(0.7)
    .strokeColor(quiet)
    .stroke();
  doc.fillColor(ink);
  type.write(
    facts.signatory,
    { face: 'serifBold', size: 10.5, writing: null },
    { x, y: footY + 45, width: lineWidth, height: 14 },
  );
  doc.fillColor(quiet);
  type.write(
    facts.signatoryPosition,
    { face: 'serif', size: 9, writing: null },
    { x, y: footY + 60, width: lineWidth, height: 24 },
  );
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
  doc.font('serifBold').fontSize(10.5).fillColor(ink);
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
  type: MixedType,
  text: string,
  place: Omit<Setting, 'size'> & { y: number; largest: number; smallest: number; most: number },
): number {
  const { y, face, writing, largest, smallest, most } = place;
  const at = (size: number): Setting => ({ face, writing, size });
  let size = largest;
  // One line in a smaller size looks better than two in a large one, down to a point.
  while (size > largest * 0.7 && type.widthOf(text, at(size)) > textWidth) size -= 0.5;
  while (size > smallest && type.heightOf(text, at(size), textWidth) > most) size -= 0.5;
  return type.write(text, at(size), {
    x: left,
    y,
    width: textWidth,
    align: 'center',
    height: most,
  });
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
