import type { DatedTable } from './dated-tables';
import type { PutToSome } from './shared-sums';
import {
  respondentsKey,
  type PastUnit,
  type ReleaseDecision,
  type ReleaseUnit,
} from './release-unit';
import { givenAway, type ReleasedForm } from './released-together';

/**
 * Looks at all that readers would have after a release, of all dates together, and holds back what would
 * give a count away there although nothing was found in it by itself: first the table it is about, else
 * those that hang on the same question, else all. What earlier releases give away already stays as it is.
 */
export async function holdBackTelling(
  decisions: Map<string, ReleaseDecision>,
  units: readonly ReleaseUnit[],
  past: readonly PastUnit[],
  k: number,
): Promise<void> {
  const isMoved = (key: string): boolean => decisions.get(key) === 'moved';
  if (!units.some(({ key }) => isMoved(key))) return;
  const putTo = new Map(
    units.flatMap(({ question, putTo: conditions = [] }) =>
      question === undefined ? [] : [[question.question, conditions] as const],
    ),
  );
  const kept = formOf([], past, putTo);
  const before = new Set((await givenAway(kept, k)).map(({ key, what }) => `${key} ${what}`));
  for (;;) {
    const moved = units.filter(({ key }) => isMoved(key));
    const found = await givenAway(formOf(moved, past, putTo), k);
    const about = found
      .filter(({ key, what }) => !before.has(`${key} ${what}`))
      .map(({ key }) => units.find(({ parts, key: unit }) => partKeys(unit, parts).includes(key)));
    if (about.length === 0) return;
    const held = toHold(about, moved, putTo);
    if (held.length > 0) {
      for (const { key } of held) decisions.set(key, 'shared_people');
    } else if (isMoved(respondentsKey)) {
      decisions.set(respondentsKey, 'small_change');
    } else return;
  }
}

/** The tables of which one at least has to stay, of those that would move. */
function toHold(
  about: readonly (ReleaseUnit | undefined)[],
  moved: readonly ReleaseUnit[],
  putTo: ReadonlyMap<string, readonly PutToSome[]>,
): ReleaseUnit[] {
  const others = moved.filter(({ key }) => key !== respondentsKey);
  const themselves = others.filter((unit) => about.includes(unit));
  if (themselves.length > 0) return themselves;
  const deciding = (unit: ReleaseUnit | undefined): string[] =>
    [unit?.question?.question, unit?.countedAmong?.question].flatMap((name) =>
      name === undefined ? [] : [name, ...(putTo.get(name) ?? []).map(({ question }) => question)],
    );
  const names = new Set(about.flatMap(deciding));
  const linked = others.filter((unit) => deciding(unit).some((name) => names.has(name)));
  return linked.length > 0 ? linked : others;
}

function partKeys(key: string, parts: readonly { item: string }[]): string[] {
  return parts.map(({ item }) => (item === '' ? key : `${key} ${item}`));
}

/** @param moved what would be released now, after everything that was */
function formOf(
  moved: readonly ReleaseUnit[],
  past: readonly PastUnit[],
  putTo: ReleasedForm['putTo'],
): ReleasedForm {
  const margins = [...new Set(past.map(({ respondents }) => respondents))];
  const questions = new Map(moved.map(({ key, question }) => [key, question?.question ?? '']));
  const dated = (unit: ReleaseUnit, release: number): DatedTable[] => {
    const { key, parts, question, countedAmong } = unit;
    return parts.map(({ item, shown }) => ({
      ...{ key: item === '' ? key : `${key} ${item}`, release, table: shown },
      question: question?.question ?? questions.get(key) ?? '',
      ...(countedAmong === undefined ? {} : { countedAmong }),
    }));
  };
  const isRespondents = ({ key }: { key: string }): boolean => key === respondentsKey;
  const today = moved.some(isRespondents) ? margins.length : margins.length - 1;
  const all = [
    ...past.flatMap((unit) => dated(unit, margins.indexOf(unit.respondents))),
    ...moved.flatMap((unit) => dated(unit, today)),
  ];
  return {
    everyone: all.filter(isRespondents),
    tables: all.filter((one) => !isRespondents(one)),
    putTo,
  };
}
