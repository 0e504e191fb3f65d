import { NotFoundError } from '../../lib/errors';
import { blueprintIndicators } from './catalogue/blueprint';
import { genderIndicators } from './catalogue/gender';
import { outcomeIndicators } from './catalogue/outcomes';
import { outputIndicators } from './catalogue/outputs';
import type { IndicatorDefinition } from './indicator';

/** The nineteen indicators as the project's documents set them, I01 to I19. */
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
