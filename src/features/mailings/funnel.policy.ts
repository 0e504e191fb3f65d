import type { Role } from '../../models/codes';
import { funnelSteps, type FunnelStep } from './funnel.queries';

/**
 * Which steps may be shown, in total and by economy, sex and sector. Whom the team invited and whose
 * mail was accepted are administrative counts. How many started and finished are counts of answers:
 * overseers see those as they were released, since a live one beside a released table would tell of
 * the few people between the two. Nobody answers without opening, so in a small group that step tells
 * nearly as much, and is shown to them in total only. Organisers, who handle the invitations, see all
 * of it.
 */
export function stepsShown(role: Role | undefined): {
  total: readonly FunnelStep[];
  groups: readonly FunnelStep[];
} {
  if (role !== 'overseer') return { total: funnelSteps, groups: funnelSteps };
  return { total: ['invited', 'accepted', 'opened'], groups: ['invited', 'accepted'] };
}

/**
 * What people behind the open link said of themselves is part of their answers. Organisers may see it
 * as it is, though not for anonymous forms, whose answers do not say by which link they came.
 * Overseers are not even told how many they are: that is a live count of answers.
 */
export function openLinkShown(facts: {
  anonymous: boolean;
  role: Role | undefined;
}): 'nothing' | 'total' | 'groups' {
  if (facts.role === 'overseer') return 'nothing';
  return facts.anonymous ? 'total' : 'groups';
}
