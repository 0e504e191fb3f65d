import { z } from 'zod';
import { GoneError, NotFoundError } from '../../../lib/errors';
import { parseInput } from '../../../lib/parse-input';
import { ContactImport } from '../../../models';
import { isRowId } from '../row-id';
import { importFieldNames, type Mapping } from './import-fields';
import { findKnownPeople } from './known-people';
import { planImport, rowStates, type ImportPlan } from './plan-import';
import { readContacts, type UploadedRow } from './read-contact';
import { nameOrders } from './split-name';

const options = z.object({
  existing: z.enum(['update', 'leave']),
  namesakes: z.enum(['leave_out', 'add']),
  nameOrder: z.enum(nameOrders),
});

/** How the rows of one upload are to be read and applied. */
export type StoredOptions = z.output<typeof options>;

/** What the file told about itself. */
export interface FileFacts {
  format: 'xlsx' | 'csv';
  encoding?: string;
  encodingGuessed?: boolean;
  raggedLines: number[];
}

export const defaultOptions: StoredOptions = {
  existing: 'update',
  namesakes: 'leave_out',
  nameOrder: 'whole',
};

const storedOptions = z.object({
  options,
  file: z.object({
    format: z.enum(['xlsx', 'csv']),
    encoding: z.string().optional(),
    encodingGuessed: z.boolean().optional(),
    raggedLines: z.array(z.number()),
  }),
});

const outcome = z.object({
  totals: z.record(z.enum(rowStates), z.number()),
});
export type ImportOutcome = z.output<typeof outcome>;

const mappingSchema = z.array(z.enum(importFieldNames).nullable());

/** An upload with its parts read back. */
export interface StoredImport {
  row: ContactImport;
  headers: string[];
  rows: UploadedRow[];
  mapping: Mapping;
  options: StoredOptions;
  file: FileFacts;
  outcome: ImportOutcome | null;
}

export function readStoredImport(row: ContactImport): StoredImport {
  const stored = storedOptions.parse(JSON.parse(row.options));
  return {
    row,
    headers: JSON.parse(row.headers) as string[],
    rows: JSON.parse(row.rows) as UploadedRow[],
    mapping: mappingSchema.parse(JSON.parse(row.mapping)),
    options: stored.options,
    file: stored.file,
    outcome: row.outcome === null ? null : outcome.parse(JSON.parse(row.outcome)),
  };
}

/** @throws NotFoundError */
export async function getStoredImport(importId: number): Promise<StoredImport> {
  const row = isRowId(importId) ? await ContactImport.findByPk(importId) : null;
  if (row === null) throw new NotFoundError('There is no such import.');
  return readStoredImport(row);
}

/** @throws GoneError once the import is applied or discarded */
export function requireWaiting({ row }: StoredImport): void {
  if (row.status === 'applied') throw new GoneError('This import has been applied.');
  if (row.status === 'discarded') throw new GoneError('This import has been discarded.');
}

/** What applying an upload would do now. */
export async function planStoredImport(stored: StoredImport): Promise<ImportPlan> {
  const rows = readContacts(stored.rows, stored.mapping, stored.options.nameOrder);
  return planImport(rows, await findKnownPeople(rows), stored.options);
}

/** The columns' meanings and the options out of the form. @throws ValidationError */
export function parseSettings(
  body: Record<string, unknown>,
  columns: number,
): { mapping: Mapping; options: StoredOptions } {
  const mapping = Array.from({ length: columns }, (_, index) => {
    const field = body[`column-${index}`];
    return importFieldNames.find((name) => name === field) ?? null;
  });
  return { mapping, options: parseInput(options, body) };
}
