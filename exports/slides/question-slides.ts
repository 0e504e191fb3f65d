import { formatNumber, formatPercent } from '../../src/http/format';
import { responseRate } from '../../src/features/results/figures';
import type { QuestionResult, ResultPart } from '../../src/features/results/tabulate';
import type { Cell, SexTable, SexTableRow } from '../../src/statistics/sex-table';
import type { Bars, Deck, SlideContent } from './deck';
import { cut, evenParts } from './slide-text';

const mostNames = 12;
const longestName = 70;

/** What stands below the bars and in the notes of every slide on a question. */
interface Ground {
  base: string;
  notes: string;
}

/** One question: a slide, or several where its answers are too many for one. */
export function addQuestion(deck: Deck, { question, parts }: QuestionResult): void {
  const [first] = parts;
  if (first === undefined) return;
  const { title, kind } = question;
  const hasMeans = parts.some(({ means }) => means !== null);
  const isOfMeans = ['ranking', 'counts', 'number'].includes(kind);
  if (isOfMeans || (kind === 'matrix' && hasMeans)) {
    addMeans(deck, title, kind, parts);
    return;
  }
  for (const part of parts) {
    const name = part.label === '' ? title : `${title} ${part.label}`;
    addCategories(deck, name, part.table);
  }
}

/** Whether anybody answered; of hidden bases it is not said that nobody did. */
export function hasAnswers({ parts }: QuestionResult): boolean {
  return parts.some(({ table }) => table.base.total.n !== 0);
}

function addCategories(deck: Deck, title: string, table: SexTable): void {
  const ground = groundOf(table, title);
  const shown = table.categories.filter(({ total }) => total.n !== null);
  const left = table.categories.length - shown.length;
  const content = (message: string): SlideContent => ({
    title,
    message,
    base: `${ground.base}${left === 0 ? '' : ` Hidden to protect small groups: ${left} of ${table.categories.length} answers.`}`,
    notes: ground.notes,
  });
  if (table.hiddenReason !== null) {
    deck.words(content('Not shown.'), [table.hiddenReason]);
    return;
  }
  if (shown.every(({ total }) => total.n === 0)) {
    deck.words(content(left === 0 ? 'No answer was chosen yet.' : 'Not shown.'), [
      left === 0
        ? 'Nobody has chosen one of the answers.'
        : 'The figures would tell of small groups.',
    ]);
    return;
  }
  const chosen = shown.length > mostNames ? shown.filter(({ total }) => total.n !== 0) : shown;
  const isBySex = chosen.every(({ women, men }) => women.percent !== null && men.percent !== null);
  const message = messageOf(chosen, isBySex, table);
  const parts = evenParts(chosen, mostNames);
  parts.forEach((rows, index) => {
    const names = rows.map(({ label }) => cut(label, longestName));
    const bars: Bars[] = isBySex
      ? [series('Women', 'women', rows), series('Men', 'men', rows)]
      : [series(totalName(table), 'total', rows)];
    deck.chart(
      {
        ...content(message),
        title: parts.length > 1 ? `${title} (${index + 1} of ${parts.length})` : title,
      },
      {
        names,
        bars,
        format: '0.0',
        axisTitle: isBySex
          ? 'Per cent of the women, and of the men, who answered'
          : 'Per cent of those who answered',
        max: 100,
        description: `${title}: ${describe(names, bars)}`,
      },
    );
  });
}

function series(name: string, tone: 'women' | 'men' | 'total', rows: readonly SexTableRow[]): Bars {
  return { name, tone, values: rows.map((row) => row[tone].percent ?? 0) };
}

function totalName({ totalCovers }: SexTable): string {
  return totalCovers === 'everyone' ? 'Everyone' : 'Women and men';
}

/** The answer given most often, and how often by women and by men. */
function messageOf(rows: readonly SexTableRow[], isBySex: boolean, table: SexTable): string {
  const top = rows.reduce((best, row) => ((row.total.n ?? 0) > (best.total.n ?? 0) ? row : best));
  const label = cut(top.label, 90);
  if (top.total.percent === null) return `Most often: ${label}.`;
  const all = `Most often: ${label}, ${formatPercent(top.total.percent)} of ${totalName(table).toLowerCase()}`;
  return isBySex
    ? `${all} (women ${formatPercent(top.women.percent ?? 0)}, men ${formatPercent(top.men.percent ?? 0)}).`
    : `${all}.`;
}

