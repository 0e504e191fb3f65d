import { columnOf, sexOf, tabulateBySex, type StoredSex } from '../../../statistics/sex-split';
import type { SexCounts, SexTable } from '../../../statistics/sex-table';
import type { Survey } from '../../../models';
import { questionsPutTo } from '../put-to';
import { listDefinitions } from '../results.queries';
import type { QuestionResult } from '../tabulate';
import type { CodeableQuestion } from './codeable';
import { countCodes, listCodeable, listCodes, type CodingCounts } from './codes.queries';

/** Codes of one question by sex, and how far coding has come. */
export interface CodeTable {
  table: SexTable;
  answered: number;
  uncoded: number;
}

export const uncodedRow = 'not_coded_yet';

/** The frequency table of codes: an answer may have several, and one without stands in a row of its own. */
export function tabulateCodes(
  codes: readonly { id: number; name: string }[],
  counts: CodingCounts,
): CodeTable {
  const uncoded = counts.answered.map(({ sex, uncoded: n }) => ({ sex, n }));
  const sum = (list: readonly { n: number }[]): number => list.reduce((all, { n }) => all + n, 0);
  const rows = [
    ...counts.codes.map(({ codeId, sex, n }) => ({ category: String(codeId), sex, count: n })),
    ...uncoded.map(({ sex, n }) => ({ category: uncodedRow, sex, count: n })),
  ];
  const isDone = sum(uncoded) === 0;
  const table = tabulateBySex(
    isDone ? rows.filter(({ category }) => category !== uncodedRow) : rows,
    [
      ...codes.map(({ id, name }) => ({ code: String(id), label: name })),
      ...(isDone ? [] : [{ code: uncodedRow, label: 'Not coded yet' }]),
    ],
    {
      multiple: true,
      base: bySex(counts.answered),
      asked: bySex(counts.asked),
      respondents: bySex(counts.respondents),
    },
  );
  return { table, answered: sum(counts.answered), uncoded: sum(uncoded) };
}

function bySex(list: readonly { sex: StoredSex; n: number }[]): SexCounts {
  const counts: SexCounts = { women: 0, men: 0, notStated: 0 };
  for (const { sex, n } of list) counts[columnOf(sexOf(sex))] += n;
  return counts;
}

/** The live table of one question: codes in use, and others that still have answers. */
export async function readCodeTable(
  surveyId: number,
  question: CodeableQuestion,
): Promise<CodeTable> {
  const [codes, counts] = await Promise.all([
    listCodes(surveyId, question.name),
    countCodes(surveyId, question),
  ]);
  const used = new Set(counts.codes.map(({ codeId }) => codeId));
  const shown = codes.filter(({ id, retiredAt }) => retiredAt === null || used.has(id));
  return tabulateCodes(shown, counts);
}

/**
 * The tables of codes that may be released: of questions whose answers are all coded, since half of
 * them would look like all. Each stands after the form's own questions of its page.
 */
export async function readCodeResults(
  survey: Pick<Survey, 'id' | 'facts'>,
): Promise<QuestionResult[]> {
  const results: QuestionResult[] = [];
  const putTo = questionsPutTo(await listDefinitions(survey.id));
  for (const question of await listCodeable(survey)) {
    const { table, answered, uncoded } = await readCodeTable(survey.id, question);
    if (answered === 0 || uncoded > 0) continue;
    results.push({
      question: {
        question: `codes of ${question.name}`,
        title: `${question.title} (answers in words, by the codes the team gave)`,
        page: question.page,
        kind: 'multiple',
        items: table.categories.map(({ code, label }) => ({ code, label })),
        options: [],
        askedIn: question.askedIn,
      },
      parts: [{ item: '', label: '', table, means: null }],
      putTo: [
        ...(putTo.get(question.question) ?? []),
        ...(question.place === 'other'
          ? [{ question: question.question, codes: ['other'], exact: true }]
          : []),
      ],
    });
  }
  return results;
}
