import { z } from 'zod';
import { participantLists, type ParticipantListKey } from '../../../exports/participants/lists';
import { NotFoundError } from '../../lib/errors';
import { parseInput } from '../../lib/parse-input';

const schema = z.object({
  version: z
    .literal('to-pass-on', 'There is no such version of this file.')
    .optional()
    .transform((version) => version !== undefined),
});

/** Whether the version to pass on was asked for. @throws ValidationError */
export function parseToPassOn(query: unknown): boolean {
  return parseInput(schema, query).version;
}

/** Which list of people the address names. @throws NotFoundError */
export function parseList({ list }: Record<string, unknown>): ParticipantListKey {
  const found = participantLists.find(({ key }) => key === list);
  if (found === undefined) throw new NotFoundError('There is no such list.');
  return found.key;
}
