import type { DeskState, Refusal, WaitingItem } from './desk-types';

/** The list of a day as this device keeps it, until the day is over. */
export interface KeptDay {
  /** "2020-06-16": after this date in the workshop's zone the list is removed. */
  date: string;
  state: DeskState;
}

const prefix = 'pec-desk:';
const dayKey = `${prefix}day`;
const nameKey = `${prefix}name`;
const waitingPrefix = `${prefix}waiting:`;
const refusedPrefix = `${prefix}refused:`;

/**
 * What the desk keeps in the browser: the list of the day, and one entry for each event that the
 * server does not have yet, so that two tabs never overwrite each other's.
 */
export class DeviceStore {
  /** False when the browser keeps nothing (private window, full storage). */
  keeps = true;

  constructor(private readonly storage: Storage | undefined) {
    this.keeps = storage !== undefined;
  }

  deskName(): string {
    const known = this.read(nameKey);
    if (known !== null && known !== '') return known;
    const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
    const pick = (): string => letters.charAt(Math.floor(Math.random() * letters.length));
    const name = `Desk ${pick()}${pick()}`;
    this.write(nameKey, name);
    return name;
  }

  setDeskName(name: string): void {
    this.write(nameKey, name);
  }

  day(): KeptDay | undefined {
    return parsed(this.read(dayKey)) as KeptDay | undefined;
  }

  keepDay(day: KeptDay): void {
    this.write(dayKey, JSON.stringify(day));
  }

  forgetDay(): void {
    this.remove(dayKey);
  }

  /** In the order in which they were made. */
  waiting(): WaitingItem[] {
    return this.all<WaitingItem>(waitingPrefix);
  }

  /** Check-ins that the server did not take and nobody has looked at. */
  refused(): Refusal[] {
    return this.all<Refusal>(refusedPrefix).sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  keepRefused(refusal: Refusal): void {
    this.write(refusedPrefix + refusal.eventKey, JSON.stringify(refusal));
  }

  forgetRefused(eventKey: string): void {
    this.remove(refusedPrefix + eventKey);
  }

  /** @param order rises with each item of this device */
  keep(order: number, item: WaitingItem): boolean {
    return this.write(
      `${waitingPrefix}${String(order).padStart(16, '0')}:${item.eventKey}`,
      JSON.stringify(item),
    );
  }

  done(eventKey: string): void {
    if (this.storage === undefined) return;
    const ending = `:${eventKey}`;
    for (let at = this.storage.length - 1; at >= 0; at -= 1) {
      const key = this.storage.key(at);
      if (key?.startsWith(waitingPrefix) === true && key.endsWith(ending)) this.remove(key);
    }
  }

  private all<T>(start: string): T[] {
    if (this.storage === undefined) return [];
    const keys = Array.from({ length: this.storage.length }, (_none, at) => this.storage?.key(at));
    return keys
      .filter((key): key is string => key?.startsWith(start) === true)
      .sort()
      .flatMap((key) => (parsed(this.read(key)) as T | undefined) ?? []);
  }

  private read(key: string): string | null {
    try {
      return this.storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  private write(key: string, value: string): boolean {
    try {
      this.storage?.setItem(key, value);
      this.keeps = this.storage !== undefined;
    } catch {
      this.keeps = false;
    }
    return this.keeps;
  }

  private remove(key: string): void {
    try {
      this.storage?.removeItem(key);
    } catch {
      // Storage that cannot be used holds nothing to remove.
    }
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The browser's storage; undefined where it is switched off. */
export function deviceStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
