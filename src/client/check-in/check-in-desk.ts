import { badgeHash } from './badge-hash';
import { DayLists } from './day-lists';
import type { DeskDay, Standing } from './desk-day';
import type { DeskProblem, DeskServer } from './desk-server';
import { DeskSync, timeIn } from './desk-sync';
import {
  askingCodes,
  goodCodes,
  type DeskAnswer,
  type DeskPerson,
  type WaitingEvent,
  type WaitingItem,
} from './desk-types';
import type { DeviceStore } from './device-store';
import { part } from './element';
import { Feedback, type Message } from './feedback';
import { askReason } from './reason-dialog';
import { RefusedList } from './refused-list';
import { WalkInForm, type TypedWalkIn } from './walk-in-form';

const refusedStatus: Partial<Record<DeskPerson['status'], string>> = {
  declined: 'has declined',
  cancelled: 'was taken off the list by the team',
  waiting: 'is on the waiting list',
};

/** What the desk does. It answers at once by what it knows; the server has the last word. */
export class CheckInDesk {
  readonly sync: DeskSync;
  readonly walkIns: WalkInForm;
  private readonly feedback = new Feedback(part('desk-feedback', HTMLElement));
  private readonly lists: DayLists;
  private readonly refusedList = new RefusedList((eventKey) => {
    this.sync.looked(eventKey);
  });
  private changed: () => void = () => undefined;

  constructor(
    private readonly server: DeskServer,
    private readonly store: DeviceStore,
  ) {
    this.sync = new DeskSync(server, store, {
      changed: () => {
        this.draw();
      },
      answered: (item, answer) => {
        this.answered(item, answer);
      },
      refused: (item, problem) => {
        this.refused(item, problem);
      },
    });
    this.lists = new DayLists({
      checkIn: (person) => {
        this.checkInPerson(person, 'typed');
      },
      undo: (person, standing) => {
        void this.undo(person, standing);
      },
    });
    this.walkIns = new WalkInForm({
      typed: (typed) => {
        this.addWalkIn(typed);
      },
      decided: (item) => {
        this.sayTaken(item.name);
        this.sync.decide(item);
      },
      cancelled: (item) => {
        this.sync.drop(item.eventKey);
        this.say({ tone: 'caution', words: `${item.name} was not registered.` });
      },
      closed: () => {
        part('desk-input', HTMLInputElement).focus();
        this.draw();
      },
    });
  }

  day(): DeskDay | undefined {
    return this.sync.view();
  }

  onChange(listener: () => void): void {
    this.changed = listener;
    this.draw();
  }

  say(message: Message): void {
    this.feedback.show(message);
  }

  /** "already in at 09:12", "has declined"; empty for those who are expected. */
  standingWords(person: DeskPerson): string {
    const day = this.day();
    const standing = day?.standingOf(person.id);
    if (day !== undefined && standing !== undefined) {
      return `already in at ${timeIn(day.state.zone, standing.at)}`;
    }
    if (person.status === 'invited') return 'has not answered';
    return refusedStatus[person.status] ?? unexpectedWords(person);
  }

  /** A code from the scanner or the camera. */
  async scan(code: string): Promise<void> {
    const day = this.day();
    const person = day?.personOfBadge(await badgeHash(code));
    if (person !== undefined) {
      this.checkInPerson(person, 'scan');
      return;
    }
    // The list may be older than the registration: the server says whose code it is.
    this.say({
      tone: 'caution',
      words: 'This code is not on the list of this desk.',
      note: 'It is kept and the server is asked.',
    });
    this.send({ kind: 'check_in', method: 'scan', code, name: 'A scanned code' });
  }

  checkInPerson(person: DeskPerson, method: 'scan' | 'typed'): void {
    const standing = this.day()?.standingOf(person.id);
    const refusal = refusedStatus[person.status];
    if (refusal !== undefined && standing === undefined) {
      this.sayRefused(person.id, person.name, `${person.name} ${refusal}.`);
      return;
    }
    this.sayIn(person, standing);
    this.send({ kind: 'check_in', method, registrationId: person.id, name: person.name });
  }

  private sayIn(person: DeskPerson, standing: Standing | undefined): void {
    const zone = this.day()?.state.zone ?? 'UTC';
    const about = [person.economy, person.organisation].filter(Boolean).join(' · ');
    if (standing === undefined) {
      const note = [about, unexpectedWords(person)].filter(Boolean).join(' · ');
      this.say({ tone: 'good', words: `${person.name} is in.`, note });
    } else {
      const words = `${person.name}: already in at ${timeIn(zone, standing.at)} (${standing.desk}).`;
      this.say({ tone: 'known', words, note: about });
    }
  }

