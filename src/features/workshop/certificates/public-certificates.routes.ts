import { Router, type Request } from 'express';
import { formBody } from '../../../http/read-body';
import { clientAddress } from '../../../http/client-address';
import { protectFromForgery } from '../../../http/csrf';
import { limit } from '../../../http/rate-limit';
import { renderPage } from '../../../http/render';
import { certificateCode } from '../../../lib/certificate-code';
import { NotFoundError } from '../../../lib/errors';
import { hashToken } from '../../../lib/tokens';
import { paths } from '../../../paths';
import { getProject } from '../project.queries';
import { findOwnRegistration } from '../registrations/find-own-registration';
import { ownActor } from '../speakers/own-link';
import { findValid } from './certificates.queries';
import { checkCertificate } from './check-certificate';
import { issueOwnCertificate } from './issue-certificates';
import { renderCertificate } from './render-certificate';

/**
 * Checking a certificate, for everybody, and taking one's own by a personal link. Stands before
 * the session: neither needs an account.
 */
export const publicCertificatesRoutes = Router();

const view = 'workshop/certificates/check';
const tokenOf = (req: Request): string => String(req.params.token);

/** Codes hold 60 bits; the limit only keeps machines from trying. A whole office may check. */
const checksATenMinutes = 100;

publicCertificatesRoutes.get(paths.certificateCheck, async (req, res) => {
  const code = typeof req.query.code === 'string' ? req.query.code.trim().slice(0, 60) : '';
  if (code !== '') {
    res.redirect(303, paths.certificate(code));
    return;
  }
  await renderPage(req, res, view, {
    title: 'Check a certificate',
    layout: 'plain',
    styles: ['guests.css'],
    typed: '',
    check: null,
  });
});

publicCertificatesRoutes.get('/certificates/:code', async (req, res) => {
  await limit(`certificate-check:${clientAddress(req)}`, checksATenMinutes, 600);
  const typed = req.params.code;
  const check = await checkCertificate(typed);
  const locals = {
    title: 'Check a certificate',
    layout: 'plain',
    styles: ['guests.css'],
    typed: typed.slice(0, 60),
    check,
    timeZone: (await getProject()).timeZone,
  };
  await renderPage(req, res, view, locals, check.verdict === 'unknown' ? 404 : 200);
});

publicCertificatesRoutes.post(
  '/workshop/me/:token/certificate',
  formBody({ limit: '10kb' }),
  protectFromForgery,
  async (req, res) => {
    const { registration } = await findOwnRegistration(tokenOf(req));
    await limit(`own-certificate:${hashToken(tokenOf(req))}`, 30, 600);
    await issueOwnCertificate(ownActor(), registration.id);
    res.redirect(303, paths.ownCertificateFile(tokenOf(req)));
  },
);

publicCertificatesRoutes.get('/workshop/me/:token/certificate.pdf', async (req, res) => {
  const { registration } = await findOwnRegistration(tokenOf(req));
  await limit(`own-certificate:${hashToken(tokenOf(req))}`, 30, 600);
  const certificate = await findValid(registration.id);
  if (certificate === undefined) {
    throw new NotFoundError('No certificate has been issued for you yet.', 'no_certificate');
  }
  const file = await renderCertificate(certificate, (await getProject()).timeZone);
  res.setHeader('Cache-Control', 'private, no-store');
  res.attachment(`certificate-${certificateCode(certificate.id)}.pdf`).type('application/pdf');
  res.send(file);
});
