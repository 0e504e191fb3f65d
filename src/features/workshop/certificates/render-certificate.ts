import { LimitedWorker } from '../../../lib/limited-worker';
import { demoMark } from '../../../lib/demo-mark';
import { absoluteUrl } from '../../../lib/base-url';
import { certificateCode } from '../../../lib/certificate-code';
import { dateIn } from '../../../lib/clock';
import { paths } from '../../../paths';
import type { IssuedCertificate } from './certificates.queries';
import { dayLine, longDate } from './certificate-words';
import type { CertificateDocument } from './pdf/certificate-document';
import type { DrawnCertificates } from './pdf/worker';

const workerFile = 'features/workshop/certificates/pdf/worker.js';

// A room of people downloads at once; each takes about a quarter of a second, in a thread of its own.
const drawer = new LimitedWorker<CertificateDocument[], DrawnCertificates>(workerFile, {
  seconds: 20,
  megabytes: 256,
  keepSeconds: 60,
  mostWaiting: 200,
  busy: 'Many certificates are being made. Please try again in a minute.',
});

/** How many certificates one file holds at most. */
export const mostInOneFile = 500;

// Not the thread above: nobody's own certificate waits for a pile of hundreds.
const collector = new LimitedWorker<CertificateDocument[], DrawnCertificates>(workerFile, {
  seconds: 120,
  megabytes: 384,
  keepSeconds: 5,
  mostWaiting: 1,
  busy: 'Such a file is being made already. Please try again in a minute.',
});

/**
 * The certificate as a PDF file, as it was issued, with a stamp when it is not in force.
 * @param timeZone in which the date of issue is read
 * @throws AppError 503 `busy` when very many wait
 */
export async function renderCertificate(
  certificate: IssuedCertificate,
  timeZone: string,
): Promise<Buffer> {
  return fileOf(await drawer.run([documentOf(certificate, timeZone)]));
}

/**
 * Many certificates as one PDF file, a page each, in their order.
 * @param certificates at least one, at most mostInOneFile
 * @throws AppError 503 `busy` while two such files are being made
 */
export async function renderCertificates(
  certificates: readonly IssuedCertificate[],
  timeZone: string,
): Promise<Buffer> {
  return fileOf(
    await collector.run(certificates.map((certificate) => documentOf(certificate, timeZone))),
  );
}

function fileOf(drawn: DrawnCertificates): Buffer {
  if ('problem' in drawn) throw new Error(`The certificate was not drawn: ${drawn.problem}`);
  return Buffer.from(drawn.file);
}

/** Ends the threads; for the end of the server. */
export async function stopDrawing(): Promise<void> {
  await Promise.all([drawer.stop(), collector.stop()]);
}

function documentOf(certificate: IssuedCertificate, timeZone: string): CertificateDocument {
  const code = certificateCode(certificate.id);
  return {
    holderName: certificate.holderName,
    holderAffiliation: certificate.holderAffiliation,
    writing: certificate.registration.person.economyCode,
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