  private sayRefused(id: number, name: string, words: string): void {
    this.say({
      tone: 'bad',
      words,
      action: { label: 'Let in with a reason …', run: () => void this.letIn(id, name, words) },
    });
  }

  private async letIn(id: number, name: string, words: string): Promise<void> {
    const reason = await askReason({
      title: `Let in ${name}?`,
      lead: `${words} The registration is set to “registered”, with your reason.`,
      button: 'Let in',
      suggestions: ['Comes after all', 'Place became free', 'Replaces a colleague'],
    });
    if (reason === undefined) return;
    this.send({
      kind: 'check_in',
      method: 'typed',
      registrationId: id,
      name,
      override: true,
      reason,
    });
    this.say({ tone: 'good', words: `${name} is let in.` });
  }

  private async undo(person: DeskPerson, standing: Standing): Promise<void> {
    const reason = await askReason({
      title: `Take out ${person.name}?`,
      lead: 'The check-in is taken back; the history keeps it, with your reason.',
      button: 'Take out',
      suggestions: ['Wrong person', 'Scanned by mistake', 'Left before it began'],
    });
    if (reason === undefined) return;
    this.send({
      kind: 'undo',
      method: 'typed',
      registrationId: person.id,
      name: person.name,
      undoes: standing.keys,
      reason,
    });
    this.say({ tone: 'good', words: `${person.name} is taken out again.` });
    part('desk-input', HTMLInputElement).focus();
  }

  private send(
    facts: Pick<WaitingEvent, 'kind' | 'method' | 'name'> & Partial<WaitingEvent>,
  ): void {
    const state = this.day()?.state;
    if (state === undefined || state.day === null) {
      this.say({ tone: 'bad', words: 'This desk has no list yet. It needs the network once.' });
      return;
    }
    this.sync.add({ what: 'event', sessionId: state.session, ...this.frame(state.day), ...facts });
  }

  private addWalkIn(typed: TypedWalkIn): void {
    const number = this.day()?.state.day;
    if (number === undefined || number === null) return;
    this.sayTaken(typed.name);
    this.sync.add({ what: 'walk_in', ...this.frame(number), ...typed });
  }

  private sayTaken(name: string): void {
    this.say({ tone: 'good', words: `${name}: walk-in taken.`, note: 'It is being sent.' });
  }

  private frame(day: number) {
    return {
      eventKey: newKey(),
      day,
      desk: this.store.deskName(),
      at: this.server.now().toISOString(),
    };
  }

  private answered(item: WaitingItem, answer: DeskAnswer): void {
    if (item.what === 'walk_in' && askingCodes.includes(answer.code)) {
      this.say({ tone: 'caution', words: `${item.name}: ${answer.words}` });
      return;
    }
    // What the desk has said already is not said again; what it did not know is.
    const known = item.what === 'event' && item.registrationId !== undefined;
    const quiet = known && goodCodes.includes(answer.code) && answer.notes.length === 0;
    if (quiet) return;
    if (answer.code === 'not_registered' && answer.person !== undefined) {
      this.sayRefused(answer.person.registrationId, answer.person.name, answer.words);
      return;
    }
    const good = goodCodes.includes(answer.code);
    const tone = answer.code === 'already_in' ? 'known' : good ? 'good' : 'bad';
    this.say({ tone, words: answer.words });
  }

  private refused(item: WaitingItem, problem: DeskProblem): void {
    this.say({ tone: 'bad', words: `${item.name} was not checked in: ${problem.message}` });
  }

  private draw(): void {
    const day = this.day();
    if (day !== undefined) {
      this.lists.show(day);
      this.refusedList.show(this.sync.refused.all(), day.state.zone);
    }
    this.changed();
    const { firstAsked } = this.sync;
    if (firstAsked !== undefined) this.walkIns.ask(firstAsked);
  }
}

/** Why nobody waits for a person on this day; empty for those who are expected. */
function unexpectedWords({ expected, online }: DeskPerson): string {
  if (expected) return '';
  return online ? 'takes part online' : 'not expected on this day';
}

/** A number nobody else makes; also where the browser lacks randomUUID (pages without HTTPS). */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
