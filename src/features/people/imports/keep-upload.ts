import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { ValidationError } from '../../../lib/errors';
import type { Encoding } from '../../../lib/spreadsheet/sheet-result';
import { readSheetInWorker } from '../../../lib/spreadsheet/read-in-worker';
import { ContactImport } from '../../../models';
import { recogniseColumns } from './import-fields';
import { defaultOptions, type FileFacts } from './stored-import';

export interface UploadedList {
  fileName: string;
  content: Buffer;
  encoding: Encoding | undefined;
}

/**
 * Reads an uploaded list and keeps its rows until they are applied or discarded. The file itself
 * is stored nowhere.
 * @returns the id of the import
 * @throws ValidationError on `file` when it cannot be read, with what is wrong and where
 */
export async function keepUpload(
  actor: Actor,
  userId: number,
  { fileName, content, encoding }: UploadedList,
): Promise<number> {
  const sheet = await readSheetInWorker(
    content,
    fileName,
    encoding === undefined ? {} : { encoding },
  );
  if (!sheet.ok) throw new ValidationError({ file: sheet.message });
  const file: FileFacts = {
    format: sheet.format,
    raggedLines: sheet.raggedLines,
    ...(sheet.encoding === undefined ? {} : { encoding: sheet.encoding }),
    ...(sheet.encodingGuessed === undefined ? {} : { encodingGuessed: sheet.encodingGuessed }),
  };
  return inTransaction(async (tx) => {
    const { id } = await ContactImport.create(
      {
        fileName,
        sheet: sheet.sheet ?? '',
        headers: JSON.stringify(sheet.headers),
        rows: JSON.stringify(sheet.rows),
        mapping: JSON.stringify(recogniseColumns(sheet.headers)),
        options: JSON.stringify({ options: defaultOptions, file }),
        status: 'uploaded',
        uploadedBy: userId,
      },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'contacts.uploaded',
      subjectType: 'contact_import',
      subjectId: id,
      changes: { rows: sheet.rows.length },
    });
    return id;
  });
}
