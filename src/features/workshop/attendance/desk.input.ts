import { z } from 'zod';

const rowId = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

const query = z.object({
  day: rowId.optional().catch(undefined),
  session: rowId.optional().catch(undefined),
  /** Version of the list of people that the desk has. */
  people: z.string().optional().catch(undefined),
});

export interface DeskQuestion {
  /** Number of a day; undefined for today. */
  day: number | undefined;
  session: number | undefined;
  people: string | undefined;
}

/** What a desk asks for; what cannot be understood counts as not asked. */
export function parseDeskQuestion(given: unknown): DeskQuestion {
  const { day, session, people } = query.parse(given);
  return { day, session, people };
}
