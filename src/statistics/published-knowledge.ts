import type { Terms } from './integer-bounds';
import { UnknownCounts } from './integer-bounds';
import type { CellsBySex, SexColumn, SexTable } from './sex-table';
import { SEX_COLUMNS } from './sex-table';
import type { TableUnknowns, Unknowns } from './table-unknowns';
import { addUnknowns, one, stateTable, sumOf } from './table-unknowns';

export type Place = SexColumn | 'total';

/** A count that a reader could be after: where it stands and the unknowns it is the sum of. */
export interface Target {
  table: number;
  /** The category as asked; `base`, `no answer` or `not asked` for a margin. */
  of: string;
  column: Place;
  terms: Terms;
  /** True when the count itself is published. */
  shown: boolean;
  /** The sums of which one must be small, else nothing would have been hidden here. */
  reasons: readonly Terms[];
}

/** Everything that a reader of the published tables of one survey knows, as conditions on unknown counts. */
export interface Knowledge {
  counts: UnknownCounts;
  targets: Target[];
  respondents: Unknowns;
  tables: TableUnknowns[];
}

/** @param counts where the unknowns are added: those of another date, to be compared, or none */
export function knowledgeOf(
  tables: readonly SexTable[],
  k: number,
  counts = new UnknownCounts(),
): Knowledge {
  const respondents = addUnknowns(counts);
  const all = tables.map((table) => stateTable(counts, table, respondents));
  const margins = marginReasons(all, respondents);
  const hiddenNotStated = all.every(({ table }) => table.base.notStated.hidden);
  if (hiddenNotStated && tables.some(({ totalCovers }) => totalCovers === 'stated')) {
    counts.require(one(respondents.notStated), 0, 2 * k - 1);
  }
  const targets = all.flatMap((table, index) => targetsOf(table, index, margins));
  return { counts, targets, respondents, tables: all };
}

interface MarginReasons {
  /** Why the not stated are left out of the totals. */
  notStated: Terms[];
  /** Why no table shows a split. */
  sexes: Terms[];
}

function marginReasons(all: TableUnknowns[], respondents: Unknowns): MarginReasons {
  const notStated = all.flatMap(({ table, parts, answered, noAnswer, notAsked }) => [
    ...parts.map(({ unknowns }) => one(unknowns.notStated)),
    ...(table.multiple
      ? parts.map(({ unknowns }) => sumOf([answered.notStated], [unknowns.notStated]))
      : []),
    one(answered.notStated),
    one(noAnswer.notStated),
    one(notAsked.notStated),
  ]);
  return {
    notStated: [one(respondents.notStated), ...notStated],
    sexes: [one(respondents.women), one(respondents.men)],
  };
}

function targetsOf(stated: TableUnknowns, index: number, margins: MarginReasons): Target[] {
  const { table, parts, base, noAnswer, notAsked, covered } = stated;
  const targets: Target[] = [];
  const add = (
    of: string,
    unknowns: Unknowns,
    cells: CellsBySex,
    reasons: readonly Terms[],
    merged = false,
  ): void => {
    for (const column of [...SEX_COLUMNS, 'total' as const]) {
      const columns = column === 'total' ? covered : [column];
      const left = column === 'notStated' && !covered.includes('notStated');
      targets.push({
        table: index,
        of,
        column,
        terms: sumOf(columns.map((name) => unknowns[name])),
        shown: !merged && cells[column].n !== null,
        reasons: left ? margins.notStated : reasons,
      });
    }
  };
  for (const [row, cells] of table.categories.entries()) {
    const reasons = rowReasons(stated, row, margins);
    for (const { code, unknowns } of parts.filter((part) => part.row === row)) {
      add(code, unknowns, cells, reasons, cells.mergedFrom !== undefined);
      if (!table.multiple) continue;
      for (const column of covered) {
        targets.push({
          table: index,
          of: `not ${code}`,
          column,
          terms: sumOf([base[column]], [unknowns[column]]),
          shown: cells[column].n !== null,
          reasons,
        });
      }
    }
  }
  const sexes = baseReasons(stated, margins);
  add('base', base, table.base, sexes);
  const counted = countedInReasons(stated);
  if (table.multiple || table.baseOf === 'answered') {
    add('no answer', noAnswer, table.itemNonResponse, counted ?? sexes);
  }
  if (table.multiple || table.baseOf !== 'respondents') {
    add('not asked', notAsked, table.notAsked, counted ?? sexes);
  }
  return targets;
}

/** A base split by sex is hidden when a sex is small in it, or in the survey as a whole. */
function baseReasons({ table, base }: TableUnknowns, margins: MarginReasons): readonly Terms[] {
  if (table.hiddenReason !== null || !table.base.women.hidden) return [];
  return [...margins.sexes, one(base.women), one(base.men)];
}

/** People outside the base are counted into it only when some of them are few. */
function countedInReasons({ table, noAnswer, notAsked, covered }: TableUnknowns): Terms[] | null {
  if (table.baseOf === 'answered') return null;
  const outside = table.baseOf === 'asked' ? noAnswer : notAsked;
  const sums = table.base.women.hidden
    ? [covered]
    : [...covered.map((column) => [column]), covered];
  return sums.map((columns) => sumOf(columns.map((column) => outside[column])));
}

function rowReasons(stated: TableUnknowns, row: number, margins: MarginReasons): readonly Terms[] {
  const { table, parts, base, covered } = stated;
  const cells = table.categories[row];
  if (!cells || table.hiddenReason !== null) return [];
  if (table.base.women.hidden && !table.multiple && !cells.mergedFrom) {
    return baseReasons(stated, margins);
  }
  const together = (index: number): boolean =>
    index === row ||
    (!table.multiple && cells.women.hidden && table.categories[index]?.women.hidden === true);
  return parts
    .filter((part) => together(part.row))
    .flatMap(({ unknowns }) => {
      const sums = [...covered.map((column) => [column]), covered];
      const chosen = sums.map((columns) => sumOf(columns.map((column) => unknowns[column])));
      if (!table.multiple) return chosen;
      // Of the base as it is shown, which holds those without an answer where they are a few.
      const others = sums.map((columns) =>
        sumOf(
          columns.map((column) => base[column]),
          columns.map((column) => unknowns[column]),
        ),
      );
      return [...chosen, ...others];
    });
}
