import * as tables from '../evidence/tables';

type Column = 'women' | 'men' | 'notStated';
const words: Record<Column, string> = { women: 'Female', men: 'Male', notStated: 'Not stated' };

interface SplitFormulas {
  /** The records that an indicator counts, of one sex. */
  counted: (column: Column) => string;
  /** All records of its source, of one sex. */
  all: (column: Column) => string;
}

/** Records one by one on a sheet: those of one sex, under conditions. */
function records(sexes: string, conditions: string): SplitFormulas {
  return {
    counted: (column) => `COUNTIFS(${conditions},${sexes},"${words[column]}")`,
    all: (column) => `COUNTIF(${sexes},"${words[column]}")`,
  };
}

/** People on a roster, of whom all count. */
function people(table: typeof tables.experts | typeof tables.speakers): SplitFormulas {
  const persons = (column: Column): string =>
    `SUMIFS(${table.all('persons')},${table.all('sex')},"${words[column]}")`;
  return { counted: persons, all: persons };
}

const { answers, evaluation, invitations, laterStories: later, stories } = tables;

const formulas: Readonly<Partial<Record<string, SplitFormulas>>> = {
  I01: records(answers.all('sex'), `${answers.all('early')},1`),
  I02: records(answers.all('sex'), `${answers.all('cluster')},">0"`),
  I06: records(evaluation.all('sex'), `${evaluation.all('high')},1`),
  I07: records(invitations.all('sex'), `${invitations.all('counted')},1`),
  I08: records(stories.all('sex'), `${stories.all('approved')},1,${stories.all('inReport')},1`),
  I09: records(
    later.all('sex'),
    `${later.all('approved')},1,${later.all('consent')},1,${later.all('evidence')},1,${later.all('partner')},1`,
  ),
  I13: people(tables.speakers),
  I14: people(tables.speakers),
  I15: people(tables.experts),
  I17: people(tables.members),
};

/** @throws Error for an indicator without a split */
export function splitFormulas(id: string): SplitFormulas {
  const found = formulas[id];
  if (found === undefined) throw new Error(`${id} is not split by sex.`);
  return found;
}
