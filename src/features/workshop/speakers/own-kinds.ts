import { SpeakerSheet, type Registration } from '../../../models';
import { sheetKinds, type SheetKind } from '../../../models/codes';

/** The sheets a registered person has: by their role, and those that organisers began. */
export async function ownKinds(registration: Registration): Promise<SheetKind[]> {
  const sheets = await SpeakerSheet.findAll({
    attributes: ['kind'],
    where: { personId: registration.personId },
  });
  return sheetKinds.filter(
    (kind) => registration.role === kind || sheets.some((sheet) => sheet.kind === kind),
  );
}
