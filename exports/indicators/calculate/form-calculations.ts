import type { ProtectedIndicator } from '../../../src/features/indicators/protect';
import type { RuleCells } from '../rules-sheet';
import * as tables from '../evidence/tables';
import {
  counted,
  given,
  noData,
  notShown,
  shareOf,
  unless,
  valueLine,
  type Calculation,
  type CalculationLine,
} from './calculation';

type Recipe = (indicator: ProtectedIndicator, rules: RuleCells) => CalculationLine[];

const { answers, clusters, economies, evaluation, invitations, stories } = tables;
const later = tables.laterStories;

function base(label: string, numbers: string, indicator: ProtectedIndicator): CalculationLine {
  return counted('base', label, `COUNT(${numbers})`, indicator.base ?? 0);
}

/** I01, I02 and I06 to I09 for the team, over the answers themselves. */
export const teamRecipes: Readonly<Partial<Record<string, Recipe>>> = {
  I01: (indicator, rules) => [
    base('Valid answers', answers.all('number'), indicator),
    valueLine(indicator, (at) =>
      unless(
        `OR(${at('base')}=0,${rules.dayOne}="")`,
        `COUNTIF(${economies.all('answered')},">0")`,
      ),
    ),
  ],
  I02: (indicator) => [
    base('Valid answers', answers.all('number'), indicator),
    valueLine(indicator, (at) =>
      unless(`${at('base')}=0`, `COUNTIF(${clusters.all('answers')},">0")`),
    ),
  ],
  I06: (indicator) => [
    counted(
      'counted',
      'Highly satisfied forms',
      `COUNTIF(${evaluation.all('high')},1)`,
      indicator.ratio?.counted ?? 0,
    ),
    base('Valid forms', evaluation.all('number'), indicator),
    valueLine(indicator, (at) => unless(`${at('base')}=0`, shareOf(at('counted'), at('base')))),
  ],
  I07: (indicator, rules) => [
    base('Valid invitations', invitations.all('number'), indicator),
    valueLine(indicator, (at) =>
      unless(`OR(${at('base')}=0,${rules.firstDay}="")`, `SUM(${invitations.all('counted')})`),
    ),
  ],
  I08: (indicator) => [
    base('Valid stories', stories.all('number'), indicator),
    valueLine(indicator, (at) =>
      unless(
        `${at('base')}=0`,
        `COUNTIFS(${stories.all('approved')},1,${stories.all('inReport')},1)`,
      ),
    ),
  ],
  I09: (indicator) => [
    base('Valid stories', later.all('number'), indicator),
    valueLine(indicator, (at) =>
      unless(
        `${at('base')}=0`,
        `COUNTIFS(${later.all('approved')},1,${later.all('consent')},1,${later.all('evidence')},1,${later.all('partner')},1)`,
      ),
    ),
  ],
};

/** Whether there are data at all: how many answers there are is not for every reader. */
function known({ value }: ProtectedIndicator): CalculationLine {
  return given(
    'known',
    'Data have come in (1: yes, 0: no)',
    value === null ? 0 : 1,
    'A number: the answers themselves are for organisers alone.',
  );
}

function ofKnown(indicator: ProtectedIndicator, formula: string): CalculationLine[] {
  return [known(indicator), valueLine(indicator, (at) => unless(`${at('known')}=0`, formula))];
}

/** The same for other readers, over what is open to them. */
export const othersRecipes: Readonly<Partial<Record<string, Recipe>>> = {
  I01: (indicator) => ofKnown(indicator, `COUNTIF(${economies.all('answered')},">0")`),
  I02: (indicator) => ofKnown(indicator, `COUNT(${clusters.all('number')})`),
  I06: releasedShare,
  I07: (indicator) => ofKnown(indicator, `COUNT(${tables.publishedInvitations.all('number')})`),
  I08: (indicator) => ofKnown(indicator, ofStories('I08')),
  I09: (indicator) => ofKnown(indicator, ofStories('I09')),
};

function ofStories(id: string): string {
  return `COUNTIF(${tables.approvedStories.all('indicator')},"${id}")`;
}

function releasedShare(indicator: ProtectedIndicator): CalculationLine[] {
  const { ratio, hidden } = indicator;
  const why =
    'A number released for readers outside the team: the forms themselves are single answers, which organisers alone can see.';
  if (ratio === null) {
    const result = hidden === null ? noData : notShown;
    return [{ key: 'value', label: 'Value', formula: null, result, note: hidden ?? '' }];
  }
  return [
    given('counted', 'Highly satisfied forms', ratio.counted, why),
    given('base', 'Valid forms', ratio.of, why),
    valueLine(indicator, (at) => unless(`${at('base')}=0`, shareOf(at('counted'), at('base')))),
  ];
}

export function formCalculation(
  indicator: ProtectedIndicator,
  rules: RuleCells,
  isTeam: boolean,
): Calculation | null {
  const recipe = (isTeam ? teamRecipes : othersRecipes)[indicator.definition.id];
  return recipe === undefined ? null : { lines: recipe(indicator, rules), others: new Map() };
}
