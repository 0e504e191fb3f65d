/** What a statement can be given. */
export type BoundValue = string | number | boolean | Date | null;

/**
 * The values that a statement with `$names` asks for, as both databases take them: SQLite refuses a
 * value that the statement does not name, and its driver would store a Date as a number, so times are
 * the text that Sequelize writes.
 */
export function boundValues(
  sql: string,
  values: Readonly<Record<string, BoundValue>>,
): Record<string, Exclude<BoundValue, Date>> {
  const named = new Set(sql.match(/(?<=\$)\w+/g));
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => named.has(name))
      .map(([name, value]) => [name, value instanceof Date ? timeText(value) : value]),
  );
}

function timeText(time: Date): string {
  return `${time.toISOString().replace('T', ' ').slice(0, -1)} +00:00`;
}
