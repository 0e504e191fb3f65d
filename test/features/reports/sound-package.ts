import path from 'node:path';
import { load } from 'cheerio';
import { fromBuffer } from 'yauzl';
import { allTexts } from './read-workbook';

/**
 * What Excel and PowerPoint refuse or offer to repair, and LibreOffice forgives: parts that are named
 * twice or not at all, relations that lead nowhere, elements out of the order of the schema (ECMA-376
 * part 1), names and texts that are too long, functions that are none of the old ones.
 * @returns each fault in words
 */
export async function faultsOf(file: Buffer): Promise<string[]> {
  const names = await entryNames(file);
  const parts = await allTexts(file);
  const faults = names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => `${name} is there twice`);
  faults.push(...typeFaults(parts));
  for (const [name, xml] of parts) {
    if (name.endsWith('.rels')) faults.push(...relationFaults(name, xml, parts));
    else if (name.endsWith('.xml')) faults.push(...orderFaults(name, xml));
  }
  if (parts.has('xl/workbook.xml')) faults.push(...workbookFaults(parts));
  return faults;
}

function entryNames(file: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true }, (problem, zip) => {
      if (problem !== null) {
        reject(problem);
        return;
      }
      const names: string[] = [];
      zip.on('entry', ({ fileName }: { fileName: string }) => {
        names.push(fileName);
        zip.readEntry();
      });
      zip.on('end', () => {
        resolve(names);
      });
      zip.readEntry();
    });
  });
}

type Parts = ReadonlyMap<string, string>;

function typeFaults(parts: Parts): string[] {
  const $ = load(parts.get('[Content_Types].xml') ?? '', { xml: true });
  const known = new Set(
    $('Default')
      .toArray()
      .map((type) => $(type).attr('Extension')),
  );
  const named = $('Override')
    .toArray()
    .map((type) => ($(type).attr('PartName') ?? '').slice(1));
  return [
    ...named.filter((name) => !parts.has(name)).map((name) => `${name} has a type and is missing`),
    ...named
      .filter((name, at) => named.indexOf(name) !== at)
      .map((name) => `${name} has two types`),
    ...[...parts.keys()]
      .filter((name) => !name.startsWith('[') && !named.includes(name))
      .filter((name) => !known.has(/\.(\w+)$/.exec(name)?.[1]))
      .map((name) => `${name} has no type`),
  ];
}

