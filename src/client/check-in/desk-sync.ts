import { DeskDay } from './desk-day';
import { DeskProblem, type DeskServer } from './desk-server';
import {
  goodCodes,
  type DeskAnswer,
  type DeskState,
  type WaitingItem,
  type WaitingWalkIn,
  type WalkInQuestion,
} from './desk-types';
import type { DeviceStore } from './device-store';
import { RefusedCheckIns } from './refused-check-ins';
import { dateIn } from './zoned-words';

export type Network = 'connecting' | 'online' | 'offline' | 'signed_out';

interface Listeners {
  /** Something to be shown has changed. */
  changed: () => void;
  /** The server has answered an item. */
  answered: (item: WaitingItem, answer: DeskAnswer) => void;
  /** The server refused an item as a whole. */
  refused: (item: WaitingItem, problem: DeskProblem) => void;
}

const pause = 4000;
const pauseOffline = 6000;
const mostTogether = 50;
/** Codes after which there is nothing to look at. */
const takenCodes = [...goodCodes, 'still_in', 'nothing_to_undo'];

/**
 * Keeps the desk and the server in step: sends what waits, in order, and asks every few seconds
 * what other desks did. What waits is in the browser's storage before anything else happens.
 */
export class DeskSync {
  network: Network = 'connecting';
  readonly refused: RefusedCheckIns;
  private state: DeskState | undefined;
  private waiting: WaitingItem[];
  /** Walk-ins about which the server asks something first. */
  private asked: WaitingWalkIn[];
  /** Answered, and not yet part of a state that was asked for afterwards. */
  private settled: WaitingItem[] = [];
  private day: number | null = null;
  private session: number | null = null;
  private running = false;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private order = Date.now();

  constructor(
    private readonly server: DeskServer,
    private readonly store: DeviceStore,
    private readonly on: Listeners,
  ) {
    const kept = store.waiting();
    this.asked = kept.filter(isAsked);
    this.waiting = kept.filter((item) => !isAsked(item));
    this.refused = new RefusedCheckIns(store);
    this.restoreDay();
  }

  /** Somebody has looked at a refusal. */
  looked(eventKey: string): void {
    this.refused.looked(eventKey);
    this.on.changed();
  }

  /** The day as far as it is known; undefined before the first answer of the server. */
  view(): DeskDay | undefined {
    if (this.state === undefined) return undefined;
    return new DeskDay(this.state, [...this.settled, ...this.waiting, ...this.asked]);
  }

  get unsent(): number {
    return this.waiting.length + this.asked.length;
  }

  /** The walk-in that has waited longest for a decision of the desk. */
  get firstAsked(): WaitingWalkIn | undefined {
    return this.asked[0];
  }

  /** Chooses what the desk checks in for. */
  choose(day: number | null, session: number | null): void {
    this.day = day;
    this.session = session;
    void this.run();
  }

  /** Takes an item; it is kept on this device before it is sent. */
  add(item: WaitingItem): void {
    this.order += 1;
    this.waiting.push(item);
    this.store.keep(this.order, item);
    this.on.changed();
    void this.run();
  }

  /** Sends a walk-in again, as the desk has decided; number and time stay those of the first time. */
  decide(item: WaitingWalkIn): void {
    this.drop(item.eventKey);
    this.add({ ...item, question: undefined });
  }

  /** Takes an item back that the server has not taken. */
  drop(eventKey: string): void {
    this.waiting = this.waiting.filter((item) => item.eventKey !== eventKey);
    this.asked = this.asked.filter((item) => item.eventKey !== eventKey);
    this.store.done(eventKey);
    this.on.changed();
  }

  /** Sends and asks now, and then every few seconds. */
  async run(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    clearTimeout(this.timer);
    this.forgetPastDay();
    const before = this.network;
    try {
      do {
        this.again = false;
        // Only after an answer is it known how far this device's clock is off.
        if (this.network !== 'online') await this.load();
        await this.sendWaiting();
        await this.load();
      } while (this.wantsMore());
    } catch (error) {
      if (!(error instanceof DeskProblem)) throw error;
      this.network = error.kind === 'signed_out' ? 'signed_out' : 'offline';
    } finally {
      this.running = false;
      const wait = this.network === 'online' ? pause : pauseOffline;
      this.timer = setTimeout(() => void this.run(), wait);
    }
    if (this.network !== before) this.on.changed();
  }

