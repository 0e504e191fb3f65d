import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';
import type { Transport } from './transport';

/** How the reply of a message begins that went into a file. */
export const keptAsFileReply = 'kept as file';

/** Where messages are kept when no mail server is configured. */
export function mailFolder(dataDir: string): string {
  return path.join(dataDir, 'mail');
}

/** The file of one message in that folder. */
export function mailFileName(messageId: number): string {
  return `${String(messageId).padStart(6, '0')}.eml`;
}

/**
 * Without a mail server each message becomes one .eml file that any mail program opens. Writing
 * the same message again replaces its file, so a crash never leaves two of them.
 */
export function fileTransport(dataDir: string): Transport {
  const folder = mailFolder(dataDir);
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });
  return {
    deliver: async ({ id, mail }) => {
      const name = mailFileName(id);
      const unfinished = path.join(folder, `.${name}`);
      try {
        const { message } = await composer.sendMail(mail);
        await mkdir(folder, { recursive: true });
        // The file holds the recipient's personal link.
        await writeFile(unfinished, message, { mode: 0o600 });
        await rename(unfinished, path.join(folder, name));
        return { kind: 'sent', reason: `${keptAsFileReply} mail/${name}` };
      } catch (error) {
        // Half a mail holds a link, too, and takes room where there may be none.
        await rm(unfinished, { force: true }).catch(() => undefined);
        const reason = `The file could not be written: ${(error as Error).message}`;
        return { kind: 'not_sent', reason, permanent: false, unreachable: true };
      }
    },
    close: () => undefined,
  };
}
