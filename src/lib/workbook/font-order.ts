/** In which the schema wants what describes a font (ECMA-376 part 1, 18.8.22, as Office reads it). */
const order = [
  ...['b', 'i', 'strike', 'condense', 'extend', 'outline', 'shadow', 'u', 'vertAlign'],
  ...['sz', 'color', 'name', 'family', 'charset', 'scheme'],
];

/**
 * The styles of a workbook with what describes each font in the order of the schema: exceljs writes it
 * in another, which strict readers take for an error.
 */
export function inSchemaOrder(styles: string): string {
  return styles.replace(/<font>(.*?)<\/font>/gs, (_font, content: string) => {
    const parts = content.match(/<[^>]+\/>/g) ?? [];
    const placeOf = (part: string): number => order.indexOf(/\w+/.exec(part)?.[0] ?? '');
    return `<font>${parts.sort((a, b) => placeOf(a) - placeOf(b)).join('')}</font>`;
  });
}
