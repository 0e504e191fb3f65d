import { escapeXml } from './cells';
import { chartXml, type BarChart } from './chart-xml';

/** A chart on a sheet that exceljs has made; a sheet holds one at most. */
export interface SheetChart {
  sheet: string;
  chart: BarChart;
  /** What the chart shows, in words, for those who cannot see it. */
  description: string;
  /** Column and row, from 1, of the cell at its upper left corner. */
  place: { column: number; row: number };
  /** In points. */
  size: { width: number; height: number };
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const drawingMain = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const spreadsheetDrawing = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';
const chartNamespace = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const emuPerPoint = 12_700;

/**
 * Adds charts to the parts of a workbook as exceljs has written it: for each the chart, the drawing
 * that places it, and the relations and content types that tie them to the sheet.
 *
 * @param frame the parts by their paths; changed in place
 * @param sheets the names of all sheets, in their order
 * @throws Error for a chart on a sheet that is not there or that has a drawing already
 */
export function addCharts(
  frame: Map<string, Buffer>,
  sheets: readonly string[],
  charts: readonly SheetChart[],
): void {
  charts.forEach((chart, index) => {
    const part = index + 1;
    const number = sheets.indexOf(chart.sheet) + 1;
    const sheetPart = `xl/worksheets/sheet${number}.xml`;
    const relations = `xl/worksheets/_rels/sheet${number}.xml.rels`;
    const sheet = frame.get(sheetPart)?.toString('utf8');
    if (sheet === undefined) throw new Error(`There is no sheet ${chart.sheet} for a chart.`);
    if (frame.has(relations)) throw new Error(`The sheet ${chart.sheet} has relations already.`);
    const put = (name: string, xml: string): void => {
      frame.set(name, Buffer.from(xml));
    };
    put(sheetPart, withDrawing(sheet));
    put(relations, relationsXml('drawing', `../drawings/drawing${part}.xml`));
    put(`xl/drawings/drawing${part}.xml`, drawingXml(chart));
    put(
      `xl/drawings/_rels/drawing${part}.xml.rels`,
      relationsXml('chart', `../charts/chart${part}.xml`),
    );
    put(`xl/charts/chart${part}.xml`, chartXml(chart.chart));
  });
  const types = '[Content_Types].xml';
  const known = frame.get(types)?.toString('utf8') ?? '';
  frame.set(types, Buffer.from(known.replace('</Types>', `${typesXml(charts.length)}</Types>`)));
}

/** The element stands after page set-up and page breaks and before what refers to older drawings. */
function withDrawing(sheet: string): string {
  return sheet.replace(
    /(?=<legacyDrawing|<tableParts|<extLst|<\/worksheet>)/,
    '<drawing r:id="rId1"/>',
  );
}

function relationsXml(type: string, target: string): string {
  return (
    `${declaration}<Relationships xmlns="${packageRelationships}">` +
    `<Relationship Id="rId1" Type="${relationships}/${type}" Target="${target}"/></Relationships>`
  );
}

function drawingXml({ chart, description, place, size }: SheetChart): string {
  const emu = (points: number): number => Math.round(points * emuPerPoint);
  return (
    `${declaration}<xdr:wsDr xmlns:xdr="${spreadsheetDrawing}" xmlns:a="${drawingMain}">` +
    `<xdr:oneCellAnchor><xdr:from><xdr:col>${place.column - 1}</xdr:col><xdr:colOff>0</xdr:colOff>` +
    `<xdr:row>${place.row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>` +
    `<xdr:ext cx="${emu(size.width)}" cy="${emu(size.height)}"/>` +
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>' +
    `<xdr:cNvPr id="2" name="${escapeXml(chart.title)}" descr="${escapeXml(description)}"/>` +
    '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>' +
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
    `<a:graphic><a:graphicData uri="${chartNamespace}">` +
    `<c:chart xmlns:c="${chartNamespace}" xmlns:r="${relationships}" r:id="rId1"/>` +
    '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>'
  );
}

function typesXml(charts: number): string {
  const of = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`;
  return Array.from(
    { length: charts },
    (_, index) =>
      of(`drawings/drawing${index + 1}`, 'drawing') +
      of(`charts/chart${index + 1}`, 'drawingml.chart'),
  ).join('');
}
