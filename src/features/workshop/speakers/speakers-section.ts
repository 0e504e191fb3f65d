import type { Registration } from '../../../models';
import { SpeakerSheet } from '../../../models';
import type { SheetKind } from '../../../models/codes';
import { certificateSection, type CertificateSection } from '../certificates/certificate-section';
import { listMaterials } from '../materials/materials.queries';
import { ownKinds } from './own-kinds';

export interface SpeakersSection {
  /** The person's own sheets, each with whether anything is written in it. */
  sheets: { kind: SheetKind; begun: boolean }[];
  /** Slides the person sent. */
  ownFiles: number;
  /** Files that participants can read. */
  released: number;
  certificate: CertificateSection | null;
}

/** What a participant's own page shows about sheets, materials and the certificate. */
export async function speakersSection(registration: Registration): Promise<SpeakersSection> {
  const coming = registration.status === 'registered' || registration.status === 'invited';
  const kinds = coming ? await ownKinds(registration) : [];
  const sheets = await SpeakerSheet.findAll({ where: { personId: registration.personId } });
  const [own, released, certificate] = await Promise.all([
    listMaterials({ personId: registration.personId }),
    registration.status === 'registered'
      ? listMaterials({ releases: ['participants', 'public'] })
      : [],
    certificateSection(registration),
  ]);
  return {
    sheets: kinds.map((kind) => ({
      kind,
      begun: sheets.some((sheet) => sheet.kind === kind && sheet.biography !== ''),
    })),
    ownFiles: own.length,
    released: released.length,
    certificate,
  };
}
