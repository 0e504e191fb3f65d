import {
  computeIndicators,
  type ComputeOptions,
  type IndicatorValue,
} from '../../../src/features/indicators/compute';

/** An indicator as it stands now. */
export async function indicator(id: string, options?: ComputeOptions): Promise<IndicatorValue> {
  const found = (await computeIndicators(options)).find(({ definition }) => definition.id === id);
  if (found === undefined) throw new Error(`No indicator ${id}.`);
  return found;
}

export async function valueAndStatus(id: string): Promise<[number | null, string]> {
  const { value, status } = await indicator(id);
  return [value, status];
}

/** Women, men, not stated and all in the row of what is counted. */
export function counted({ split }: IndicatorValue): (number | null)[] | undefined {
  const row = split?.categories.find(({ code }) => code === 'counted');
  return row && [row.women.n, row.men.n, row.notStated.n, row.total.n];
}
