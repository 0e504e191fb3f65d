export type DeliveryMode = 'smtp' | 'files';

let mode: DeliveryMode = 'files';

/** Set when the outbox starts. */
export function setDeliveryMode(value: DeliveryMode): void {
  mode = value;
}

let sender = { name: 'PEC', address: 'no-reply@localhost' };

/** @param from "Name <address>" or an address; set when the outbox starts */
export function setSender(from: string): void {
  const [, name = '', address = from] = /^(.*?)\s*<([^<>]+)>$/.exec(from.trim()) ?? [];
  sender = { name: name.replaceAll('"', ''), address };
}

/** From whom mails come. */
export function senderOfMails(): { name: string; address: string } {
  return sender;
}

/** Whether mails leave by a mail server or, since none is configured, are kept as files. */
export function deliveryMode(): DeliveryMode {
  return mode;
}
