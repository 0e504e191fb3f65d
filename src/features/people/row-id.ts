/** The largest number a row can have in either database. */
const largest = 2 ** 31 - 1;

/** Whether a number out of an address can be a row's; a larger one would be an error on PostgreSQL. */
export function isRowId(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= largest;
}
