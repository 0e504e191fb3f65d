import { load } from 'cheerio';
import { allTexts } from './read-workbook';

export interface SlideTexts {
  /** Every text of the slide, paragraph by paragraph. */
  texts: string[];
  /** Tables, row by row. */
  rows: string[][];
  notes: string;
  /** Charts, as they are kept for programs that show them without reading the sheet behind. */
  charts: { names: string[]; series: Record<string, number[]> }[];
}

/** The slides of a file in their order. */
export async function readSlides(file: Buffer): Promise<SlideTexts[]> {
  const parts = await allTexts(file);
  const count = [...parts.keys()].filter((name) =>
    /^ppt\/slides\/slide\d+\.xml$/.test(name),
  ).length;
  return Array.from({ length: count }, (_, index) => {
    const $ = load(parts.get(`ppt/slides/slide${index + 1}.xml`) ?? '', { xml: true });
    const relations = parts.get(`ppt/slides/_rels/slide${index + 1}.xml.rels`) ?? '';
    const textOf = (element: Parameters<typeof $>[0]): string =>
      $(element)
        .find('a\\:t')
        .toArray()
        .map((run) => $(run).text())
        .join('');
    return {
      texts: $('a\\:p')
        .toArray()
        .map(textOf)
        .filter((text) => text !== ''),
      rows: $('a\\:tr')
        .toArray()
        .map((row) => $(row).find('a\\:tc').toArray().map(textOf)),
      notes: load(parts.get(`ppt/notesSlides/notesSlide${index + 1}.xml`) ?? '', { xml: true })(
        'a\\:t',
      ).text(),
      charts: [...relations.matchAll(/charts\/(chart\d+\.xml)/g)].map(([, name]) =>
        chartOf(parts.get(`ppt/charts/${name ?? ''}`) ?? ''),
      ),
    };
  });
}

function chartOf(xml: string): SlideTexts['charts'][number] {
  const $ = load(xml, { xml: true });
  const valuesIn = (element: Parameters<typeof $>[0], tag: string): string[] =>
    $(element)
      .children(tag)
      .find('c\\:v')
      .toArray()
      .map((value) => $(value).text());
  const series = $('c\\:ser').toArray();
  return {
    names: valuesIn(series[0] ?? '', 'c\\:cat'),
    series: Object.fromEntries(
      series.map((one) => [valuesIn(one, 'c\\:tx').join(''), valuesIn(one, 'c\\:val').map(Number)]),
    ),
  };
}
