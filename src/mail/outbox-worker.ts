import { randomUUID } from 'node:crypto';
import { setTimeout as pauseFor } from 'node:timers/promises';
import type { Config } from '../config';
import { isPostgres } from '../db/transaction';
import { now } from '../lib/clock';
import { logger } from '../lib/logger';
import { Project, type Message } from '../models';
import { setDeliveryMode, setSender } from './delivery-mode';
import { fileTransport } from './file-transport';
import {
  claimDue,
  keepClaims,
  markContentBegins,
  nextAttemptAfter,
  recoverAbandoned,
  settle,
  somethingIsDue,
  type Settlement,
} from './message-states';
import { listenToNudges } from './nudge';
import { sendableMail, type Sender } from './sendable-mail';
import { smtpLanes, smtpTransport } from './smtp-transport';
import type { Delivery, Outcome, Transport } from './transport';

const second = 1000;
const pollEvery = 5 * second;
const keepClaimsEvery = 20 * second;
/** A claim that nobody has renewed for so long belongs to a process that is gone. */
const claimsLast = 90 * second;
/** One attempt as a whole, however slowly a server answers. */
const longestAttempt = 180 * second;
const stoppingTakesAtMost = 8 * second;

export interface OutboxWorker {
  /** Resolves when nothing that could be sent now is left: all else waits for its time. */
  drain: () => Promise<void>;
  /** Lets what is on its way finish, for some seconds, and takes up nothing new. */
  stop: () => Promise<void>;
}

/** Sends what stands in the outbox, from now on: at once after a nudge, else every 5 seconds. */
export function startOutboxWorker(config: Config, transport?: Transport): OutboxWorker {
  const smtp = config.smtpUrl !== undefined;
  setDeliveryMode(smtp ? 'smtp' : 'files');
  setSender(config.mailFrom);
  const worker = new Outbox(
    transport ??
      (config.smtpUrl === undefined
        ? fileTransport(config.dataDir)
        : smtpTransport(config.smtpUrl)),
    { from: config.mailFrom, perMinute: smtp ? config.mailPerMinute : Number.MAX_SAFE_INTEGER },
  );
  return worker.start();
}

class Outbox {
  private readonly name = randomUUID();
  private readonly underWay = new Map<number, Promise<void>>();
  private readonly giveUp = new AbortController();
  private readonly drains = new Set<() => void>();
  private wake: () => void = () => undefined;
  private nudged = false;
  private stopped = false;
  /** Attempts in a row that did not reach the server, and until when no other is made. */
  private unreachable = { times: 0, until: 0 };
  private recoveredAt = 0;

  constructor(
    private readonly transport: Transport,
    private readonly settings: { from: string; perMinute: number },
  ) {}

  start(): OutboxWorker {
    const stopListening = listenToNudges(() => {
      this.nudge();
    });
    const keeping = setInterval(() => {
      if (this.underWay.size > 0)
        void this.guarded(() => keepClaims(this.name, [...this.underWay.keys()]));
    }, keepClaimsEvery);
    const running = this.run();
    return {
      drain: () =>
        new Promise((resolve) => {
          this.drains.add(resolve);
          this.nudge();
        }),
      stop: async () => {
        this.stopped = true;
        stopListening();
        this.nudge();
        const late = setTimeout(() => {
          this.giveUp.abort();
        }, stoppingTakesAtMost);
        await running;
        await Promise.all(this.underWay.values());
        clearTimeout(late);
        clearInterval(keeping);
        this.transport.close();
      },
    };
  }

