import type { IndicatorUnderRules, TargetConflict, TargetLine } from './indicator';

/**
 * Where the documents contradict each other, under the rules in force.
 * @param definitions all nineteen
 */
export function targetConflicts(definitions: readonly IndicatorUnderRules[]): TargetConflict[] {
  const lines = new Map<string, TargetLine>(
    definitions.flatMap(({ targets }) => targets.map((line) => [line.key, line])),
  );
  const valueOf = (key: string): number => {
    const line = lines.get(key);
    if (line === undefined) throw new Error(`The target ${key} is missing.`);
    return line.value;
  };
  return [
    {
      title: 'Women among the participants of a day',
      indicators: ['I11', 'I12'],
      strictest: null,
      explanation: womenOfADay(valueOf('I11'), valueOf('I12')),
    },
    {
      title: 'Women among speakers and experts',
      indicators: ['I13', 'I14', 'I15'],
      strictest: valueOf('I13') >= valueOf('I14') ? 'I13' : null,
      explanation: `${speakers(valueOf('I13'), valueOf('I13 presenting'), valueOf('I14'))} The share of experts is counted on another roster and must be met as well.`,
    },
  ];
}

/** Up to which number of people so many women are more than so many per cent. */
function womenOfADay(women: number, percent: number): string {
  const both = 'The summary takes the stricter one on each day: both lines must be met.';
  const turn = Math.floor((women * 100) / percent);
  return `${count(women, 'woman', 'women')} ${women === 1 ? 'is' : 'are'} the stricter line on days with up to ${count(turn, 'person', 'persons')}, ${percent} % from ${turn + 1} persons on. ${both}`;
}

function speakers(all: number, presenting: number, ofSix: number): string {
  const first = `${count(all, 'female speaker', 'female speakers')}, ${presenting} of them presenting a cluster headed by a woman,`;
  return all >= ofSix
    ? `${first} is stricter than ${ofSix} of six.`
    : `${ofSix} of six asks for more speakers than ${first.slice(0, -1)}; neither line holds the other, so both must be met.`;
}

function count(n: number, one: string, several: string): string {
  return `${n} ${n === 1 ? one : several}`;
}
