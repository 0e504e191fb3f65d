import type { Answers } from './answers';

/** What this device keeps while the server does not have it yet. */
export interface LocalCopy {
  /** The server's revision that the answers build on, and its answers then. */
  revision: number;
  base: Answers;
  /** How often the answers had been sent and corrected; null when never sent. */
  sent: number | null;
  versionId: number;
  answers: Answers;
  page: number;
  /** The number of a sending whose outcome is not known. */
  submissionId?: string;
}

/**
 * The copy in the browser's storage, one for each link. It exists only while something is not
 * on the server, so that a shared device keeps nothing of those who finished.
 */
export class LocalStore {
  constructor(
    private readonly storage: Storage | undefined,
    private readonly key: string,
  ) {}

  read(): LocalCopy | undefined {
    try {
      const text = this.storage?.getItem(this.key);
      if (text === null || text === undefined) return undefined;
      const copy = JSON.parse(text) as Partial<LocalCopy>;
      const whole = typeof copy.answers === 'object' && typeof copy.revision === 'number';
      return whole ? (copy as LocalCopy) : undefined;
    } catch {
      return undefined;
    }
  }

  /** @returns false when the browser keeps nothing (private window, full storage) */
  write(copy: LocalCopy): boolean {
    try {
      if (this.storage === undefined) return false;
      this.storage.setItem(this.key, JSON.stringify(copy));
      return true;
    } catch {
      return false;
    }
  }

  clear(): void {
    try {
      this.storage?.removeItem(this.key);
    } catch {
      // Storage that cannot be used holds nothing to remove.
    }
  }
}

/** The browser's storage; undefined where it is switched off. */
export function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