  private nudge(): void {
    this.nudged = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.nudged = false;
      const wait = await this.guarded(() => this.round());
      if (wait !== 0) await this.sleep(wait ?? pollEvery);
    }
    this.resolveDrains([...this.drains]);
  }

  /** Claims and starts what it may. Returns for how long nothing else can be done. */
  private async round(): Promise<number> {
    // Who asks while this round looks around is answered by the next one.
    const waiting = [...this.drains];
    await this.recover();
    const free = this.freeLanes();
    if (free === 0) return pollEvery;
    const pause = this.unreachable.until - Date.now();
    if (pause > 0 || !(await somethingIsDue())) {
      if (this.underWay.size === 0) this.resolveDrains(waiting);
      return pause > 0 ? Math.min(pause, pollEvery) : pollEvery;
    }
    const { messages, limited } = await claimDue(this.name, free, this.settings.perMinute);
    const sender = messages.length > 0 ? await this.sender() : undefined;
    if (sender !== undefined) for (const message of messages) this.begin(message, sender);
    return limited ? second : 0;
  }

  private async recover(): Promise<void> {
    const time = now().getTime();
    if (this.recoveredAt > time - claimsLast / 2) return;
    // A SQLite file belongs to one process: what it finds "sending" at its start was abandoned.
    const alone = this.recoveredAt === 0 && !isPostgres();
    this.recoveredAt = time;
    await recoverAbandoned(new Date(alone ? time + second : time - claimsLast));
  }

  /** While the server cannot be reached, one message tries it for all. */
  private freeLanes(): number {
    const lanes = this.unreachable.times > 0 ? 1 : smtpLanes;
    return Math.max(0, lanes - this.underWay.size);
  }

  private async sender(): Promise<Sender> {
    const project = await Project.findByPk(1, { rejectOnEmpty: true, logging: false });
    const replyTo = project.contactEmail === '' ? undefined : project.contactEmail;
    return { from: this.settings.from, replyTo };
  }

  private begin(message: Message, sender: Sender): void {
    const sending = this.guarded(() => this.send(message, sender)).then(() => {
      this.underWay.delete(message.id);
      this.nudge();
    });
    this.underWay.set(message.id, sending);
  }

  private async send(message: Message, sender: Sender): Promise<void> {
    const outcome = await this.attempt(message, sender);
    this.noteReachability(outcome);
    await this.settle(message, settlementOf(outcome, message.attempts));
    if (outcome.kind !== 'sent') {
      logger.warn({ message: message.id, outcome: outcome.kind }, 'a mail was not sent');
    }
  }

  private async attempt(message: Message, sender: Sender): Promise<Outcome> {
    let mail: Delivery['mail'];
    try {
      mail = sendableMail(message, sender);
    } catch (error) {
      // A row that cannot become a mail must not come back for ever.
      const reason = `This message cannot be written: ${(error as Error).message}`;
      return { kind: 'not_sent', reason, permanent: true, unreachable: false };
    }
    return this.transport.deliver({
      id: message.id,
      mail,
      beforeContent: () => markContentBegins(message.id, this.name),
      signal: AbortSignal.any([this.giveUp.signal, AbortSignal.timeout(longestAttempt)]),
    });
  }

  /** Tried again for a while: without it, a mail that was sent would be called uncertain. */
  private async settle(message: Message, settlement: Settlement): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await settle(message.id, this.name, settlement);
        return;
      } catch (error) {
        if (tries === 5 || this.stopped) throw error;
        await pauseFor(2 * second);
      }
    }
  }

  private noteReachability(outcome: Outcome): void {
    const failed = outcome.kind === 'not_sent' && outcome.unreachable;
    const times = failed ? this.unreachable.times + 1 : 0;
    const pause = Math.min(600, 15 * 2 ** (times - 1)) * second;
    this.unreachable = { times, until: failed ? Date.now() + pause : 0 };
  }

  private sleep(milliseconds: number): Promise<void> {
    if (this.nudged) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done(): void {
        clearTimeout(timer);
        resolve();
      }
      this.wake = done;
    });
  }

  private resolveDrains(waiting: (() => void)[]): void {
    for (const resolve of waiting) {
      this.drains.delete(resolve);
      resolve();
    }
  }

  /** A database that is locked or full must not end the worker: it tries again later. */
  private async guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      logger.error({ err: error }, 'the outbox met an error');
      return undefined;
    }
  }
}

function settlementOf(outcome: Outcome, attempts: number): Settlement {
  const reply = outcome.reason;
  if (outcome.kind !== 'not_sent') return { status: outcome.kind, reply };
  const nextAttemptAt = outcome.permanent ? undefined : nextAttemptAfter(attempts);
  return nextAttemptAt === undefined
    ? { status: 'failed', reply }
    : { status: 'queued', reply, nextAttemptAt };
}
