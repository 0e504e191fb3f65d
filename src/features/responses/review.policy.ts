import type { Review } from '../../models/codes';
import { asksForStories, storyRounds } from '../surveys/story-rounds';

/** What an organiser can decide about a response. */
export const decisions = [
  'publish',
  'approve',
  'return',
  'expire',
  'close',
  'reopen',
  'assign',
  'unassign',
  'invalidate',
  'validate',
] as const;
export type Decision = (typeof decisions)[number];

export const decisionLabels: Record<Decision, string> = {
  publish: 'Publish',
  approve: 'Approve',
  return: 'Return for correction',
  expire: 'Mark as expired',
  close: 'Mark as closed',
  reopen: 'Take back the decision',
  assign: 'Assign to the report',
  unassign: 'Take out of the report',
  invalidate: 'Mark as invalid',
  validate: 'Mark as valid again',
};

/** Decisions that are worth nothing to a later reader without their reason. Stories alone are approved. */
export function needsReason(decision: Decision): boolean {
  return decision === 'return' || decision === 'invalidate' || decision === 'approve';
}

export interface ReviewedResponse {
  form: string;
  review: Review;
  valid: boolean;
  assignedToReport: boolean;
}

/**
 * The decisions that are open now. Invitations for collaboration are published, then expire or
 * close; stories are approved, and those of the round for the report assigned to it; every response
 * can be ruled out.
 */
export function decisionsFor(response: ReviewedResponse): Decision[] {
  const { form, review, valid } = response;
  if (!valid) return ['validate'];
  if (form === 'collaboration_invitation') {
    const next: Record<Review, Decision[]> = {
      submitted: ['publish', 'return'],
      returned: ['publish', 'reopen'],
      published: ['expire', 'close', 'reopen'],
      expired: ['publish', 'reopen'],
      closed: ['publish', 'reopen'],
      approved: ['publish', 'reopen'],
    };
    return [...next[review], 'invalidate'];
  }
  if (asksForStories(form)) {
    if (review !== 'approved') {
      const back: Decision[] = review === 'submitted' ? ['return'] : ['reopen'];
      return ['approve', ...back, 'invalidate'];
    }
    const report: Decision[] =
      form === storyRounds.report ? [response.assignedToReport ? 'unassign' : 'assign'] : [];
    return [...report, 'reopen', 'invalidate'];
  }
  return ['invalidate'];
}

/** The columns a decision changes. Taking an approval back takes a story out of the report too. */
export function effectOf(decision: Decision): Partial<Omit<ReviewedResponse, 'form'>> {
  const effects: Record<Decision, Partial<Omit<ReviewedResponse, 'form'>>> = {
    publish: { review: 'published' },
    approve: { review: 'approved' },
    return: { review: 'returned', assignedToReport: false },
    expire: { review: 'expired' },
    close: { review: 'closed' },
    reopen: { review: 'submitted', assignedToReport: false },
    assign: { assignedToReport: true },
    unassign: { assignedToReport: false },
    invalidate: { valid: false },
    validate: { valid: true },
  };
  return effects[decision];
}
