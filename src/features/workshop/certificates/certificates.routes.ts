import { Router, type Request } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { certificateCode } from '../../../lib/certificate-code';
import { NotFoundError } from '../../../lib/errors';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { getProject } from '../project.queries';
import { parseCertificateName, parseChoice, parseRevocation } from './certificate.input';
import { getCertificate } from './certificates.queries';
import { certificatesPage, issuePreview, namePage } from './certificates.view-model';
import { fileOfAll } from './file-of-all';
import { issueCertificates } from './issue-certificates';
import { renderCertificate } from './render-certificate';
import { revokeCertificate } from './revoke-certificate';
import { setCertificateName } from './set-certificate-name';

/** Certificates of attendance, for organisers. */
export const certificatesRoutes = Router();

const listView = { view: 'workshop/certificates/list', locals: certificatesPage };
const idOf = (req: Request): number => rowIdOf(req.params.id);

certificatesRoutes.get(paths.certificates, requireOrganiser, async (req, res) => {
  await renderPage(req, res, listView.view, await certificatesPage());
});

certificatesRoutes.post(paths.certificatePreview, requireOrganiser, async (req, res) => {
  let page: PageLocals | undefined;
  const preview = async (): Promise<void> => {
    const { ids, tell } = parseChoice(req.body);
    page = await issuePreview(ids, tell);
  };
  if (!(await submitForm(req, res, preview, listView)) || page === undefined) return;
  await renderPage(req, res, 'workshop/certificates/preview', page);
});

certificatesRoutes.post(paths.certificateIssue, requireOrganiser, async (req, res) => {
  let said = '';
  const issue = async (): Promise<void> => {
    const { ids, tell } = parseChoice(req.body);
    const done = await issueCertificates(actorOf(req), ids, tell);
    const certificates = done.issued === 1 ? '1 certificate' : `${done.issued} certificates`;
    const mails = done.mails === 1 ? '1 mail' : `${done.mails} mails`;
    said = `${certificates} issued, ${mails} on the way.`;
    if (done.leftOut > 0) said += ` Left out: ${done.leftOut}.`;
  };
  if (!(await submitForm(req, res, issue, listView))) return;
  leaveNotice(res, 'success', said);
  res.redirect(303, paths.certificates);
});

async function namePageOf(req: Request): Promise<PageLocals> {
  const page = await namePage(rowIdOf(req.params.registrationId));
  if (page === undefined) throw new NotFoundError('Nobody who attended is registered here.');
  return page;
}

const nameView = 'workshop/certificates/name';

certificatesRoutes.get(
  '/workshop/certificates/names/:registrationId',
  requireOrganiser,
  async (req, res) => {
    await renderPage(req, res, nameView, await namePageOf(req));
  },
);

certificatesRoutes.post(
  '/workshop/certificates/names/:registrationId',
  requireOrganiser,
  async (req, res) => {
    const registrationId = rowIdOf(req.params.registrationId);
    const done = await submitForm(
      req,
      res,
      () => setCertificateName(actorOf(req), registrationId, parseCertificateName(req.body)),
      { view: nameView, locals: () => namePageOf(req) },
    );
    if (!done) return;
    leaveNotice(res, 'success', 'The name on the certificate is saved.');
    res.redirect(303, paths.certificates);
  },
);

certificatesRoutes.get('/workshop/certificates/:id/file', requireOrganiser, async (req, res) => {
  const certificate = await getCertificate(idOf(req));
  const file = await renderCertificate(certificate, (await getProject()).timeZone);
  res.setHeader('Cache-Control', 'private, no-store');
  res.attachment(`certificate-${certificateCode(certificate.id)}.pdf`).type('application/pdf');
  res.send(file);
});

certificatesRoutes.get(paths.certificatesFile, requireOrganiser, async (_req, res) => {
  const file = await fileOfAll();
  res.setHeader('Cache-Control', 'private, no-store');
  res.attachment('certificates.pdf').type('application/pdf');
  res.send(file);
});

async function revocationPage(id: number): Promise<PageLocals> {
  const certificate = await getCertificate(id);
  return {
    title: 'Revoke a certificate',
    certificateId: id,
    holder: certificate.holderName,
    code: certificateCode(id),
    valid: certificate.state === 'valid',
  };
}

const revocationView = 'workshop/certificates/revocation';

certificatesRoutes.get(
  '/workshop/certificates/:id/revocation',
  requireOrganiser,
  async (req, res) => {
    await renderPage(req, res, revocationView, await revocationPage(idOf(req)));
  },
);

certificatesRoutes.post(
  '/workshop/certificates/:id/revocation',
  requireOrganiser,
  async (req, res) => {
    const done = await submitForm(
      req,
      res,
      () => revokeCertificate(actorOf(req), idOf(req), parseRevocation(req.body)),
      { view: revocationView, locals: () => revocationPage(idOf(req)) },
    );
    if (!done) return;
    leaveNotice(res, 'success', 'The certificate is revoked.');
    res.redirect(303, paths.certificates);
  },
);
