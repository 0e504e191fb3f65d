import type { CellKind } from '../../src/lib/workbook/cells';
import type { Column } from '../../src/survey-engine/columns';
import type { PublishedColumns } from './document';

/** One column of the workbook. */
export interface Field {
  field: string;
  kind: CellKind;
  /** The newest version's column: its title, labels and type head the field. */
  latest: Column;
  /** version number -> column and its place in that version */
  byVersion: Map<number, { column: Column; index: number }>;
}

/** The fields of all versions by their names, those of the newest version first. */
export function joinVersions(versions: PublishedColumns[]): Field[] {
  const newestFirst = [...versions].sort((a, b) => b.version - a.version);
  const fields = new Map<string, Field>();
  for (const { version, columns } of newestFirst) {
    columns.forEach((column, index) => {
      const known = fields.get(column.field);
      if (known === undefined) {
        fields.set(column.field, {
          field: column.field,
          kind: kindOf(column),
          latest: column,
          byVersion: new Map([[version, { column, index }]]),
        });
      } else {
        known.byVersion.set(version, { column, index });
      }
    });
  }
  return [...fields.values()];
}

function kindOf(column: Column): CellKind {
  if (column.type === 'number') return 'number';
  return column.type === 'date' ? 'date' : 'text';
}
