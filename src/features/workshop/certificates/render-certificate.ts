import { LimitedWorker } from '../../../lib/limited-worker';
import { demoMark } from '../../../lib/demo-mark';
import { absoluteUrl } from '../../../lib/base-url';
import { certificateCode } from '../../../lib/certificate-code';
import { dateIn } from '../../../lib/clock';
import { paths } from '../../../paths';
import type { IssuedCertificate } from './certificates.queries';
import { dayLine, longDate } from './certificate-words';
import type { CertificateDocument } from './pdf/certificate-document';
import type { DrawnCertificate } from './pdf/worker';

// A room of people downloads at once; each takes about a quarter of a second, in a thread of its own.
const drawer = new LimitedWorker<CertificateDocument, DrawnCertificate>(
  'features/workshop/certificates/pdf/worker.js',
  {
    seconds: 20,
    megabytes: 256,
    keepSeconds: 60,
    mostWaiting: 200,
    busy: 'Many certificates are being made. Please try again in a minute.',
  },
);

/**
 * The certificate as a PDF file, as it was issued, with a stamp when it is not in force.
 * @param timeZone in which the date of issue is read
 * @throws AppError 503 `busy` when very many wait
 */
export async function renderCertificate(
  certificate: IssuedCertificate,
  timeZone: string,
): Promise<Buffer> {
  const drawn = await drawer.run(documentOf(certificate, timeZone));
  if ('problem' in drawn) throw new Error(`The certificate was not drawn: ${drawn.problem}`);
  return Buffer.from(drawn.file);
}

/** Ends the thread; for the end of the server. */
export function stopDrawing(): Promise<void> {
  return drawer.stop();
}

function documentOf(certificate: IssuedCertificate, timeZone: string): CertificateDocument {
  const code = certificateCode(certificate.id);
  return {
    holderName: certificate.holderName,
    holderAffiliation: certificate.holderAffiliation,
    workshopName: certificate.workshopName,
    days: certificate.days.map(dayLine),
    issuedOn: longDate(dateIn(timeZone, certificate.issuedAt)),
    signatory: certificate.signatory,
    signatoryPosition: certificate.signatoryPosition,
    code,
    address: absoluteUrl(paths.certificate(code)),
    stamp: stampOf(certificate),
  };
}

function stampOf({ state }: IssuedCertificate): string {
  if (state === 'revoked') return 'REVOKED';
  if (state === 'replaced') return 'REPLACED';
  return demoMark() === null ? '' : 'DEMO';
}
