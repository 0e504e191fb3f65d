import { z } from 'zod';
import { line, parseInput } from '../../../lib/parse-input';
import { parsePerson, type PersonInput } from '../../people/person.input';

const moment = z.iso
  .datetime({ offset: true, message: 'This is no time.' })
  .transform((text) => new Date(text));
const rowId = z.int().min(1);

const schema = z.object({
  eventKey: z.string().regex(/^[\w:-]{8,80}$/, 'This is no number of an event.'),
  day: rowId.max(99),
  desk: line('Please name the desk.', 40),
  at: moment,
  sentAt: moment,
  /** The words that were read to the person, who agreed to them; by whoever is at the desk. */
  consent: line(
    'Please read out the words about the data, and tick them when the person agrees.',
    1000,
  ),
  /** The desk has been told that no seat is free and takes the person all the same. */
  overCapacity: z.boolean().default(false),
  /** The desk says that this is one of the people on record. */
  personId: rowId.max(2 ** 31 - 1).nullish(),
  /** The desk has seen the likely ones and says that this is another person. */
  isNew: z.boolean().default(false),
  person: z.record(z.string(), z.unknown()).default({}),
});

export interface WalkIn {
  eventKey: string;
  day: number;
  desk: string;
  at: Date;
  sentAt: Date;
  /** The words about the use of data that the person agreed to, as they were shown. */
  consent: string;
  overCapacity: boolean;
  /** Somebody on record, or the facts of somebody new. */
  who: { personId: number } | { person: PersonInput; isNew: boolean };
}

const needed = z.object({
  sex: z.string('Please choose.').min(1, 'Please choose.'),
  sector: z.string('Please choose.').min(1, 'Please choose.'),
});

/** @throws ValidationError */
export function parseWalkIn(body: unknown): WalkIn {
  const { personId, isNew, person, ...frame } = parseInput(schema, body);
  if (typeof personId === 'number') return { ...frame, who: { personId } };
  // The day's figures are made of these two: a person of the desk asks for them.
  parseInput(needed, person);
  const facts = parsePerson({ ...person, role: 'participant', language: 'en' });
  return { ...frame, who: { person: facts, isNew } };
}
