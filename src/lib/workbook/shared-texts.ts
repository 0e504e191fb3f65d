import { escapeXml } from './cells';

/** The texts of a workbook that stand in many cells: the file holds each once, cells its number. */
export class SharedTexts {
  private readonly numbers = new Map<string, number>();
  private added = '';
  private readonly first: number;

  /** @param xml of the shared texts that the frame of the workbook has already */
  constructor(private readonly xml: string) {
    this.first = xml.split('<si>').length - 1;
  }

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.first + this.numbers.size;
    this.numbers.set(text, number);
    this.added += `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`;
    return number;
  }

  /** The frame's texts and those that were asked for since. */
  toXml(): string {
    // Both counts are optional, and they are no longer true.
    return this.xml
      .replace(/(<sst [^>]*?) count="\d+" uniqueCount="\d+"/, '$1')
      .replace('</sst>', () => `${this.added}</sst>`);
  }
}
