import type { Workbook } from 'exceljs';
import { addEvaluation } from './completion/evaluation-sheet';
import { addMissing } from './completion/missing-sheet';
import { addImplementers } from './completion/implementers-sheet';
import { addParticipants, addRolesAndDays } from './completion/participants-sheets';
import type { CompletionDocument } from './completion/document';

/**
 * The workbook "completion": the tables that the Completion Report asks for, as its writer takes
 * them over, and what is missing for the report to be complete. It holds no personal data.
 */
export function completionWorkbook(document: CompletionDocument): (workbook: Workbook) => [] {
  return (workbook) => {
    workbook.creator = 'PEC';
    workbook.title = `Completion: ${document.completion.project.name}`;
    addParticipants(workbook, document);
    addRolesAndDays(workbook, document);
    addImplementers(workbook, document);
    addEvaluation(workbook, document);
    addMissing(workbook, document);
    return [];
  };
}
