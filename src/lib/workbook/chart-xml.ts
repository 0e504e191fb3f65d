import { escapeXml } from './cells';

/** How the bars of a series look, so that series differ without colour too. Colours are RRGGBB. */
export type ChartFill =
  | { kind: 'plain' | 'striped' | 'dotted'; colour: string }
  /** An empty frame, as the mark of a target around the bar that is to fill it. */
  | { kind: 'frame'; colour: string };

/** Cells, and what stands in them, for programs that show the chart without reading the cells. */
export interface ChartCells<T> {
  /** "'Sheet'!$A$2:$A$9" */
  reference: string;
  values: readonly T[];
}

export interface ChartSeriesCells {
  name: ChartCells<string>;
  /** Null leaves the place of the bar empty. */
  values: ChartCells<number | null>;
  fill: ChartFill;
  /** Whether the figures stand at the bars. */
  labelled: boolean;
}

/** A chart of horizontal bars drawn from cells of the workbook. */
export interface BarChart {
  title: string;
  categories: ChartCells<string>;
  series: readonly ChartSeriesCells[];
  /** Series lie over each other instead of beside. */
  overlaid: boolean;
  /** What the axis of figures counts: "people", "per cent". */
  axisTitle: string;
  /** Number format of the figures: "0", "0.0". */
  format: string;
  /** End of the axis; null leaves it to the numbers. */
  max: number | null;
  /** Between the marks of that axis. */
  step: number;
}

const textColour = '16262B';
const gridColour = 'C4CCD0';
const ids = { categories: 111_111_111, values: 222_222_222 };

/**
 * The chart as DrawingML (ECMA-376 part 1, 21.2). Excel takes a file for broken when elements stand
 * in another order than the schema's.
 */
export function chartXml(chart: BarChart): string {
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ' +
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
    '<c:roundedCorners val="0"/><c:chart>' +
    `${titleXml(chart.title, 1300, true)}<c:autoTitleDeleted val="0"/>` +
    `<c:plotArea><c:layout/>${barsXml(chart)}${categoryAxisXml()}${valueAxisXml(chart)}</c:plotArea>` +
    (chart.series.length > 1
      ? `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${textXml(900)}</c:legend>`
      : '') +
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' +
    '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>' +
    `${textXml(900)}</c:chartSpace>`
  );
}

function barsXml({ series, categories, overlaid, format }: BarChart): string {
  return (
    '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>' +
    series.map((one, index) => seriesXml(one, index, categories, format)).join('') +
    `<c:gapWidth val="45"/><c:overlap val="${overlaid ? 100 : 0}"/>` +
    `<c:axId val="${ids.categories}"/><c:axId val="${ids.values}"/></c:barChart>`
  );
}

function seriesXml(
  { name, values, fill, labelled }: ChartSeriesCells,
  index: number,
  categories: ChartCells<string>,
  format: string,
): string {
  return (
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>` +
    `<c:tx>${textsXml(name)}</c:tx>${fillXml(fill)}<c:invertIfNegative val="0"/>` +
    (labelled ? labelsXml(format) : '') +
    `<c:cat>${textsXml(categories)}</c:cat><c:val>${numbersXml(values)}</c:val></c:ser>`
  );
}

function labelsXml(format: string): string {
  return (
    `<c:dLbls><c:numFmt formatCode="${escapeXml(format)}" sourceLinked="0"/>` +
    `<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(900)}` +
    '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>' +
    '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>' +
    '<c:showBubbleSize val="0"/></c:dLbls>'
  );
}

function textsXml({ reference, values }: ChartCells<string>): string {
  const points = values.map(
    (text, index) => `<c:pt idx="${index}"><c:v>${escapeXml(text)}</c:v></c:pt>`,
  );
  return (
    `<c:strRef><c:f>${escapeXml(reference)}</c:f><c:strCache>` +
    `<c:ptCount val="${values.length}"/>${points.join('')}</c:strCache></c:strRef>`
  );
}

function numbersXml({ reference, values }: ChartCells<number | null>): string {
  const points = values.flatMap((value, index) =>
    value === null ? [] : [`<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`],
  );
  return (
    `<c:numRef><c:f>${escapeXml(reference)}</c:f><c:numCache><c:formatCode>General</c:formatCode>` +
    `<c:ptCount val="${values.length}"/>${points.join('')}</c:numCache></c:numRef>`
  );
}

function fillXml(fill: ChartFill): string {
  const colour = `<a:srgbClr val="${fill.colour}"/>`;
  const line = (width: number): string =>
    `<a:ln w="${width}"><a:solidFill>${colour}</a:solidFill></a:ln>`;
  if (fill.kind === 'frame') return `<c:spPr><a:noFill/>${line(19_050)}</c:spPr>`;
  if (fill.kind === 'plain') {
    return `<c:spPr><a:solidFill>${colour}</a:solidFill>${line(9525)}</c:spPr>`;
  }
  const pattern = fill.kind === 'striped' ? 'wdUpDiag' : 'pct40';
  return (
    `<c:spPr><a:pattFill prst="${pattern}"><a:fgClr>${colour}</a:fgClr>` +
    `<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>${line(9525)}</c:spPr>`
  );
}

function categoryAxisXml(): string {
  return (
    `<c:catAx><c:axId val="${ids.categories}"/>` +
    // The first category stands at the top.
    '<c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>' +
    '<c:numFmt formatCode="General" sourceLinked="0"/>' +
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>' +
    `${lineXml()}${textXml(900)}<c:crossAx val="${ids.values}"/><c:crosses val="autoZero"/>` +
    '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
  );
}

function valueAxisXml({ max, step, axisTitle }: BarChart): string {
  const end = max === null ? '' : `<c:max val="${max}"/>`;
  return (
    `<c:valAx><c:axId val="${ids.values}"/>` +
    `<c:scaling><c:orientation val="minMax"/>${end}<c:min val="0"/></c:scaling>` +
    '<c:delete val="0"/><c:axPos val="b"/>' +
    `<c:majorGridlines>${lineXml()}</c:majorGridlines>${titleXml(axisTitle, 900, false)}` +
    '<c:numFmt formatCode="General" sourceLinked="0"/>' +
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>' +
    // Below the last category, since the categories run from the top.
    `${lineXml()}${textXml(900)}<c:crossAx val="${ids.categories}"/><c:crosses val="max"/>` +
    `<c:crossBetween val="between"/><c:majorUnit val="${step}"/></c:valAx>`
  );
}

function lineXml(): string {
  return `<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="${gridColour}"/></a:solidFill></a:ln></c:spPr>`;
}

/** @param size in hundredths of a point */
function propertiesXml(tag: string, size: number, bold: boolean): string {
  return (
    `<a:${tag} sz="${size}" b="${bold ? 1 : 0}"><a:solidFill><a:srgbClr val="${textColour}"/></a:solidFill>` +
    `<a:latin typeface="Arial"/></a:${tag}>`
  );
}

function titleXml(text: string, size: number, bold: boolean): string {
  return (
    '<c:title><c:tx><c:rich><a:bodyPr/><a:p>' +
    `<a:pPr>${propertiesXml('defRPr', size, bold)}</a:pPr>` +
    `<a:r>${propertiesXml('rPr', size, bold)}<a:t>${escapeXml(text)}</a:t></a:r>` +
    '</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
  );
}

function textXml(size: number): string {
  return (
    `<c:txPr><a:bodyPr/><a:p><a:pPr>${propertiesXml('defRPr', size, false)}</a:pPr>` +
    '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
  );
}
