import { NotFoundError } from '../../../lib/errors';
import {
  AuditEvent,
  Cluster,
  Consent,
  Economy,
  Person,
  Registration,
  SpeakerSheet,
} from '../../../models';
import type { SheetKind } from '../../../models/codes';
import { biographyConsent } from './biography-consent';

export type SheetWithCluster = SpeakerSheet & { presentsCluster: Cluster | null };

export interface SheetOverview {
  person: Person & { economy: Economy | null };
  kind: SheetKind;
  registration: Registration | null;
  /** Null until somebody wrote or decided something. */
  sheet: SheetWithCluster | null;
  /** Whether the person agreed to have their biography published; null: not asked yet. */
  mayPublish: boolean | null;
}

/** @throws NotFoundError for nobody and for people who were erased */
export async function getSheet(personId: number, kind: SheetKind): Promise<SheetOverview> {
  const [person, registration, sheet, consent] = await Promise.all([
    Number.isSafeInteger(personId)
      ? Person.findByPk(personId, { include: [{ model: Economy, as: 'economy' }] })
      : null,
    Registration.findOne({ where: { personId } }),
    SpeakerSheet.findOne({
      where: { personId, kind },
      include: [{ model: Cluster, as: 'presentsCluster' }],
    }),
    Consent.findOne({ where: { personId, kind: biographyConsent.kind }, order: [['id', 'DESC']] }),
  ]);
  if (person === null || person.erasedAt !== null) {
    throw new NotFoundError('There is no such person.');
  }
  return {
    person: person as SheetOverview['person'],
    kind,
    registration,
    sheet: sheet as SheetWithCluster | null,
    mayPublish: consent === null ? null : consent.given,
  };
}

/** What organisers decided about a sheet, latest first. */
export function listDecisions(sheetId: number): Promise<AuditEvent[]> {
  return AuditEvent.findAll({
    where: {
      subjectType: 'speaker_sheet',
      subjectId: String(sheetId),
      action: ['speaker_sheet.reviewed', 'speaker_sheet.contribution_marked'],
    },
    order: [['id', 'DESC']],
  });
}
