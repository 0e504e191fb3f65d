import type { GivenConsent } from '../../people/record-consents';
import { registrationPromise } from '../../people/retention/retention-promises';

/** Where consents of the registration are noted as given. */
export const consentSource = 'workshop_registration';

/** What people are asked at the registration, in the words they see. */
export const registrationConsents = [
  {
    kind: 'data_use',
    field: 'dataUse',
    required: true,
    wording: `I agree that the project team uses these details to run the workshop and to count who took part, by economy, sex and sector. ${registrationPromise.words} and then erased; counts without names are kept.`,
  },
  {
    kind: 'participant_list',
    field: 'participantList',
    required: false,
    wording:
      'My name, position, organisation and economy may stand in the list that participants of the workshop receive.',
  },
  {
    kind: 'photographs',
    field: 'photographs',
    required: false,
    wording: 'Photographs of the workshop that show me may be published by the project.',
  },
] as const;

export type ConsentField = (typeof registrationConsents)[number]['field'];

/** What was agreed to and what was refused, to be kept with the words. */
export function givenConsents(input: Record<ConsentField, boolean>): GivenConsent[] {
  return registrationConsents.map(({ kind, field, wording }) => ({
    kind,
    given: input[field],
    wording,
  }));
}
