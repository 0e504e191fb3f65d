import { z } from 'zod';
import { economies } from '../workshop/economies';

const codes = economies.map(({ code }) => code);

export function isMemberEconomy(code: string): boolean {
  return codes.includes(code);
}

/** The code of one of the 21 member economies. */
export function memberEconomy(message: string) {
  return z.enum(codes, message);
}

export const economyOptions = economies.map(({ code, name }) => ({ value: code, label: name }));
