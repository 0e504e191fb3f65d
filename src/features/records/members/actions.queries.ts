import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import type { MemberActionKind } from '../../../models/codes';

/** Something a member of PPSTI did after the workshop. */
export interface ActionRow {
  personId: number;
  kind: MemberActionKind;
  actedOn: string;
  /** Id of the note of organisers; null for what answers and comments show by themselves. */
  actionId: number | null;
  note: string;
}

/**
 * One row an action of a member of PPSTI after a day: valid answers given by name, comments on
 * drafts, and what organisers have noted. Erased members stay, as their rows do.
 */
export const actionsOfMembers = `actions AS (
  SELECT a.person_id, a.kind, a.acted_on, a.id AS action_id, a.note
  FROM member_actions a WHERE a.acted_on > :lastDay
  UNION ALL
  SELECT c.person_id, CASE WHEN c.draft = 'blueprint' THEN 'blueprint' ELSE 'comment' END,
    c.received_on, NULL, ''
  FROM draft_comments c WHERE c.person_id IS NOT NULL AND c.received_on > :lastDay
  UNION ALL
  SELECT r.person_id, 'survey', r.submitted_on, NULL, ''
  FROM people m JOIN responses r ON r.person_id = m.id
  WHERE m.role = 'ppsti_member' AND r.valid AND r.submitted_on > :lastDay
), member_actions_after AS (
  SELECT x.* FROM actions x JOIN people p ON p.id = x.person_id AND p.role = 'ppsti_member'
)`;

/** @param lastDay the last day of the workshop, YYYY-MM-DD */
export function listActions(lastDay: string): Promise<ActionRow[]> {
  return db().query<ActionRow>(
    `WITH ${actionsOfMembers}
     SELECT person_id AS "personId", kind, acted_on AS "actedOn", action_id AS "actionId", note
     FROM member_actions_after ORDER BY acted_on, kind, action_id`,
    { type: QueryTypes.SELECT, replacements: { lastDay } },
  );
}
