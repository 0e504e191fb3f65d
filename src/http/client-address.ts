import { isIPv6 } from 'node:net';
import type { Request } from 'express';

/**
 * The address that limits are counted by: IPv4 as it is, IPv6 by its /64, since one line
 * is given that whole range and could otherwise try from a new address each time.
 */
export function clientAddress(req: Request): string {
  return countedAddress(req.ip ?? 'unknown');
}

/** @param address IPv4 or IPv6 text, with or without a zone ("fe80::1%eth0") */
export function countedAddress(address: string): string {
  const [plain = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...right];
  const network = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}
