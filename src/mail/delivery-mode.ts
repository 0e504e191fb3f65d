export type DeliveryMode = 'smtp' | 'files';

let mode: DeliveryMode = 'files';

/** Set when the outbox starts. */
export function setDeliveryMode(value: DeliveryMode): void {
  mode = value;
}

/** Whether mails leave by a mail server or, since none is configured, are kept as files. */
export function deliveryMode(): DeliveryMode {
  return mode;
}
