import { sameValue, type Answers } from './answers';

/** One question answered differently in two places since they last agreed. */
export interface Conflict {
  question: string;
  mine: unknown;
  theirs: unknown;
}

/**
 * Joins what two devices made of the same answers. A question changed in one place only takes
 * that change; one changed in both to different values is a conflict, in which `answers` holds
 * mine until a person has chosen.
 *
 * @param base what both had before; an empty object when nothing is known of it
 */
export function mergeAnswers(
  base: Answers,
  mine: Answers,
  theirs: Answers,
): { answers: Answers; conflicts: Conflict[] } {
  const answers: Answers = {};
  const conflicts: Conflict[] = [];
  for (const question of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const [own, other, before] = [mine[question], theirs[question], base[question]];
    let value = own;
    if (!sameValue(own, other)) {
      if (sameValue(own, before)) value = other;
      else if (!sameValue(other, before)) {
        conflicts.push({ question, mine: own, theirs: other });
      }
    }
    if (value !== undefined) answers[question] = value;
  }
  return { answers, conflicts };
}

/** The answers after a person chose; `theirs` names the questions that take the other value. */
export function chooseAnswers(
  answers: Answers,
  conflicts: readonly Conflict[],
  theirs: ReadonlySet<string>,
): Answers {
  const chosen = { ...answers };
  for (const conflict of conflicts) {
    if (!theirs.has(conflict.question)) continue;
    if (conflict.theirs === undefined) Reflect.deleteProperty(chosen, conflict.question);
    else chosen[conflict.question] = conflict.theirs;
  }
  return chosen;
}
