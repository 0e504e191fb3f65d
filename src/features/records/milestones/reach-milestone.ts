import type { Actor } from '../../../audit/record-audit-event';
import type { ReachedInput } from './milestone.input';
import { markReached } from './write-milestone';

export async function reachMilestone(actor: Actor, id: number, input: ReachedInput): Promise<void> {
  await markReached(actor, id, input);
}
