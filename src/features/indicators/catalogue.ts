import { NotFoundError } from '../../lib/errors';
import { blueprintIndicators } from './catalogue/blueprint';
import { genderIndicators } from './catalogue/gender';
import { outcomeIndicators } from './catalogue/outcomes';
import { outputIndicators } from './catalogue/outputs';
import type { IndicatorDefinition, TargetConflict } from './indicator';

/** The nineteen indicators of the project's documents, I01 to I19. */
export const catalogue: readonly IndicatorDefinition[] = [
  ...outputIndicators,
  ...outcomeIndicators,
  ...genderIndicators,
  ...blueprintIndicators,
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** @throws NotFoundError */
export function definitionOf(id: string): IndicatorDefinition {
  const definition = catalogue.find((candidate) => candidate.id === id);
  if (definition === undefined) throw new NotFoundError('There is no indicator of this number.');
  return definition;
}

/** Where the documents contradict each other. */
export const targetConflicts: readonly TargetConflict[] = [
  {
    title: 'Women among the participants of a day',
    indicators: ['I11', 'I12'],
    strictest: null,
    explanation:
      'Ten women are the stricter line on days with up to 33 persons, 30 % from 34 persons on. The summary takes the stricter one on each day: both lines must be met.',
  },
  {
    title: 'Women among speakers and experts',
    indicators: ['I13', 'I14', 'I15'],
    strictest: 'I13',
    explanation:
      'Three female speakers, one of them presenting a cluster headed by a woman, is stricter than two of six. The share of experts is counted on another roster and must be met as well.',
  },
];
