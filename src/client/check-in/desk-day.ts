import type { DeskPerson, DeskState, WaitingEvent, WaitingItem, WaitingWalkIn } from './desk-types';

/** Where a person stands, by the server's state and by what this desk has not sent yet. */
export interface Standing {
  at: string;
  desk: string;
  /** What an undo has to name. */
  keys: string[];
  /** True while the server does not have it. */
  waits: boolean;
}

export interface Counts {
  here: number;
  women: number;
  men: number;
  notStated: number;
  /** Checked in, and counted in no target. */
  team: number;
}

/** The day as this desk sees it. Makes nothing up: all of it follows from state and waiting items. */
export class DeskDay {
  private readonly standings = new Map<number, Standing>();
  private readonly byBadge = new Map<string, DeskPerson>();
  private readonly byId = new Map<number, DeskPerson>();
  readonly walkIns: WaitingWalkIn[];

  constructor(
    readonly state: DeskState,
    waiting: readonly WaitingItem[],
  ) {
    for (const person of this.people) {
      this.byBadge.set(person.badge, person);
      this.byId.set(person.id, person);
    }
    for (const { id, ...standing } of state.present) {
      this.standings.set(id, { ...standing, waits: false });
    }
    const ofDay = waiting.filter(({ day }) => day === state.day);
    this.walkIns = ofDay.filter((item): item is WaitingWalkIn => item.what === 'walk_in');
    for (const item of ofDay) if (item.what === 'event') this.apply(item);
  }

  get people(): DeskPerson[] {
    return this.state.people ?? [];
  }

  standingOf(id: number): Standing | undefined {
    return this.standings.get(id);
  }

  personOfBadge(badge: string | undefined): DeskPerson | undefined {
    return badge === undefined ? undefined : this.byBadge.get(badge);
  }

  person(id: number): DeskPerson | undefined {
    return this.byId.get(id);
  }

  /** Registered for this day and not here, by name. */
  expected(): DeskPerson[] {
    return this.people.filter(
      ({ id, status, expected }) => expected && status === 'registered' && !this.standings.has(id),
    );
  }

  /** Who is here, the latest first. */
  here(): { person: DeskPerson; standing: Standing }[] {
    return this.people
      .flatMap((person) => {
        const standing = this.standings.get(person.id);
        return standing === undefined ? [] : [{ person, standing }];
      })
      .sort((a, b) => (a.standing.at < b.standing.at ? 1 : -1));
  }

  counts(): Counts {
    const counts: Counts = { here: 0, women: 0, men: 0, notStated: 0, team: 0 };
    const add = (sex: string | null): void => {
      counts.here += 1;
      if (sex === 'female') counts.women += 1;
      else if (sex === 'male') counts.men += 1;
      else counts.notStated += 1;
    };
    for (const { person } of this.here()) {
      if (person.role === 'organising_team') counts.team += 1;
      else add(person.sex);
    }
    for (const { sex } of this.walkIns) add(sex);
    return counts;
  }

  /** The same rule as the server's: an undo takes back the check-ins it names, and no others. */
  private apply(item: WaitingEvent): void {
    const { registrationId: id } = item;
    if (id === undefined || item.sessionId !== this.state.session) return;
    const before = this.standings.get(id);
    if (item.kind === 'check_in') {
      const keys = [...new Set([...(before?.keys ?? []), item.eventKey])];
      const first = before ?? { at: item.at, desk: item.desk, waits: true };
      this.standings.set(id, { ...first, keys });
    } else if (before !== undefined) {
      const keys = before.keys.filter((key) => item.undoes?.includes(key) !== true);
      if (keys.length === 0) this.standings.delete(id);
      else this.standings.set(id, { ...before, keys });
    }
  }
}
