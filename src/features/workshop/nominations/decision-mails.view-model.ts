import type { PageLocals } from '../../../http/render';
import { deliveryMode } from '../../../mail/delivery-mode';
import { fullName } from '../../people/fold-name';
import { nameWithTitle } from './focal-page.view-model';
import { nominationStatusWords } from './nomination-words';
import type { UntoldEconomy } from './untold-decisions.queries';

/**
 * Which focal points would be told of which decisions, exactly.
 * @param ticked codes of economies; undefined: all that have somebody to tell
 */
export function decisionMailsPage(
  untold: readonly UntoldEconomy[],
  ticked?: readonly string[],
): PageLocals {
  return {
    title: 'Tell focal points about decisions',
    keptAsFiles: deliveryMode() === 'files',
    economies: untold.map(({ economy, focalPoints, decisions, digest }) => ({
      code: economy.code,
      name: economy.name,
      value: `${economy.code}:${digest}`,
      chosen: focalPoints.length > 0 && (ticked?.includes(economy.code) ?? true),
      recipients: focalPoints.map(({ person }) => ({
        name: fullName(person),
        address: person.email,
      })),
      decisions: decisions.map(({ nomination }) => ({
        name: nameWithTitle(nomination),
        status: nominationStatusWords[nomination.status],
        reason: nomination.publicReason,
      })),
    })),
  };
}
