import { certificateCode } from '../../../lib/certificate-code';
import {
  Certificate,
  CertificateDay,
  Cluster,
  Interview,
  Material,
  ProgrammeSession,
  Registration,
  SpeakerSheet,
} from '../../../models';

/** What is held about a person as a speaker or expert and of their certificates, for the right to a copy. */
export async function exportSpeaker(personId: number): Promise<object> {
  const [sheets, materials, interviews, registration] = await Promise.all([
    SpeakerSheet.findAll({
      where: { personId },
      include: [{ model: Cluster, as: 'presentsCluster' }],
      order: ['id'],
    }),
    Material.findAll({
      where: { personId },
      include: [{ model: ProgrammeSession, as: 'session' }],
      order: ['id'],
    }),
    Interview.findAll({ where: { personId }, order: ['id'] }),
    Registration.findOne({ where: { personId } }),
  ]);
  return {
    sheets: (sheets as (SpeakerSheet & { presentsCluster: Cluster | null })[]).map((sheet) => ({
      kind: sheet.kind,
      biography: sheet.biography,
      clusterExperience: sheet.clusterExperience,
      presentsCluster: sheet.presentsCluster?.name ?? null,
      clusterHeadedByWoman: sheet.clusterHeadedByWoman,
      review: sheet.review,
      reviewReason: sheet.reviewReason,
      contributed: sheet.contributed,
    })),
    materials: (materials as (Material & { session: ProgrammeSession | null })[]).map((one) => ({
      title: one.title,
      fileName: one.fileName,
      mediaType: one.mediaType,
      bytes: one.bytes,
      session: one.session?.title ?? null,
      release: one.release,
      createdAt: one.createdAt,
    })),
    interviews: interviews.map(({ heldOn, consent, record, summary }) => ({
      ...{ heldOn, consent, record, summary },
    })),
    certificates: registration === null ? [] : await certificatesOf(registration.id),
  };
}

async function certificatesOf(registrationId: number): Promise<object[]> {
  const certificates = await Certificate.findAll({
    where: { registrationId },
    include: [{ model: CertificateDay, as: 'days' }],
    order: ['id'],
  });
  return (certificates as (Certificate & { days: CertificateDay[] })[]).map((one) => ({
    code: certificateCode(one.id),
    state: one.state,
    holderName: one.holderName,
    holderAffiliation: one.holderAffiliation,
    days: one.days.map(({ dayNumber, heldOn }) => ({ dayNumber, heldOn })),
    issuedAt: one.issuedAt,
    endedAt: one.endedAt,
    endedReason: one.endedReason,
  }));
}
