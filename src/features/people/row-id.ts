import { NotFoundError } from '../../lib/errors';

/** The largest number a row can have in either database. */
const largest = 2 ** 31 - 1;

/** Whether a number out of an address can be a row's; a larger one would be an error on PostgreSQL. */
export function isRowId(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= largest;
}

/** The number of a row out of an address. @throws NotFoundError for what can be none */
export function rowIdOf(text: unknown): number {
  const id = Number(text);
  if (!isRowId(id)) throw new NotFoundError();
  return id;
}
