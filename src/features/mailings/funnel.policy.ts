import type { Role } from '../../models/codes';
import { funnelSteps, type FunnelStep } from './funnel.queries';

/**
 * Which steps may be shown by economy, sex and sector. Whom the team invited and whose mail was
 * accepted are administrative counts. So is who finished a form with names. For an anonymous form,
 * though, whether a certain person answered is what was promised not to be told: in a small group,
 * "3 invited, 3 finished" tells it, and together with the published tables it tells the answers.
 * Hiding single cells would not do, since each step bounds the next one. So for overseers all
 * steps that a respondent takes are then shown in total only. Organisers, who handle the
 * invitations, see them.
 */
export function stepsShownInGroups(facts: {
  anonymous: boolean;
  role: Role | undefined;
}): readonly FunnelStep[] {
  return facts.anonymous && facts.role === 'overseer' ? ['invited', 'accepted'] : funnelSteps;
}

/**
 * What people behind the open link said of themselves is part of their answers. Organisers may
 * see it as it is; overseers see only how many they are, and so does everybody for anonymous
 * forms, whose answers do not say by which link they came.
 */
export function openLinkGroupsShown(facts: {
  anonymous: boolean;
  role: Role | undefined;
}): boolean {
  return !facts.anonymous && facts.role !== 'overseer';
}
