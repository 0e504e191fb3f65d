import type { PageLocals } from '../../../http/render';
import { ENCODINGS } from '../../../lib/spreadsheet/sheet-result';
import type { ContactImport, Project } from '../../../models';
import { factText } from './compare-contact';
import { waitingListsKeptDays } from './discard-forgotten';
import { importFieldNames, importFields, mappingProblems } from './import-fields';
import { rowStates, type ImportPlan, type PlannedRow, type RowState } from './plan-import';
import type { StoredImport } from './stored-import';

const encodingLabels: Record<(typeof ENCODINGS)[number], string> = {
  'utf-8': 'Unicode (UTF-8)',
  'utf-16le': 'Unicode (UTF-16)',
  'utf-16be': 'Unicode (UTF-16, big-endian)',
  'windows-1252': 'Western European',
  'windows-1251': 'Cyrillic',
  gb18030: 'Chinese (simplified)',
  big5: 'Chinese (traditional)',
  shift_jis: 'Japanese',
  'euc-kr': 'Korean',
};

export function uploadPage(recent: ContactImport[], project: Project): PageLocals {
  return {
    title: 'Import a list',
    timeZone: project.timeZone,
    encodingOptions: [
      { value: '', label: 'Find out by itself' },
      ...ENCODINGS.map((value) => ({ value, label: encodingLabels[value] })),
    ],
    keptDays: waitingListsKeptDays,
    waiting: recent.filter(({ status }) => status === 'uploaded'),
    applied: recent.filter(({ status }) => status === 'applied'),
  };
}

const stateLabels: Record<RowState, string> = {
  error: 'Error',
  new: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  left_alone: 'Left alone',
  namesake: 'Same name, not taken',
  duplicate: 'Twice in the file',
};

const stateTones: Record<RowState, string> = {
  error: 'bad',
  new: 'good',
  changed: 'active',
  unchanged: 'none',
  left_alone: 'none',
  namesake: 'caution',
  duplicate: 'caution',
};

const rowsShown = 100;
const errorsShown = 1000;
const samples = 3;

type View = RowState | 'all' | 'warnings';

/** The dry run: what would happen, all errors, the columns and the options. */
export function dryRunPage(
  stored: StoredImport,
  plan: ImportPlan | undefined,
  query: { show?: unknown; page?: unknown },
): PageLocals {
  const rows = plan?.rows ?? [];
  const views: View[] = ['all', ...rowStates, 'warnings'];
  const view = views.find((one) => one === query.show) ?? 'all';
  const matching = rows.filter((row) => isIn(view, row));
  const pages = Math.max(1, Math.ceil(matching.length / rowsShown));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(query.page)) || 1));
  const errors = rows.flatMap(({ line, label, problems }) =>
    problems.map((problem) => ({ line, label, ...problem })),
  );
  return {
    title: stored.row.fileName === '' ? 'Uploaded list' : stored.row.fileName,
    id: stored.row.id,
    sheet: stored.row.sheet,
    rowCount: stored.rows.length,
    guessedEncoding: guessedEncoding(stored),
    raggedLines: stored.file.raggedLines.slice(0, 20).join(', '),
    raggedCount: stored.file.raggedLines.length,
    mappingProblems: mappingProblems(stored.mapping),
    plan,
    totals: plan?.totals,
    notTaken:
      plan === undefined
        ? 0
        : plan.totals.left_alone + plan.totals.namesake + plan.totals.duplicate,
    warningCount: rows.filter(({ warnings }) => warnings.length > 0).length,
    rowErrors: errors.slice(0, errorsShown),
    errorCount: errors.length,
    hiddenErrors: Math.max(0, errors.length - errorsShown),
    columns: stored.headers.map((header, index) => ({
      index,
      header: header === '' ? `Column ${index + 1}` : header,
      field: stored.mapping[index] ?? '',
      samples: samplesOf(stored, index),
    })),
    fieldOptions: [
      { value: '', label: 'Left out' },
      ...importFieldNames.map((value) => ({ value, label: importFields[value].label })),
    ],
    hasFullName: stored.mapping.includes('fullName'),
    options: stored.options,
    views: views
      .map((one) => ({
        key: one,
        label: labelOfView(one),
        count: rows.filter((row) => isIn(one, row)).length,
        current: one === view,
      }))
      .filter(({ key, count }) => key === 'all' || count > 0),
    view,
    page,
    pages,
    shown: matching.slice((page - 1) * rowsShown, page * rowsShown).map(rowOf),
    matching: matching.length,
  };
}

function isIn(view: View, row: PlannedRow): boolean {
  if (view === 'all') return true;
  return view === 'warnings' ? row.warnings.length > 0 : row.state === view;
}

function labelOfView(view: View): string {
  if (view === 'all') return 'All rows';
  return view === 'warnings' ? 'With warnings' : stateLabels[view];
}

function guessedEncoding({ file }: StoredImport): string | undefined {
  if (file.encodingGuessed !== true) return undefined;
  const encoding = ENCODINGS.find((one) => one === file.encoding);
  return encoding === undefined ? undefined : encodingLabels[encoding];
}

function samplesOf({ rows }: StoredImport, index: number): string {
  const found: string[] = [];
  for (const { cells } of rows) {
    const cell = cells[index] ?? '';
    if (cell !== '' && !found.includes(cell)) found.push(cell);
    if (found.length === samples) break;
  }
  return found.map((cell) => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell)).join(' · ');
}

function rowOf(row: PlannedRow) {
  return {
    line: row.line,
    label: row.label,
    email: row.email,
    personId: row.personId,
    state: stateLabels[row.state],
    tone: stateTones[row.state],
    changes: row.changes.map(({ field, label, before, after }) => ({
      label,
      before: factText(field, before),
      after: factText(field, after),
    })),
    problems: row.problems,
    warnings: row.warnings,
  };
}

/** The page of an import that is over: only counts are left of it. */
export function finishedImportPage(stored: StoredImport, project: Project): PageLocals {
  const { row, outcome } = stored;
  return {
    title: row.fileName,
    applied: row.status === 'applied',
    at: row.appliedAt ?? row.updatedAt,
    timeZone: project.timeZone,
    totals: rowStates.map((state) => ({
      label: stateLabels[state],
      count: outcome?.totals[state] ?? 0,
    })),
  };
}