  /** Something was asked for while this was under way. */
  private wantsMore(): boolean {
    return this.again;
  }

  private async load(): Promise<void> {
    const { day, session, state } = this;
    const matches = state !== undefined && (day ?? state.day) === state.day;
    const known = matches && state.session === session && this.network === 'online';
    const settledBefore = this.settled;
    const loaded = await this.server.state(day, session, known ? state : undefined);
    const wasOnline = this.network === 'online';
    this.network = 'online';
    if (loaded !== undefined) {
      this.state = loaded;
      this.settled = this.settled.filter((item) => !settledBefore.includes(item));
      this.keepDay(loaded);
      this.refused.settle(loaded);
    }
    if (loaded !== undefined || !wasOnline) this.on.changed();
  }

  private async sendWaiting(): Promise<void> {
    for (;;) {
      const [first] = this.waiting;
      if (first === undefined) return;
      const walkInAt = this.waiting.findIndex(({ what }) => what === 'walk_in');
      const end = walkInAt === -1 ? mostTogether : Math.max(1, Math.min(walkInAt, mostTogether));
      const items = this.waiting.slice(0, end);
      await this.deliver(items);
    }
  }

  private async deliver(items: WaitingItem[]): Promise<void> {
    let answers: DeskAnswer[];
    try {
      answers = await this.server.deliver(items);
    } catch (error) {
      if (!(error instanceof DeskProblem) || error.kind !== 'refused') throw error;
      for (const item of items) {
        const listed = Object.values(error.fields);
        const words = listed.length === 0 ? error.message : listed.join(' ');
        if (item.what === 'walk_in') this.ask(item, { code: 'refused', words, candidates: [] });
        else {
          this.refused.add(item, { words }, this.server.now());
          this.drop(item.eventKey);
        }
        this.on.refused(item, error);
      }
      return;
    }
    for (const item of items) {
      const answer = answers.find(({ eventKey }) => eventKey === item.eventKey);
      if (answer === undefined) continue;
      const { code, words, candidates = [] } = answer;
      if (item.what === 'walk_in' && !goodCodes.includes(code)) {
        // Whatever the reason is, what was typed about the person stays until somebody decides.
        const asks = code === 'likely_known' || code === 'no_seat';
        this.ask(item, { code: asks ? code : 'refused', words, candidates });
        this.on.answered(item, answer);
        continue;
      }
      if (!takenCodes.includes(code)) this.refused.add(item, answer, this.server.now());
      this.waiting = this.waiting.filter((one) => one !== item);
      this.store.done(item.eventKey);
      if (takenCodes.includes(code) && code !== 'nothing_to_undo') {
        this.settled = [...this.settled, item];
      }
      this.on.answered(item, answer);
    }
    this.on.changed();
  }

  /** Puts a walk-in aside until the desk decides; it is kept on this device meanwhile. */
  private ask(item: WaitingWalkIn, question: WalkInQuestion): void {
    const asked = { ...item, question };
    this.drop(item.eventKey);
    this.asked.push(asked);
    this.order += 1;
    this.store.keep(this.order, asked);
    this.on.changed();
  }

  private keepDay(state: DeskState): void {
    const date = state.days.find(({ number }) => number === state.day)?.date;
    if (date !== undefined) this.store.keepDay({ date, state });
  }

  private restoreDay(): void {
    this.forgetPastDay();
    const kept = this.store.day();
    if (kept === undefined) return;
    this.state = kept.state;
    this.day = kept.state.day;
    this.session = kept.state.session;
  }

  /** Names are kept on this device for the day only. */
  private forgetPastDay(): void {
    const kept = this.store.day();
    if (kept !== undefined && kept.date < dateIn(kept.state.zone, this.server.now())) {
      this.store.forgetDay();
    }
  }
}

function isAsked(item: WaitingItem): item is WaitingWalkIn {
  return item.what === 'walk_in' && item.question !== undefined;
}
