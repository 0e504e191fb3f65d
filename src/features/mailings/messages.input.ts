import { z } from 'zod';
import { messageStatuses } from '../../models/codes';
import type { MessageFilter } from './messages.queries';

const blank = (value: unknown): unknown => (value === '' ? undefined : value);

/** What an address asks for; what it says wrongly is left out, since addresses get edited and old. */
const schema = z.object({
  status: z.preprocess(blank, z.enum(messageStatuses).optional().catch(undefined)),
  kind: z.preprocess(blank, z.string().max(50).optional().catch(undefined)),
  person: z.preprocess(blank, z.coerce.number().int().positive().optional().catch(undefined)),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export function parseMessageQuery(query: unknown): { filter: MessageFilter; page: number } {
  const { status, kind, person, page } = schema.parse(query);
  return { filter: { status, kind, personId: person, mailingId: undefined }, page };
}
