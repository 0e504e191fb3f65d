import { computeIndicators } from '../../src/features/indicators/compute';
import { carryOutRetention } from '../../src/features/people/retention/carry-out-retention';
import { setClock } from '../../src/lib/clock';
import { Person } from '../../src/models';

async function figures(): Promise<object[]> {
  const indicators = await computeIndicators();
  return indicators.map(({ definition, value, status, split, targets, days }) => ({
    ...{ id: definition.id, value, status, split, days },
    targets: targets.map((target) => [target.value, target.status]),
  }));
}

/** Lets six years pass, with the work of the day done twice, and gives the indicators of both ends. */
export async function eraseEverybody(): Promise<{ before: object[]; after: object[] }> {
  const before = await figures();
  const year = new Date().getUTCFullYear() + 6;
  try {
    setClock(new Date(Date.UTC(year, 0, 1)));
    await carryOutRetention();
    expect(await Person.count({ where: { erasedAt: null } })).toBe(await Person.count());
    setClock(new Date(Date.UTC(year, 1, 1)));
    await carryOutRetention();
  } finally {
    setClock(undefined);
  }
  expect(await Person.count({ where: { erasedAt: null } })).toBe(0);
  return { before, after: await figures() };
}
