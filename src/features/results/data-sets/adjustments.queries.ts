import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { DayNote } from '../../../models';
import type { AdjustmentKind } from '../../../models/codes';

/** A line of the log. */
export interface ListedAdjustment {
  id: number;
  responseId: string;
  /** When the answers were received; null when they are erased. */
  receivedOn: string | null;
  kind: AdjustmentKind;
  /** Names of the questions whose answers changed. */
  questions: string[];
  reason: string;
  /** Null: the respondent. */
  madeBy: string | null;
  madeAt: Date;
  dayNoteId: number | null;
  dayNumber: number | null;
  dayNote: string | null;
}

/** Everything that changed in frozen answers of a form, oldest first. */
export async function listAdjustments(surveyId: number): Promise<ListedAdjustment[]> {
  const rows = await db().query<{
    id: number;
    response_id: string;
    submitted_on: string | null;
    kind: AdjustmentKind;
    changed_questions: string;
    reason: string;
    made_by: string | null;
    made_at: string | Date;
    day_note_id: number | null;
    day_number: number | null;
    text: string | null;
  }>(
    `SELECT a.id, a.response_id, r.submitted_on, a.kind, a.changed_questions, a.reason,
       u.name AS made_by, a.made_at, a.day_note_id, n.day_number, n.text
     FROM answer_adjustments a LEFT JOIN responses r ON r.id = a.response_id
     LEFT JOIN users u ON u.id = a.made_by LEFT JOIN day_notes n ON n.id = a.day_note_id
     WHERE a.survey_id = :surveyId ORDER BY a.id`,
    { type: QueryTypes.SELECT, replacements: { surveyId } },
  );
  return rows.map((row) => ({
    id: row.id,
    responseId: row.response_id,
    receivedOn: row.submitted_on,
    kind: row.kind,
    questions: JSON.parse(row.changed_questions) as string[],
    reason: row.reason,
    madeBy: row.made_by,
    madeAt: new Date(row.made_at),
    dayNoteId: row.day_note_id,
    dayNumber: row.day_number,
    dayNote: row.text,
  }));
}

/** Notes of the workshop's days that ask for adjustments of survey results. */
export async function listAdjustmentNotes(): Promise<DayNote[]> {
  return DayNote.findAll({ where: { kind: 'survey_adjustment' }, order: ['dayNumber', 'id'] });
}
