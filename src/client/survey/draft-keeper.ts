import { ServerError, type AnswerServer, type Problem, type ServerState } from './answer-server';
import { sameValue, type Answers } from './answers';
import type { LocalStore } from './local-copy';

export type SaveStatus =
  | { kind: 'idle' | 'dirty' | 'saving' | 'offline' | 'failed' | 'too_large' | 'server_full' }
  | { kind: 'saved'; at: Date | null }
  | { kind: 'refused'; problems: Problem[] }
  | { kind: 'closed' | 'gone' };

export interface KeeperEvents {
  /** `keptHere`: whether the browser holds what the server does not have. */
  status: (status: SaveStatus, keptHere: boolean) => void;
  /** The server holds something else. Saving waits until `rebase` is called. */
  changedElsewhere: (state: ServerState) => void;
  /** What the browser believes of its connection. */
  online: () => boolean;
}

const debounce = 800;
/** Every change is on its way to the server within this time. */
const longest = 1_900;
const firstRetry = 2_000;
const longestRetry = 30_000;

/** What the keeper and the server agreed on last. */
export interface Agreed {
  revision: number;
  answers: Answers;
  sent: number | null;
  versionId: number;
}

/**
 * Brings every change to the server within two seconds, one request at a time, and keeps it in
 * the browser until it is there.
 */
export class DraftKeeper {
  private answers: Answers;
  private page = 0;
  private changedAt: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private inFlight: Promise<void> | undefined;
  private failures = 0;
  private stopped = false;
  private keptHere = true;
  private submissionId: string | undefined;

  constructor(
    private readonly server: Pick<AnswerServer, 'saveDraft' | 'saveWhileLeaving'>,
    private readonly store: Pick<LocalStore, 'write' | 'clear'>,
    private readonly events: KeeperEvents,
    private agreed: Agreed,
  ) {
    this.answers = agreed.answers;
  }

  get state(): Agreed {
    return this.agreed;
  }

  get current(): Answers {
    return this.answers;
  }

  /** Notes the answers as they stand now and saves them soon. */
  change(answers: Answers, page: number): void {
    if (sameValue(answers, this.answers) && page === this.page) return;
    this.answers = answers;
    this.page = page;
    const time = Date.now();
    this.changedAt ??= time;
    this.keepHere();
    if (this.stopped) return;
    if (this.failures === 0) {
      this.events.status({ kind: 'dirty' }, this.keptHere);
      this.schedule(Math.max(0, Math.min(debounce, this.changedAt + longest - time)));
    }
  }

  /** The page on which the person is, without a save of its own. */
  atPage(page: number): void {
    this.page = page;
  }

  /** Saves now: back online, or the person asked. */
  tryNow(): void {
    if (this.changedAt !== undefined && !this.stopped) this.schedule(0);
  }

  /** Waits until the request under way has ended; none follows before `resume`. */
  async pause(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.inFlight;
  }

  resume(): void {
    this.stopped = false;
    if (this.changedAt !== undefined) this.schedule(0);
  }

  /** The page goes away: one last try. */
  leave(): void {
    if (this.changedAt === undefined || this.stopped) return;
    this.keepHere();
    this.server.saveWhileLeaving(this.toSave());
  }

  /** Goes on from another state of the server, with these answers instead of the present ones. */
  rebase(agreed: Agreed, answers: Answers): void {
    this.agreed = agreed;
    this.answers = answers;
    this.stopped = false;
    this.failures = 0;
    if (sameValue(answers, agreed.answers)) this.settled(null);
    else {
      this.changedAt = Date.now();
      this.keepHere();
      this.schedule(0);
    }
  }

  /** Remembers a sending whose outcome is not known yet. */
  remember(submissionId: string): void {
    this.submissionId = submissionId;
    this.keepHere();
  }

  /** The answers are on the server for good: this device forgets them. */
  finish(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.changedAt = undefined;
    this.store.clear();
  }

  private keepHere(): void {
    const { revision, answers: base, sent, versionId } = this.agreed;
    this.keptHere = this.store.write({
      revision,
      base,
      sent,
      versionId,
      answers: this.answers,
      page: this.page,
      ...(this.submissionId === undefined ? {} : { submissionId: this.submissionId }),
    });
  }

  private toSave() {
    const { revision, sent, versionId } = this.agreed;
    return { revision, sent, versionId, answers: this.answers, page: this.page };
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.inFlight ??= this.save().finally(() => {
        this.inFlight = undefined;
        if (this.changedAt !== undefined && !this.stopped && this.failures === 0) {
          this.schedule(debounce);
        }
      });
    }, delay);
  }

  private async save(): Promise<void> {
    const sending = this.toSave();
    const began = this.changedAt;
    this.events.status({ kind: 'saving' }, this.keptHere);
    try {
      const { revision, savedAt } = await this.server.saveDraft(sending);
      this.failures = 0;
      this.agreed = { ...this.agreed, revision, answers: sending.answers };
      if (sameValue(this.answers, sending.answers)) this.settled(new Date(savedAt));
      else {
        this.changedAt = began === this.changedAt ? Date.now() : this.changedAt;
        this.keepHere();
      }
    } catch (error) {
      this.failed(error);
    }
  }

  private settled(at: Date | null): void {
    this.changedAt = undefined;
    this.store.clear();
    this.events.status({ kind: 'saved', at }, true);
  }

  private failed(error: unknown): void {
    this.failures += 1;
    if (!(error instanceof ServerError)) throw error;
    if (error.passes) {
      const delay = Math.min(firstRetry * 2 ** (this.failures - 1), longestRetry);
      // Not all at the same moment after the line of a whole room was down.
      this.schedule(delay * (0.75 + Math.random() / 2));
      this.events.status({ kind: this.passing(error) }, this.keptHere);
      return;
    }
    const { state, problems } = error.details;
    if (error.status === 409 && state !== undefined) {
      this.stopped = true;
      this.events.changedElsewhere(state);
      return;
    }
    if (error.status === 403 || error.status === 404 || error.status === 410) {
      this.stopped = true;
      this.events.status({ kind: error.status === 403 ? 'closed' : 'gone' }, this.keptHere);
      return;
    }
    // Only a change of the answers can help: the next one tries again.
    this.failures = 0;
    this.changedAt = undefined;
    if (error.status === 413) this.events.status({ kind: 'too_large' }, this.keptHere);
    else this.events.status({ kind: 'refused', problems: problems ?? [] }, this.keptHere);
  }

  private passing(error: ServerError): 'offline' | 'failed' | 'server_full' {
    if (error.status === 503 || error.status === 507) return 'server_full';
    return error.status === undefined && !this.events.online() ? 'offline' : 'failed';
  }
}
