import { badgeHash } from './badge-hash';
import { DayLists } from './day-lists';
import type { DeskDay, Standing } from './desk-day';
import type { DeskProblem, DeskServer } from './desk-server';
import { DeskSync } from './desk-sync';
import type { DeskAnswer, DeskPerson, WaitingEvent, WaitingItem } from './desk-types';
import { answerMessage, inMessage, refusalOf, standingWords } from './desk-words';
import type { DeviceStore } from './device-store';
import { part } from './element';
import { Feedback, type Message } from './feedback';
import { askReason } from './reason-dialog';
import { RefusedList } from './refused-list';
import { WalkInForm, type TypedWalkIn } from './walk-in-form';

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

  standingWords(person: DeskPerson): string {
    return standingWords(this.day(), person);
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
    const day = this.day();
    const standing = day?.standingOf(person.id);
    const refusal = refusalOf(person);
    if (refusal !== undefined && standing === undefined) {
      this.sayRefused(person.id, person.name, refusal);
      return;
    }
    this.say(inMessage(person, standing, day?.state.zone ?? 'UTC'));
    this.send({ kind: 'check_in', method, registrationId: person.id, name: person.name });
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
    const message = answerMessage(item, answer);
    if (message === undefined) return;
    if (answer.code === 'not_registered' && answer.person !== undefined) {
      this.sayRefused(answer.person.registrationId, answer.person.name, answer.words);
    } else this.say(message);
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

/** A number nobody else makes; also where the browser lacks randomUUID (pages without HTTPS). */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