function addMeans(
  deck: Deck,
  title: string,
  kind: QuestionResult['question']['kind'],
  parts: readonly ResultPart[],
): void {
  const [first] = parts;
  if (first === undefined) return;
  const ground = groundOf(first.table, title);
  const lines = parts.flatMap(({ label, means }) => {
    if (means === null || means.total.hidden || means.total.mean === null) return [];
    const { women, men, total } = means;
    return [
      {
        label: label === '' ? 'Mean' : label,
        women: women.hidden ? null : women.mean,
        men: men.hidden ? null : men.mean,
        total: total.mean ?? 0,
      },
    ];
  });
  const left = parts.length - lines.length;
  const basis = `${ground.base}${left === 0 ? '' : ` Without figures, or not shown: ${left} of ${parts.length} lines.`}`;
  const content = (message: string): SlideContent => ({
    title,
    message,
    base: basis,
    notes: `${ground.notes} The bars are means of the numbers given; each line has the base of those who answered it.`,
  });
  if (lines.length === 0) {
    const isHidden = parts.some(
      ({ means, table }) => means?.total.hidden === true || table.hiddenReason !== null,
    );
    deck.words(content(isHidden ? 'Not shown.' : 'No data yet.'), [
      isHidden ? 'The figures would tell of small groups.' : 'Nobody has given a number yet.',
    ]);
    return;
  }
  const isBySex = lines.every(({ women, men }) => women !== null && men !== null);
  const isRanking = kind === 'ranking';
  const best = lines.reduce((top, line) =>
    (isRanking ? line.total < top.total : line.total > top.total) ? line : top,
  );
  const lead =
    lines.length === 1 && best.label === 'Mean'
      ? 'Mean: '
      : `${isRanking ? 'Preferred most' : 'Highest mean'}: ${cut(best.label, 90)}, `;
  const message = `${lead}${best.total.toFixed(2)}${
    isBySex ? ` (women ${(best.women ?? 0).toFixed(2)}, men ${(best.men ?? 0).toFixed(2)})` : ''
  }.`;
  const pages = evenParts(lines, mostNames);
  pages.forEach((rows, index) => {
    const names = rows.map(({ label }) => cut(label, longestName));
    const bars: Bars[] = isBySex
      ? [
          { name: 'Women', tone: 'women', values: rows.map(({ women }) => women ?? 0) },
          { name: 'Men', tone: 'men', values: rows.map(({ men }) => men ?? 0) },
        ]
      : [{ name: 'Everyone', tone: 'total', values: rows.map(({ total }) => total) }];
    deck.chart(
      {
        ...content(message),
        title: pages.length > 1 ? `${title} (${index + 1} of ${pages.length})` : title,
      },
      {
        names,
        bars,
        format: '0.00',
        axisTitle: isRanking ? 'Mean rank, 1 is the most preferred' : 'Mean',
        max: null,
        description: `${title}: ${describe(names, bars)}`,
      },
    );
  });
}

/** n and base of a table in words. */
function groundOf(table: SexTable, title: string): Ground {
  const { base, notes } = table;
  const figure = ({ n }: Cell): string => (n === null ? 'hidden' : formatNumber(n));
  const n = `n: ${figure(base.women)} women, ${figure(base.men)} men, ${figure(base.notStated)} not stated.`;
  const of = { answered: 'who answered', asked: 'who were asked', respondents: 'who took part' };
  const whole = `Base: ${figure(base.total)} ${table.totalCovers === 'everyone' ? '' : 'women and men '}${of[table.baseOf]}.`;
  const rate = responseRate(table);
  const several = table.multiple ? ' Several answers were possible.' : '';
  return {
    base: `${n} ${whole}${rate === null ? '' : ` ${rate}`}${several}`,
    notes: [
      title,
      `${n} ${whole}`,
      'Percentages are shares of the women, or of the men, who answered the question; sex not stated is never guessed.',
      ...notes,
    ].join(' '),
  };
}

function describe(names: readonly string[], bars: readonly Bars[]): string {
  return names
    .map((name, index) => {
      const figures = bars.map((one) => `${one.name} ${(one.values[index] ?? 0).toFixed(1)}`);
      return `${name}: ${figures.join(', ')}`;
    })
    .join('; ');
}
