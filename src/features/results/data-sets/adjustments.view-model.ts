import { formatDate, formatDateTime } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import type { DayNote, Project, Survey } from '../../../models';
import { paths } from '../../../paths';
import type { ListedAdjustment } from './adjustments.queries';
import { adjustmentNames } from './data-set-words';

/** The log of adjustments as a page. */
export function adjustmentsPage(
  survey: Pick<Survey, 'form' | 'title'>,
  { timeZone }: Pick<Project, 'timeZone'>,
  lines: readonly ListedAdjustment[],
  notes: readonly DayNote[],
): PageLocals {
  return {
    title: `Adjustments: ${survey.title}`,
    surveyTitle: survey.title,
    form: survey.form,
    notes: notes.map(({ id, dayNumber, text }) => ({
      id,
      label: `Day ${dayNumber}: ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`,
    })),
    lines: lines.map((line) => ({
      id: line.id,
      at: formatDateTime(line.madeAt, timeZone),
      what: adjustmentNames[line.kind],
      // Erased answers, whose row may still count by its codes, lead to nobody.
      href: line.receivedOn === null ? null : paths.response(line.responseId),
      answer: line.receivedOn === null ? 'Erased' : `Received ${formatDate(line.receivedOn)}`,
      questions: line.questions.join(', '),
      by: line.madeBy ?? (line.kind === 'corrected_by_respondent' ? 'Respondent' : '–'),
      reason: line.reason,
      noteId: line.dayNoteId,
      noteHref: line.dayNumber === null ? null : paths.dayNotesOf(line.dayNumber),
      noteLabel: line.dayNumber === null ? '' : `Day ${line.dayNumber}: ${line.dayNote ?? ''}`,
    })),
  };
}
