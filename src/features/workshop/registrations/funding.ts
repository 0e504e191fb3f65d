import type { Economy, Person } from '../../../models';
import { fundings, type Funding } from '../../../models/codes';

/** A person is funded under one category only: what the team confirmed, else what they told. */
export interface FundingFacts {
  funding: Funding | null;
  fundingTold: Funding | null;
}

/** `told`: by the person, while the team has not confirmed a category. */
export type FundingState = 'confirmed' | 'told' | 'none';

export function fundingOf({ funding, fundingTold }: FundingFacts): {
  category: Funding | null;
  state: FundingState;
} {
  if (funding !== null) return { category: funding, state: 'confirmed' };
  return { category: fundingTold, state: fundingTold === null ? 'none' : 'told' };
}

/**
 * The categories that somebody may tell: APEC pays for people of travel-eligible economies, an
 * economy for its own people. The team may confirm any.
 */
export function fundingsFor(
  person: Pick<Person, 'economyCode'>,
  economy: Pick<Economy, 'travelEligible'> | null,
): Funding[] {
  return fundings.filter(
    (funding) =>
      (funding !== 'apec_funded' || economy?.travelEligible === true) &&
      (funding !== 'own_economy' || person.economyCode !== null),
  );
}
