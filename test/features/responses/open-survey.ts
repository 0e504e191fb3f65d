import { systemActor } from '../../../src/audit/record-audit-event';
import { publishSurvey } from '../../../src/features/surveys/publish-survey';
import { findSurvey } from '../../../src/features/surveys/surveys.queries';
import { loadVersion, type LoadedVersion } from '../../../src/features/surveys/survey-cache';
import { linkToken, newNonce } from '../../../src/lib/link-tokens';
import { hashToken } from '../../../src/lib/tokens';
import { Invitation, Person, type Survey } from '../../../src/models';
import type { Answers } from '../../../src/survey-engine/answers';
import { generateAnswers } from '../../../src/survey-engine/generate-answers';

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
  const invitation = await Invitation.create({
    surveyId: survey.id,
    personId: person.id,
    tokenHash: newNonce(),
  });
  const token = linkToken(`invitation:${invitation.id}`);
  await invitation.update({ tokenHash: hashToken(token) });
  return { token, invitation, person };
}

/** Repeatable random numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function validAnswers({ version }: OpenSurvey, seed: number, fixed: Answers = {}): Answers {
  return generateAnswers(version.compiled, seeded(seed), { fixed });
}
