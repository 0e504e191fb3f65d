import { z } from 'zod';
import { choiceInAddress, inAddress } from '../../http/address-filter';
import { messageStatuses } from '../../models/codes';
import type { MessageFilter } from './messages.queries';

const schema = z.object({
  status: choiceInAddress(messageStatuses),
  kind: inAddress(z.string().max(50)),
  person: inAddress(z.coerce.number().int().positive()),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export function parseMessageQuery(query: unknown): { filter: MessageFilter; page: number } {
  const { status, kind, person, page } = schema.parse(query);
  return { filter: { status, kind, personId: person, mailingId: undefined }, page };
}
