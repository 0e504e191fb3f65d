import type { Model, PageModel } from 'survey-core';
import { ServerError, type AnswerServer, type Problem, type ServerState } from './answer-server';
import { sameValue, type Answers } from './answers';
import { answersToSend } from './answers-to-send';
import { DraftKeeper, type SaveStatus } from './draft-keeper';
import type { LocalCopy, LocalStore } from './local-copy';
import { chooseAnswers, mergeAnswers, type Conflict } from './merge-answers';
import { showProblems } from './show-problems';
import { newUuid } from './uuid';

/** What the page around the form shows. */
export interface View {
  status: SaveStatus;
  keptHere: boolean;
  /** From 1. */
  page: number;
  pages: number;
  restored: boolean;
  sending: 'no' | 'sending' | 'again';
  problems: Problem[];
  conflicts: Conflict[];
  /** The answers were sent by another device meanwhile. */
  sentElsewhere: boolean;
}

interface Start {
  model: Model;
  definition: object;
  language: string;
  server: AnswerServer;
  store: LocalStore;
  state: ServerState;
  local: LocalCopy | undefined;
  typed: Answers;
  versionId: number;
  /** Called when everything is sent. */
  onSent: () => void;
  /** Called when the server works on another version of the form. */
  onOtherVersion: () => void;
}

const firstRetry = 2_000;
const longestRetry = 20_000;

/** One person answering one form in one window: the form, what is saved of it, and the sending. */
export class AnsweringSession {
  readonly model: Model;
  private readonly keeper: DraftKeeper;
  private readonly listeners = new Set<() => void>();
  private elsewhere: ServerState | undefined;
  private merged: Answers = {};
  private submissionId: string | undefined;
  private retryNow: (() => void) | undefined;
  private filling = false;
  view: View;

