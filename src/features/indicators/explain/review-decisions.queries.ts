import type { Decision as ReviewDecision } from '../../responses/review.policy';
import { asksForStories } from '../../surveys/story-rounds';
import { wasPublished } from '../count-invitations';
import { countable, inReport } from '../count-stories';
import type { Audience } from '../evidence';
import type { FeedingForm } from '../indicator';
import { personColumns, readDecided, toDecision, type Decision } from './decided-rows';

const answerNames: Record<FeedingForm, string> = {
  cluster_survey: 'An answer to the questionnaire',
  workshop_evaluation: 'An evaluation form',
  collaboration_invitation: 'An invitation',
  success_story: 'A story',
  success_story_one_year: 'A story',
};

/** Of forms without a review, only whether answers are valid changes a figure. */
const validity = `w.decision IN ('invalidate', 'validate')`;

/** The answers whose clusters stand in the evidence that readers outside the team see. */
const openAnswers: Partial<Record<string, string>> = {
  I07: wasPublished,
  I08: inReport,
  I09: countable,
};

/**
 * I01, I02, I06 to I09: decisions about answers. Those readers outside the team see name a cluster
 * only where it stands in the evidence that they see, too. Why an answer is not valid is told in words
 * about what one person answered: to the team alone.
 */
export async function reviewDecisions(
  id: string,
  form: FeedingForm,
  audience: Audience,
): Promise<Decision[]> {
  const reviewed = form === 'collaboration_invitation' || asksForStories(form);
  const open = openAnswers[id] ?? '1 = 0';
  const rows = await readDecided(
    `SELECT CASE WHEN c.name IS NOT NULL AND e.name IS NOT NULL
         AND (:isTeam = 1 OR (r.valid AND ${open}))
         THEN :name || ' of ' || c.name || ', ' || e.name ELSE :name END AS about,
       w.decision, CASE WHEN :isTeam = 1 OR :isReviewed = 1 THEN w.reason ELSE '' END AS reason,
       u.name AS decided_by, w.decided_at, c.name AS cluster, ${personColumns}
     FROM response_reviews w JOIN responses r ON r.id = w.response_id
     JOIN surveys s ON s.id = r.survey_id
     LEFT JOIN clusters c ON c.id = r.cluster_id LEFT JOIN economies e ON e.code = r.economy_code
     LEFT JOIN users u ON u.id = w.decided_by LEFT JOIN people p ON p.id = r.person_id
     WHERE s.form = :form ${reviewed ? '' : `AND ${validity}`}
     ORDER BY w.decided_at DESC, w.id DESC`,
    {
      form,
      name: answerNames[form],
      isTeam: audience === 'team' ? 1 : 0,
      isReviewed: reviewed ? 1 : 0,
    },
  );
  const decisions = rows.map((row) =>
    toDecision(row, audience, reviewWords[row.decision as ReviewDecision]),
  );
  if (audience === 'team') return decisions;
  // By name and words, not by time: neither date nor order tells when an answer came.
  return decisions
    .map((decision) => ({ ...decision, at: null }))
    .sort(
      (a, b) =>
        compare(a.about, b.about) || compare(a.decision, b.decision) || compare(a.reason, b.reason),
    );
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}

const reviewWords: Record<ReviewDecision, string> = {
  publish: 'Published',
  approve: 'Approved',
  return: 'Returned for correction',
  expire: 'Marked as expired',
  close: 'Closed',
  reopen: 'Decision taken back',
  assign: 'Assigned to the report',
  unassign: 'Taken out of the report',
  invalidate: 'Marked as invalid',
  validate: 'Marked as valid again',
};
