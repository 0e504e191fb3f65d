import { z } from 'zod';
import { choiceInAddress, inAddress } from '../../../http/address-filter';
import { parseInput } from '../../../lib/parse-input';
import { registrationRoles, type RegistrationRole } from '../../../models/codes';

const filter = z.object({
  day: inAddress(z.coerce.number().int().min(1).max(99)),
  role: choiceInAddress(registrationRoles),
  economy: inAddress(z.string().length(3)),
  only: choiceInAddress(['new']),
  attending: choiceInAddress(['all']),
  size: z.enum(['eight', 'a6']).catch('eight'),
});

export interface BadgeFilter {
  day: number | undefined;
  role: RegistrationRole | undefined;
  economy: string | undefined;
  /** Those not yet marked as printed. */
  onlyNew: boolean;
  /** Besides those who come also those who chose to take part online. */
  withOnline: boolean;
  /** Eight on an A4 sheet, or four of A6. */
  size: 'eight' | 'a6';
}

/** The choice out of an address; what it does not understand is left out. */
export function parseBadgeFilter(query: unknown): BadgeFilter {
  const { day, role, economy, only, attending, size } = filter.parse(query);
  const withOnline = attending === 'all';
  return { day, role, economy, onlyNew: only === 'new', withOnline, size };
}

const printed = z.object({
  ids: z
    .string()
    .regex(/^\d{1,10}(,\d{1,10}){0,4999}$/, 'No badge is named.')
    .transform((text) => text.split(',').map(Number)),
});

/** Registrations whose badges were printed. @throws ValidationError */
export function parsePrinted(body: unknown): number[] {
  return parseInput(printed, body).ids;
}
