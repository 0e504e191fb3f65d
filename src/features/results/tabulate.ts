import { meansBySex, type MeanInput, type MeansBySex } from '../../statistics/means';
import type { Category, SexCounts, SexTable } from '../../statistics/sex-split';
import { columnOf, sexOf, tabulateBySex, type StoredSex } from '../../statistics/sex-split';
import type { JoinedQuestion } from './join-versions';
import type { PutTo } from './put-to';
import type { RespondentCount, ValueCount } from './results.queries';

/** A question, or one line of it (a row of a matrix, a choice that was ranked, a number asked for). */
export interface ResultPart {
  /** Code and label of the line; both empty when the question has one only. */
  item: string;
  label: string;
  table: SexTable;
  /** Of the numbers behind the answers: steps of a scale, ranks, counts; null where there are none. */
  means: MeansBySex | null;
}

/** A question as results show it, its texts those of the newest version. */
export type ReportedQuestion = Omit<JoinedQuestion, 'versionIds'>;

export interface QuestionResult {
  question: ReportedQuestion;
  parts: ResultPart[];
  /** Whom it was put to; absent where everybody is asked, or not looked for. */
  putTo?: readonly PutTo[];
  /** When the counts were released; absent in live results. */
  takenAt?: Date;
}

export interface FormResults {
  /** Everyone who answered, as a table with one category. */
  respondents: SexTable;
  questions: QuestionResult[];
}

/**
 * Tables by sex of all questions of a form, from what SQL has counted. Only the versions of `questions`
 * are looked at; respondents of versions that did not ask a question count as not asked.
 */
export function tabulateForm(
  questions: readonly JoinedQuestion[],
  versionIds: ReadonlySet<number>,
  counts: { respondents: readonly RespondentCount[]; values: readonly ValueCount[] },
): FormResults {
  const respondents = zero();
  for (const { version_id: version, sex, n } of counts.respondents) {
    if (versionIds.has(version)) add(respondents, sex, n);
  }
  const byQuestion = new Map<string, ValueCount[]>();
  for (const value of counts.values) {
    if (!versionIds.has(value.version_id)) continue;
    const values = byQuestion.get(value.question);
    if (values === undefined) byQuestion.set(value.question, [value]);
    else values.push(value);
  }
  return {
    respondents: answeredTable(respondents, respondents, respondents),
    questions: questions.map((question) => ({
      question,
      parts: new Tabulation(
        question,
        (byQuestion.get(question.question) ?? []).filter(({ version_id: version }) =>
          question.versionIds.has(version),
        ),
        respondents,
      ).parts(),
    })),
  };
}

class Tabulation {
  private readonly asked = zero();
  private readonly answered = zero();

  constructor(
    private readonly question: JoinedQuestion,
    private readonly values: readonly ValueCount[],
    private readonly respondents: SexCounts,
  ) {
    for (const { item, code, sex, n, numbers } of values) {
      if (item !== '') continue;
      add(this.asked, sex, n);
      // A row with neither code nor number marks a question that was shown and left blank.
      add(this.answered, sex, code === null ? numbers : n);
    }
  }

  parts(): ResultPart[] {
    const { kind, items, options } = this.question;
    switch (kind) {
      case 'open':
        return [this.part('', '', this.answeredTable(this.answered), null)];
      case 'multiple':
        return [this.part('', '', this.multipleTable(), null)];
      case 'single':
      case 'boolean':
        return [this.part('', '', this.codesTable('', options, false), null)];
      case 'rating':
        return [this.part('', '', this.codesTable('', options, true), this.means(''))];
      case 'matrix':
        return items.map(({ code, label }) =>
          this.part(
            code,
            label,
            this.codesTable(code, options, isScale(options)),
            this.means(code),
          ),
        );
      case 'ranking': {
        const ranks = items.map((_, index) => ({
          code: String(index + 1),
          label: String(index + 1),
        }));
        return items.map(({ code, label }) =>
          this.part(code, label, this.codesTable(code, ranks, true), this.means(code)),
        );
      }
      case 'counts':
      case 'number':
        return items.map(({ code, label }) => {
          const people = zero();
          for (const { sex, numbers } of this.of(code)) add(people, sex, numbers);
          const name = kind === 'number' ? '' : label;
          return this.part(code, name, this.answeredTable(people), this.means(code));
        });
    }
  }

  private part(item: string, label: string, table: SexTable, means: MeansBySex | null): ResultPart {
    return { item, label, table, means: means?.total.n === 0 ? null : means };
  }

  private of(item: string): ValueCount[] {
    return this.values.filter((value) => value.item === item);
  }

  private codesTable(item: string, categories: Category[], ordered: boolean): SexTable {
    const rows = this.of(item).flatMap(({ code, sex, n }) =>
      code === null ? [] : [{ category: code, sex, count: n }],
    );
    return tabulateBySex(rows, categories, {
      asked: this.asked,
      respondents: this.respondents,
      ordered,
    });
  }

  private multipleTable(): SexTable {
    const rows = this.values.flatMap(({ item, sex, n }) =>
      item === '' ? [] : [{ category: item, sex, count: n }],
    );
    return tabulateBySex(rows, this.question.items, {
      multiple: true,
      base: this.answered,
      asked: this.asked,
      respondents: this.respondents,
    });
  }

  private answeredTable(people: SexCounts): SexTable {
    return answeredTable(people, this.asked, this.respondents);
  }

  private means(item: string): MeansBySex {
    const input: Record<keyof SexCounts, MeanInput> = {
      women: { n: 0, sum: 0, sumOfSquares: 0 },
      men: { n: 0, sum: 0, sumOfSquares: 0 },
      notStated: { n: 0, sum: 0, sumOfSquares: 0 },
    };
    for (const { sex, numbers, total, squares } of this.of(item)) {
      const column = input[columnOf(sexOf(sex))];
      column.n += numbers;
      column.sum += total ?? 0;
      column.sumOfSquares += squares ?? 0;
    }
    return meansBySex(input);
  }
}

function answeredTable(people: SexCounts, asked: SexCounts, respondents: SexCounts): SexTable {
  const rows = (['women', 'men', 'notStated'] as const).map((column) => ({
    category: 'answered',
    sex: column === 'women' ? 'female' : column === 'men' ? 'male' : null,
    count: people[column],
  })) satisfies { category: string; sex: StoredSex; count: number }[];
  return tabulateBySex(rows, [{ code: 'answered', label: 'Answered' }], { asked, respondents });
}

/** A matrix whose columns are numbers is a scale; other columns have no order. */
function isScale(options: readonly Category[]): boolean {
  return options.every(({ code }) => code !== '' && Number.isFinite(Number(code)));
}

function zero(): SexCounts {
  return { women: 0, men: 0, notStated: 0 };
}

function add(counts: SexCounts, sex: StoredSex, n: number): void {
  counts[columnOf(sexOf(sex))] += n;
}
