import type { Category } from '../../../statistics/sex-table';
import { unknownCode } from '../../../survey-engine/packed-codes';
import type { JoinedQuestion } from '../join-versions';

/** What every response says about its respondent, whatever the form asks. */
export type RespondentFact = 'sex' | 'sector' | 'economy';

/** Something that tables can be made by: a fact of the respondent, a question, or a row of a matrix. */
export interface Variable {
  /** As addresses name it. */
  key: string;
  title: string;
  /** Page of the form; empty for facts of the respondent. */
  page: string;
  kind: 'choice' | 'multiple';
  categories: Category[];
  ordered: boolean;
  fact: RespondentFact | null;
  question: JoinedQuestion | null;
  /** Row of a matrix; empty for the question itself. */
  item: string;
}

const sexCategories: Category[] = [
  { code: 'female', label: 'Women' },
  { code: 'male', label: 'Men' },
];

const sectorCategories: Category[] = [
  { code: 'public', label: 'Public' },
  { code: 'private', label: 'Private' },
  { code: 'academia', label: 'Academia' },
  { code: 'other', label: 'Other' },
];

/** Sex, sector and economy; "prefer not to say" is not stated, like no answer. */
export function respondentVariables(economies: readonly Category[]): Variable[] {
  const fact = (name: RespondentFact, title: string, categories: Category[]): Variable => ({
    key: `respondent.${name}`,
    title,
    page: '',
    kind: 'choice',
    categories,
    ordered: false,
    fact: name,
    question: null,
    item: '',
  });
  return [
    fact('sex', 'Sex', sexCategories),
    fact('sector', 'Sector', sectorCategories),
    fact('economy', 'Economy', [...economies]),
  ];
}

/** The questions of a form that tables can be made of, rows of matrices one by one, in its order. */
export function questionVariables(questions: readonly JoinedQuestion[]): Variable[] {
  const seen = new Set<string>();
  return questions.flatMap((question): Variable[] => {
    const { question: name, title, page, kind, items, options } = question;
    // A name that changed its kind between versions stands there twice; the newest keeps the plain key.
    const key = seen.has(name) ? `${name}.${kind}` : name;
    if (kind !== 'open') seen.add(name);
    const base = { page, fact: null, question, item: '' };
    switch (kind) {
      case 'single':
      case 'boolean':
        return [{ ...base, key, title, kind: 'choice', categories: options, ordered: false }];
      case 'rating':
        return [{ ...base, key, title, kind: 'choice', categories: options, ordered: true }];
      case 'multiple':
        return [{ ...base, key, title, kind: 'multiple', categories: items, ordered: false }];
      case 'matrix':
        return items.map(({ code, label }) => ({
          ...base,
          key: `${key}.${code}`,
          title: `${title}: ${label}`,
          kind: 'choice',
          categories: options,
          ordered: options.every(({ code: step }) => Number.isFinite(Number(step))),
          item: code,
        }));
      default:
        return [];
    }
  });
}

/** Words for a code that no version of the form offers. */
export function labelOfCode({ categories }: Variable, code: string): string {
  if (code === unknownCode) return 'Another answer';
  return categories.find((category) => category.code === code)?.label ?? code;
}
