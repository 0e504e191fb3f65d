import { ConflictError, ValidationError } from '../../lib/errors';
import { emailKeyOf, foldText, nameKeyOf } from './fold-name';
import type { PersonInput } from './person.input';

/** What is written by hand or by an import, besides the cluster. */
export type PersonFacts = Omit<PersonInput, 'clusterName'>;

/** The facts with the keys by which they are found. */
export function withKeys<T extends PersonFacts>(facts: T) {
  return {
    ...facts,
    nameKey: nameKeyOf(facts.givenName, facts.familyName),
    emailKey: facts.email === null ? null : emailKeyOf(facts.email),
    organisationKey: facts.organisation === null ? null : foldText(facts.organisation),
  };
}

export const duplicateEmailMessage = 'Another person has this e-mail address.';

/** Says which field is wrong when the unique key of addresses refused a write. */
export function explainDuplicateEmail(error: unknown): unknown {
  const duplicate =
    error instanceof ConflictError &&
    error.code === 'already_exists' &&
    error.details.columns === 'email_key';
  return duplicate ? new ValidationError({ email: duplicateEmailMessage }) : error;
}
