import type { Tx } from '../../../db/transaction';
import { ValidationError } from '../../../lib/errors';
import { Economy, type Person, type Registration } from '../../../models';
import type { Funding } from '../../../models/codes';
import { fundingsFor } from './funding';
import { fundingLabel } from './registration-words';

/**
 * Keeps the category that the person tells; once the team has confirmed one, only the team
 * changes it. Both rows must be locked.
 * @param told undefined when the form did not ask; null when nothing is known yet
 * @returns what changed, for the audit trail
 * @throws ValidationError on `fundingTold`
 */
export async function tellFunding(
  tx: Tx,
  { registration, person }: { registration: Registration; person: Person },
  told: Funding | null | undefined,
): Promise<{ fundingTold?: [Funding | null, Funding | null] }> {
  if (told === undefined || registration.role === 'organising_team') return {};
  const { funding, fundingTold: before } = registration;
  if (funding !== null) {
    if (told === null || told === funding) return {};
    throw new ValidationError({
      fundingTold: `The team has confirmed: ${fundingLabel(funding)}. To have another category, please write to the contact on this page.`,
    });
  }
  if (told === before) return {};
  const economy =
    person.economyCode === null
      ? null
      : await Economy.findByPk(person.economyCode, { transaction: tx });
  if (told !== null && !fundingsFor(person, economy).includes(told)) {
    throw new ValidationError({
      fundingTold: 'This category does not apply to your economy. Please choose from the list.',
    });
  }
  await registration.update({ fundingTold: told }, { transaction: tx });
  return { fundingTold: [before, told] };
}
