import { systemActor } from '../../../src/audit/record-audit-event';
import { publishSurvey } from '../../../src/features/surveys/publish-survey';
import { findSurvey } from '../../../src/features/surveys/surveys.queries';
import { loadVersion, type LoadedVersion } from '../../../src/features/surveys/survey-cache';
import { newNonce } from '../../../src/lib/link-tokens';
import { Person, type Invitation, type Survey } from '../../../src/models';
import type { Answers } from '../../../src/survey-engine/answers';
import { generateAnswers } from '../../../src/survey-engine/generate-answers';
import { invitationFor } from '../../harness/invitation';
import { seeded } from '../../harness/seeded';

export interface OpenSurvey {
  survey: Survey;
  version: LoadedVersion;
}

/** A form of the product, published and open. */
export async function openSurvey(form: string): Promise<OpenSurvey> {
  const { draftRevision } = await findSurvey(form);
  const { id } = await publishSurvey(systemActor, form, draftRevision);
  return { survey: await findSurvey(form), version: await loadVersion(id) };
}

/** A new person with an invitation, and the token of their link. */
export async function invite(
  survey: Survey,
  email: string | null = `${newNonce().toLowerCase()}@cluster.example`,
): Promise<{ token: string; invitation: Invitation; person: Person }> {
  const person = await Person.create({
    givenName: 'Ana',
    familyName: 'Lim',
    nameKey: 'ana lim',
    email,
    emailKey: email,
    affiliation: 'member_economy',
    economyCode: 'SGP',
    role: 'participant',
    language: 'en',
    origin: 'manual',
    revision: 1,
  });
  return { ...(await invitationFor(survey, person.id)), person };
}

export function validAnswers({ version }: OpenSurvey, seed: number, fixed: Answers = {}): Answers {
  return generateAnswers(version.compiled, seeded(seed), { fixed });
}
