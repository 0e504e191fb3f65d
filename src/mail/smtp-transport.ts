import type { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import { afterFirstRead } from './gated-stream';
import { singleLine } from './plain-value';
import type { Outcome, Transport } from './transport';

const seconds = 1000;
const standardTimeouts = {
  dnsTimeout: 10 * seconds,
  connectionTimeout: 15 * seconds,
  greetingTimeout: 15 * seconds,
  socketTimeout: 60 * seconds,
};

/** How many messages are on their way at the same time, each over a connection of its own. */
export const smtpLanes = 3;

/**
 * SMTP over connections that are kept for the next message.
 * @param url smtp://user:password@host:587 or smtps://…
 * @param timeouts milliseconds; for tests
 */
export function smtpTransport(
  url: string,
  timeouts: Partial<typeof standardTimeouts> = {},
): Transport {
  const transporter = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: smtpLanes,
    maxRequeues: 1,
    ...standardTimeouts,
    ...timeouts,
  });
  const gates = new Map<string, () => Promise<void>>();
  transporter.use('stream', (mail, done) => {
    const gate = gates.get(String(mail.data.messageId));
    if (gate === undefined) {
      done(new Error('The message is not under way.'));
      return;
    }
    const { message } = mail;
    const create = message.createReadStream.bind(message);
    message.createReadStream = (options): Readable => afterFirstRead(create(options), gate);
    done();
  });
  return {
    deliver: async ({ mail, beforeContent, signal }) => {
      let contentBegan = false;
      gates.set(mail.messageId, async () => {
        // The pool may take a message up again over a new connection, but never after its
        // content began to leave over the first one.
        if (contentBegan) throw new Error('The content was already on its way.');
        await beforeContent();
        contentBegan = true;
      });
      try {
        const { response } = await transporter.sendMail({ ...mail, signal });
        return { kind: 'sent', reason: readable(response) };
      } catch (error) {
        return outcomeOf(error as SmtpError, contentBegan);
      } finally {
        gates.delete(mail.messageId);
      }
    },
    close: () => {
      transporter.close();
    },
  };
}

interface SmtpError extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
}

/**
 * A reply of 4xx or 5xx, to the envelope or to the content, says that the message was not taken.
 * Without one, it was certainly not sent as long as no byte of its content had left.
 */
function outcomeOf(error: SmtpError, contentBegan: boolean): Outcome {
  const aboutMessage = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  const reason = readable(error.message);
  const code = error.responseCode;
  if (code === 421 || (aboutMessage && code !== undefined)) {
    const permanent = aboutMessage && code >= 500 && code !== 503;
    return { kind: 'not_sent', reason, permanent, unreachable: !aboutMessage };
  }
  if (contentBegan) return { kind: 'uncertain', reason };
  // The message was refused before it went to the server: an address that cannot be written.
  return { kind: 'not_sent', reason, permanent: aboutMessage, unreachable: !aboutMessage };
}

function readable(text: string): string {
  return singleLine(text, 500);
}