/** Every relation leads to a part, and every part that is asked for by its number is related. */
function relationFaults(name: string, xml: string, parts: Parts): string[] {
  const $ = load(xml, { xml: true });
  const folder = path.posix.dirname(path.posix.dirname(name));
  const owner = path.posix.join(folder, path.posix.basename(name, '.rels'));
  const ids = $('Relationship')
    .toArray()
    .map((relation) => $(relation).attr('Id') ?? '');
  const missing = $('Relationship[TargetMode!="External"]')
    .toArray()
    .map((relation) => $(relation).attr('Target') ?? '')
    .filter((target) => {
      const absolute = target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target);
      return !parts.has(absolute);
    });
  const asked = [...(parts.get(owner) ?? '').matchAll(/ r:(?:id|embed|link)="([^"]+)"/g)];
  return [
    ...missing.map((target) => `${name} leads to ${target}, which is not there`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${name} has ${id} twice`),
    ...asked
      .filter(([, id = '']) => !ids.includes(id))
      .map(([, id = '']) => `${owner} asks for ${id}, which ${name} does not have`),
  ];
}

/** The children of elements in the order of the schema; others than these are not expected. */
const orders: Readonly<Record<string, string>> = {
  worksheet:
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst',
  font: 'b i strike condense extend outline shadow u vertAlign sz color name family charset scheme',
  'p:presentation':
    'p:sldMasterIdLst p:notesMasterIdLst p:handoutMasterIdLst p:sldIdLst p:sldSz p:notesSz p:smartTags p:embeddedFontLst p:custShowLst p:photoAlbum p:custDataLst p:kinsoku p:defaultTextStyle p:modifyVerifier p:extLst',
  'c:chartSpace':
    'c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:pivotFmts c:protection c:chart c:spPr c:txPr c:externalData c:printSettings c:userShapes c:extLst',
  'c:chart':
    'c:title c:autoTitleDeleted c:pivotFmts c:view3D c:floor c:sideWall c:backWall c:plotArea c:legend c:plotVisOnly c:dispBlanksAs c:extLst',
  'c:barChart':
    'c:barDir c:grouping c:varyColors c:ser c:dLbls c:gapWidth c:overlap c:serLines c:axId c:extLst',
  'c:ser':
    'c:idx c:order c:tx c:spPr c:invertIfNegative c:pictureOptions c:dPt c:dLbls c:trendline c:errBars c:cat c:val c:shape c:extLst',
  'c:catAx':
    'c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:auto c:lblAlgn c:lblOffset c:tickLblSkip c:tickMarkSkip c:noMultiLvlLbl c:extLst',
  'c:valAx':
    'c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:crossBetween c:majorUnit c:minorUnit c:dispUnits c:extLst',
};

function orderFaults(name: string, xml: string): string[] {
  const isSheet = /^xl\/worksheets\/sheet\d+\.xml$/.test(name);
  // The rows are many, and cells are looked at elsewhere.
  const $ = load(isSheet ? xml.replace(/<row .*<\/row>/s, '') : xml, { xml: true });
  const faults = Object.entries(orders).flatMap(([tag, order]) => {
    const places = order.split(' ');
    return $(tag.replace(':', '\\:'))
      .toArray()
      .flatMap((element) => {
        const found = $(element)
          .children()
          .toArray()
          .map(({ tagName }) => places.indexOf(tagName));
        const isSorted = found.every((place, at) => at === 0 || (found[at - 1] ?? 0) <= place);
        return isSorted && !found.includes(-1) ? [] : [`${name}: ${tag} is out of order`];
      });
  });
  const axes = $('c\\:barChart > c\\:axId').length;
  const drawn = $('c\\:catAx, c\\:valAx').length;
  return axes === drawn ? faults : [...faults, `${name} has ${axes} of ${drawn} axes`];
}

/** All that formulas may call: in every version of Excel since 2007. */
const functions = new Set(
  'AND CHAR COUNT COUNTIF COUNTIFS IF ISNUMBER LOWER MIN NOT OR ROUND SUM SUMIFS'.split(' '),
);

function workbookFaults(parts: Parts): string[] {
  const $ = load(parts.get('xl/workbook.xml') ?? '', { xml: true });
  const sheets = $('sheets > sheet')
    .toArray()
    .map((sheet) => $(sheet).attr('name') ?? '');
  const faults = sheets.filter(
    (name, at) =>
      !/^[^\\/?*[\]:]{1,31}$/.test(name) ||
      sheets.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== at,
  );
  for (const element of $('definedName').toArray()) {
    const sheet = /^'?([^'!]+)'?!/.exec($(element).text())?.[1] ?? '';
    if (!sheets.includes(sheet)) faults.push(`the name for ${$(element).text()}`);
  }
  const shared = load(parts.get('xl/sharedStrings.xml') ?? '', { xml: true });
  const texts = shared('si')
    .toArray()
    .map((text) => shared(text).text().length);
  if (texts.some((length) => length > 32_767)) faults.push('a text that no cell can hold');
  for (const [name, xml] of parts) {
    if (!name.startsWith('xl/worksheets/sheet')) continue;
    const numbers = [...xml.matchAll(/<c [^>]* t="s"[^>]*><v>(\d+)<\/v>/g)];
    if (numbers.some(([, at]) => Number(at) >= texts.length)) faults.push(`a text of ${name}`);
    for (const [, text = ''] of xml.matchAll(/<odd(?:Head|Foot)er>([^<]*)/g)) {
      if (text.replace(/&\w+;/g, '&').length > 255) faults.push(`a header or footer of ${name}`);
    }
    for (const [, formula = ''] of xml.matchAll(/<f>([^<]*)<\/f>/g)) {
      const called = formula
        .replace(/&quot;.*?&quot;|'[^']*'/g, '')
        .matchAll(/([A-Z][A-Z0-9.]*)\(/g);
      for (const [, each = ''] of called)
        if (!functions.has(each)) faults.push(`${each} in ${name}`);
      if (formula.length > 8192) faults.push(`a formula of ${name}`);
    }
  }
  return faults.map((fault) => `Excel refuses ${fault}`);
}
