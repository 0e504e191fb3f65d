/** A check-in that counts, unless an undo names it. */
export interface CheckIn {
  key: string;
  at: Date;
  desk: string;
}

/** Of desks that scan beside each other without hearing of each other, what counts. */
export interface Presence {
  present: boolean;
  /** The earliest check-in that is not taken back; null when nobody is in. */
  first: CheckIn | null;
  live: CheckIn[];
}

/**
 * Who is there, from all that desks have sent, in whatever order it came in: a check-in counts
 * unless an undo names it. An undo names those its desk knew of, so it never takes back what
 * another desk saw, and a check-in after it is a new one. The result depends on the set of
 * events alone; the time is the earliest that counts.
 */
export function presenceOf(checkIns: readonly CheckIn[], undone: ReadonlySet<string>): Presence {
  const live = checkIns
    .filter((checkIn) => !undone.has(checkIn.key))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
  return { present: live.length > 0, first: live[0] ?? null, live };
}
