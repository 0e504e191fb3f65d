declare module 'subset-font' {
  /**
   * @param text the characters to keep
   * @returns a font with these alone, at the given place of each axis
   */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'truetype'; variationAxes: Record<string, number> },
  ): Promise<Buffer>;
}
