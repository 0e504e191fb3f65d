import { certificateCode } from '../../../lib/certificate-code';
import { sameDays } from './certificate.policy';
import { dayLine } from './certificate-words';
import { findByCode, listAttendees } from './certificates.queries';

/** What anybody is told about a code: the name and the days are what a certificate says anyway. */
export type CertificateCheck =
  | { verdict: 'unknown' }
  | {
      verdict: 'valid' | 'outdated' | 'replaced' | 'revoked';
      code: string;
      holderName: string;
      workshopName: string;
      days: string[];
      issuedAt: Date;
      endedAt: Date | null;
    };

/** @param typed a code in whatever way it was typed */
export async function checkCertificate(typed: string): Promise<CertificateCheck> {
  const found = await findByCode(typed);
  if (found === undefined) return { verdict: 'unknown' };
  const [row] = await listAttendees([found.registrationId]);
  const attended = row?.attended ?? [];
  const holds = sameDays(
    attended,
    found.days.map(({ dayNumber }) => dayNumber),
  );
  return {
    verdict: found.state === 'valid' && !holds ? 'outdated' : found.state,
    code: certificateCode(found.id),
    holderName: found.holderName,
    workshopName: found.workshopName,
    days: found.days.map(dayLine),
    issuedAt: found.issuedAt,
    endedAt: found.endedAt,
  };
}
