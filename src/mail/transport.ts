import type { SendMailOptions } from 'nodemailer';

/** How one attempt ended. `reason` is the server's reply or what went wrong, for people to read. */
export type Outcome =
  | { kind: 'sent'; reason: string }
  /**
   * Certainly not sent. `permanent`: the server will never take this message. `unreachable`: it
   * said nothing about this message, so the next one would fare the same.
   */
  | { kind: 'not_sent'; reason: string; permanent: boolean; unreachable: boolean }
  /** The content was on its way and no answer came: nobody can tell whether it arrived. */
  | { kind: 'uncertain'; reason: string };

export interface Delivery {
  /** The row of the outbox. */
  id: number;
  mail: SendMailOptions & { messageId: string };
  /**
   * Awaited when the receiving side is ready for the content, before its first byte leaves.
   * When it rejects, nothing is sent.
   */
  beforeContent: () => Promise<void>;
  /** Gives the attempt up. */
  signal: AbortSignal;
}

export interface Transport {
  /** Never throws: what goes wrong is an outcome. */
  deliver: (delivery: Delivery) => Promise<Outcome>;
  close: () => void;
}
