import { linkToken, newNonce } from '../../src/lib/link-tokens';
import { hashToken } from '../../src/lib/tokens';
import { Invitation, type Survey } from '../../src/models';

/** An invitation as a mailing makes it, put straight into the database, and its link's token. */
export async function invitationFor(
  survey: Survey,
  personId: number,
): Promise<{ invitation: Invitation; token: string }> {
  const invitation = await Invitation.create({
    surveyId: survey.id,
    personId,
    tokenHash: newNonce(),
  });
  const token = linkToken(`invitation:${invitation.id}`);
  return { invitation: await invitation.update({ tokenHash: hashToken(token) }), token };
}
