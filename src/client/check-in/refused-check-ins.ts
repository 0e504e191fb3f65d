import type { DeskState, Refusal, WaitingItem } from './desk-types';
import type { DeviceStore } from './device-store';

const justNow = 15_000;

/**
 * Check-ins that this desk had taken and the server did not. The words of the moment go with the
 * next scan, and of those sent together only the last are seen: these stay.
 */
export class RefusedCheckIns {
  private refusals: Refusal[];

  constructor(private readonly store: DeviceStore) {
    this.refusals = store.refused();
  }

  all(): readonly Refusal[] {
    return this.refusals;
  }

  /** @param at the time by the server's clock */
  add(item: WaitingItem, { words, code = '' }: { words: string; code?: string }, at: Date): void {
    if (item.what !== 'event' || item.kind !== 'check_in') return;
    // Of a code misread just now, whoever scanned it has been told.
    if (code === 'unknown_code' && at.getTime() - Date.parse(item.at) < justNow) return;
    const { eventKey, registrationId, day, at: takenAt, name } = item;
    const refusal: Refusal = { eventKey, registrationId, day, at: takenAt, name, words };
    this.refusals.push(refusal);
    this.store.keepRefused(refusal);
  }

  /** Somebody has looked at it. */
  looked(eventKey: string): void {
    this.forget((refusal) => refusal.eventKey === eventKey);
  }

  /** Who is there by now, by whichever desk, is seen to. */
  settle({ day, present }: DeskState): void {
    const here = new Set(present.map(({ id }) => id));
    this.forget((refusal) => refusal.day === day && here.has(refusal.registrationId ?? 0));
  }

  private forget(which: (refusal: Refusal) => boolean): void {
    for (const refusal of this.refusals.filter(which)) this.store.forgetRefused(refusal.eventKey);
    this.refusals = this.refusals.filter((refusal) => !which(refusal));
  }
}
