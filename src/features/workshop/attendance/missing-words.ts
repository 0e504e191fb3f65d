import type { DayFigures } from './day-figures';

const count = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`;

/** How many more women lift the share to the mark, while nobody else comes. */
export function womenForShare(women: number, men: number, mark: number): number {
  if (mark >= 100) return men === 0 ? 0 : Infinity;
  return Math.max(0, Math.ceil((mark * (women + men) - 100 * women) / (100 - mark)));
}

/** What a day still lacks: "2 women to go"; empty when the mark is reached. */
export function missingWords(id: string, day: DayFigures, mark: number): string {
  if (id === 'I12') {
    if (day.shareOfWomen === null) return 'nobody’s sex is stated';
    const women = womenForShare(day.women, day.men, mark);
    return day.shareOfWomen >= mark ? '' : `${count(women, 'woman', 'women')} more would reach it`;
  }
  const value = { I03: day.persons, I11: day.women, I04: day.travelEligible }[id] ?? 0;
  if (value >= mark) return '';
  const missing = mark - value;
  return id === 'I11'
    ? `${count(missing, 'woman', 'women')} to go`
    : `${count(missing, 'person', 'persons')} to go`;
}
