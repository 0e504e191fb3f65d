import { ConflictError, NotFoundError } from '../../../lib/errors';
import { readWorkshopFacts } from '../registrations/workshop-facts';
import { standingOf } from './certificate.policy';
import { listAttendees, listCertificates } from './certificates.queries';
import { mostInOneFile, renderCertificates } from './render-certificate';

/**
 * All certificates that are in force and still say what is true, as one PDF file by name: what
 * organisers print and hand out. Those that were revoked, replaced or are outdated are not in it.
 * @throws NotFoundError while there is none; ConflictError `too_many`; AppError 503 `busy`
 */
export async function fileOfAll(): Promise<Buffer> {
  const [{ project, settings }, rows] = await Promise.all([readWorkshopFacts(), listAttendees()]);
  const ids = rows
    .filter((row) => standingOf(row, settings.certificateDaysMin) === 'valid')
    .flatMap(({ certificate }) => certificate?.id ?? []);
  if (ids.length === 0) throw new NotFoundError('No certificate is in force.');
  if (ids.length > mostInOneFile) {
    throw new ConflictError(
      `There are ${ids.length} certificates; one file holds ${mostInOneFile} at most. Please download them one by one.`,
      'too_many',
    );
  }
  return renderCertificates(await listCertificates(ids), project.timeZone);
}