  constructor(private readonly start: Start) {
    const { model, server, store, state, local, versionId } = start;
    this.model = model;
    this.view = {
      status: { kind: 'idle' },
      keptHere: true,
      page: 1,
      pages: model.visiblePages.length,
      restored: local !== undefined,
      sending: 'no',
      problems: [],
      conflicts: [],
      sentElsewhere: false,
    };
    this.keeper = new DraftKeeper(
      server,
      store,
      {
        status: (status, keptHere) => {
          this.show({ status, keptHere });
        },
        changedElsewhere: (other) => {
          this.resolve(other);
        },
        online: () => navigator.onLine,
      },
      { revision: state.revision, answers: state.answers, sent: state.sent, versionId },
    );
    this.begin();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private begin(): void {
    const { model, state, local, typed } = this.start;
    model.onValueChanged.add(() => {
      this.changed();
    });
    model.onCurrentPageChanged.add(() => {
      this.changed();
    });
    model.onVisibleChanged.add(() => {
      this.show({ pages: model.visiblePages.length });
    });
    model.onCompleting.add((_sender, options) => {
      options.allow = false;
      if (!this.filling) void this.send();
    });
    const found =
      local === undefined
        ? { answers: state.answers, conflicts: [] }
        : mergeAnswers(local.base, local.answers, state.answers);
    this.fill({ ...found.answers, ...typed });
    this.goTo(local?.page ?? state.page);
    if (state.savedAt !== null && local === undefined) {
      this.show({ status: { kind: 'saved', at: new Date(state.savedAt) } });
    }
    if (found.conflicts.length > 0) this.ask(state, found.answers, found.conflicts);
    else this.changed();
  }

  private fill(answers: Answers): void {
    this.filling = true;
    this.model.data = structuredClone(answers);
    this.filling = false;
  }

  private goTo(index: number): void {
    const page = this.model.pages[index];
    if (page?.isVisible) this.model.currentPage = page;
    this.keeper.atPage(this.pageIndex());
    this.show({
      page: this.model.currentPageNo + 1,
      pages: this.model.visiblePages.length,
    });
  }

  private pageIndex(): number {
    return Math.max(0, this.model.pages.indexOf(this.model.currentPage as PageModel));
  }

  private changed(): void {
    if (this.filling) return;
    this.keeper.change(structuredClone(this.model.data as Answers), this.pageIndex());
    const { page, pages, problems } = this.view;
    const now = { page: this.model.currentPageNo + 1, pages: this.model.visiblePages.length };
    if (now.page !== page || now.pages !== pages) this.show(now);
    if (problems.length > 0 && now.page !== page) this.show({ problems: [] });
  }

  private show(part: Partial<View>): void {
    this.view = { ...this.view, ...part };
    for (const listener of this.listeners) listener();
  }

  /** Another window or device saved or sent something else. */
  private resolve(other: ServerState): void {
    if (other.versionId !== this.start.versionId) {
      this.start.onOtherVersion();
      return;
    }
    const agreed = this.keeper.state;
    const mine = this.model.data as Answers;
    if (other.sent !== agreed.sent) {
      this.elsewhere = other;
      if (sameValue(mine, other.answers)) this.seeReceipt();
      else this.show({ sentElsewhere: true, sending: 'no' });
      return;
    }
    const { answers, conflicts } = mergeAnswers(agreed.answers, mine, other.answers);
    if (conflicts.length > 0) this.ask(other, answers, conflicts);
    else this.take(other, answers);
  }

  private ask(other: ServerState, answers: Answers, conflicts: Conflict[]): void {
    this.elsewhere = other;
    this.merged = answers;
    this.show({ conflicts, sending: 'no' });
    void this.keeper.pause();
  }

  private take(other: ServerState, answers: Answers): void {
    this.fill(answers);
    this.submissionId = undefined;
    this.keeper.rebase(
      {
        revision: other.revision,
        answers: other.answers,
        sent: other.sent,
        versionId: this.start.versionId,
      },
      structuredClone(this.model.data as Answers),
    );
    this.show({
      conflicts: [],
      sentElsewhere: false,
      sending: 'no',
      page: this.model.currentPageNo + 1,
      pages: this.model.visiblePages.length,
    });
  }

  /** The person chose between the two devices. @param theirs questions that take the other value */
  choose(theirs: ReadonlySet<string>): void {
    if (this.elsewhere === undefined) return;
    this.take(this.elsewhere, chooseAnswers(this.merged, this.view.conflicts, theirs));
  }

  /** The person goes on with what is here, as a correction of what was sent elsewhere. */
  correctHere(): void {
    if (this.elsewhere === undefined) return;
    const mine = this.model.data as Answers;
    const { answers, conflicts } = mergeAnswers(
      this.keeper.state.answers,
      mine,
      this.elsewhere.answers,
    );
    this.show({ sentElsewhere: false });
    if (conflicts.length > 0) this.ask(this.elsewhere, answers, conflicts);
    else this.take(this.elsewhere, answers);
  }

  seeReceipt(): void {
    this.keeper.finish();
    this.start.onSent();
  }

  tryNow(): void {
    this.retryNow?.();
    this.keeper.tryNow();
  }

  leave(): void {
    if (this.view.sending === 'no') this.keeper.leave();
  }

  /** Sends the answers; goes on trying with the same number until the server has spoken. */
  private async send(): Promise<void> {
    if (this.view.sending !== 'no') return;
    this.show({ sending: 'sending', problems: [] });
    await this.keeper.pause();
    // The save that was under way may have found another device's answers.
    if (this.view.conflicts.length > 0 || this.view.sentElsewhere) return;
    const { definition, language, server, versionId } = this.start;
    this.submissionId ??= newUuid();
    this.keeper.remember(this.submissionId);
    const answers = answersToSend(definition, language, this.model);
    for (let attempt = 0; ; attempt += 1) {
      const { revision, sent } = this.keeper.state;
      try {
        const submission = { submissionId: this.submissionId, answers, versionId, revision, sent };
        await server.submit(submission);
        this.seeReceipt();
        return;
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        if (!error.passes) {
          this.sendingRefused(error);
          return;
        }
      }
      this.show({ sending: 'again' });
      await this.waitToRetry(attempt);
    }
  }

  private waitToRetry(attempt: number): Promise<void> {
    return new Promise((resolve) => {
      const delay = Math.min(firstRetry * 2 ** attempt, longestRetry);
      const timer = setTimeout(resolve, delay * (0.75 + Math.random() / 2));
      this.retryNow = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private sendingRefused(error: ServerError): void {
    const { state, problems } = error.details;
    this.submissionId = undefined;
    this.show({ sending: 'no' });
    if (error.status === 409 && state !== undefined) this.resolve(state);
    else if (error.status === 403) this.show({ status: { kind: 'closed' } });
    else if (error.status === 404 || error.status === 410) this.show({ status: { kind: 'gone' } });
    else {
      const shown = problems ?? [{ question: '', path: '', message: error.message }];
      showProblems(this.model, shown);
      this.show({ problems: shown });
      this.keeper.resume();
    }
  }
}
