import { respondentsKey } from '../../statistics/release-unit';
import { nestingTells, type InnerTable } from '../../statistics/nested-tables';
import { hideWhole } from '../../statistics/suppress';
import type { PutTo } from './put-to';
import type { UnitToRelease } from './results-to-release';

/**
 * Hides the tables of questions put to some people alone where the number of those asked, which such a
 * table shows, would tell of rows that another table hides or merges. In the order of the form, so that
 * what stands earlier stays.
 *
 * @param units suppressed together
 */
export function hideTelling(units: readonly UnitToRelease[], k: number): UnitToRelease[] {
  const respondents = units.find(({ key }) => key === respondentsKey)?.parts[0]?.shown;
  if (respondents === undefined) return [...units];
  const outers = new Map(
    units.flatMap((unit) => {
      const [part] = unit.parts;
      const name = unit.question?.question;
      return name === undefined || part?.item !== '' ? [] : [[name, part.shown] as const];
    }),
  );
  const inside = new Map<string, InnerTable[]>();
  return units.map((unit) => {
    const nestings = (unit.putTo ?? []).flatMap((putTo) => {
      const outer = outers.get(putTo.question);
      return outer === undefined ? [] : [{ putTo, outer }];
    });
    const tells = nestings.some(({ putTo, outer }) => {
      const others = inside.get(putTo.question) ?? [];
      return nestingTells(outer, [...others, ...innerTables(unit, putTo)], respondents, k);
    });
    if (tells) {
      const hidden = hideAll(unit);
      if (unit.question !== undefined) outers.delete(unit.question.question);
      return hidden;
    }
    for (const { putTo } of nestings) {
      const others = inside.get(putTo.question) ?? [];
      inside.set(putTo.question, [...others, ...innerTables(unit, putTo)]);
    }
    return unit;
  });
}

/** Of a question with several tables, all are put to the same people. */
function innerTables({ parts }: UnitToRelease, { codes, exact }: PutTo): InnerTable[] {
  return parts
    .filter(({ shown }) => shown.hiddenReason === null)
    .map(({ shown }): InnerTable => ({ table: shown, codes, exact }));
}

function hideAll(unit: UnitToRelease): UnitToRelease {
  return {
    ...unit,
    parts: unit.parts.map((part) => ({
      ...part,
      shown: hideWhole(part.counts, part.shown),
      means: null,
    })),
  };
}
