import type { Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { AppError, ConflictError } from '../../../lib/errors';
import type { InvitationContent, InvitationSelection } from './invitation.input';
import { resolveInvitees } from './invitation.queries';
import { inviteToRegister } from './invite-to-register';
import { isOpen } from './registration.policy';
import { readWorkshopFacts } from './workshop-facts';

/**
 * Invites everybody on a list: registrations, mails and lines of the audit trail in one
 * transaction. The list is resolved again and must be the one that was shown; who is invited is on
 * no such list any more, so neither a second click nor a second organiser sends anything twice.
 * @returns how many
 * @throws ConflictError `list_changed`, `registration_closed`; AppError 422 when nobody is on it
 */
export async function sendInvitations(
  actor: Actor,
  order: { selection: InvitationSelection; content: InvitationContent; shown: string },
): Promise<number> {
  return inTransaction(async (tx) => {
    const workshop = await readWorkshopFacts(tx);
    if (!isOpen(workshop)) {
      throw new ConflictError(
        'The registration is closed, so nobody could answer. Set a later closing time first.',
        'registration_closed',
      );
    }
    const { invitees, digest } = await resolveInvitees(order.selection, tx);
    if (digest !== order.shown) {
      throw new ConflictError(
        `The list has changed since it was shown: it now holds ${invitees.length === 1 ? '1 person' : `${invitees.length} people`}. Nothing was sent. Please look through the new list below.`,
        'list_changed',
      );
    }
    if (invitees.length === 0) {
      throw new AppError(422, 'nobody', 'Nobody is on this list, so nothing was sent.');
    }
    const { role, funding, note } = order.content;
    // By number, so that two lists that share people wait for each other in one order.
    for (const { personId } of [...invitees].sort((a, b) => a.personId - b.personId)) {
      const invited = { personId, role, funding, note, origin: 'invitation' as const };
      await inviteToRegister(tx, actor, invited, workshop);
    }
    return invitees.length;
  });
}
