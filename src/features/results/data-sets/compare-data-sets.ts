import type { MeansBySex } from '../../../statistics/means';
import type { CellsBySex, SexTable } from '../../../statistics/sex-table';
import type { FormResults, ReportedQuestion, ResultPart } from '../tabulate';

/** One line of a comparison: the same cells in two data sets; null where a set does not ask. */
export interface ComparedRow {
  label: string;
  from: CellsBySex | null;
  to: CellsBySex | null;
}

export interface ComparedTable {
  question: ReportedQuestion;
  /** Line of the question; empty when it has one. */
  label: string;
  rows: ComparedRow[];
  base: ComparedRow;
  /** Of the numbers behind the answers; null where there are none. */
  means: { from: MeansBySex | null; to: MeansBySex | null } | null;
  /** Whether any count differs. */
  differs: boolean;
}

/** Two data sets question by question, in the order of the second; what only the first asked comes last. */
export function compareResults(from: FormResults, to: FormResults): ComparedTable[] {
  const before = partsByKey(from);
  const after = partsByKey(to);
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const known = is ?? was;
    return known === undefined ? [] : [compareParts(known, was?.part, is?.part)];
  });
}

interface Keyed {
  question: ReportedQuestion;
  part: ResultPart;
}

function partsByKey({ questions }: FormResults): Map<string, Keyed> {
  return new Map(
    questions.flatMap(({ question, parts }) =>
      parts.map((part) => [
        `${question.kind} ${question.question} ${part.item}`,
        { question, part },
      ]),
    ),
  );
}

function compareParts(
  { question, part }: Keyed,
  before: ResultPart | undefined,
  after: ResultPart | undefined,
): ComparedTable {
  const [was, is] = [before?.table, after?.table];
  const labels = new Map(
    [...(is?.categories ?? []), ...(was?.categories ?? [])]
      .reverse()
      .map(({ code, label }) => [code, label]),
  );
  const codes = [
    ...new Set([...(is?.categories ?? []), ...(was?.categories ?? [])].map(({ code }) => code)),
  ];
  const rowOf = (table: SexTable | undefined, code: string): CellsBySex | null =>
    table?.categories.find((row) => row.code === code) ?? null;
  // Tables that count people alone have one row, which is their base.
  const isCountOnly = codes.length === 1 && codes[0] === 'answered';
  const rows = isCountOnly
    ? []
    : codes.map((code) => ({
        label: labels.get(code) ?? code,
        from: rowOf(was, code),
        to: rowOf(is, code),
      }));
  const base = { label: 'Answered (base)', from: was?.base ?? null, to: is?.base ?? null };
  const means = { from: before?.means ?? null, to: after?.means ?? null };
  return {
    question,
    label: part.label,
    means: means.from === null && means.to === null ? null : means,
    rows,
    base,
    differs:
      [...rows, base].some((row) => !sameCounts(row.from, row.to)) ||
      means.from?.total.mean !== means.to?.total.mean,
  };
}

function sameCounts(a: CellsBySex | null, b: CellsBySex | null): boolean {
  return (['women', 'men', 'notStated'] as const).every(
    (column) => (a?.[column].n ?? 0) === (b?.[column].n ?? 0),
  );
}
