import { Router, type Request } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { leaveNotice } from '../../http/notices';
import { renderPage } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { Person, type Message } from '../../models';
import { paths } from '../../paths';
import { fullName } from '../people/fold-name';
import { getProject } from '../workshop/project.queries';
import { acceptAsSent, cancelMessage, sendMessageAgain } from './decide-messages';
import { messagePage, outboxPage, readableBodies } from './message.view-model';
import { parseMessageQuery } from './messages.input';
import { getMessage, listMessages } from './messages.queries';

/** The outbox: every message, and what a person may decide about one. */
export const messagesRoutes = Router();

messagesRoutes.get(paths.messages, requireOrganiser, async (req, res) => {
  const { filter, page } = parseMessageQuery(req.query);
  const [found, project, person] = await Promise.all([
    listMessages(filter, page),
    getProject(),
    filter.personId === undefined ? null : Person.findByPk(filter.personId),
  ]);
  await renderPage(
    req,
    res,
    'mailings/messages',
    outboxPage(found, {
      filter,
      page,
      timeZone: project.timeZone,
      address: paths.messages,
      personName: person === null ? undefined : fullName(person) || 'an erased person',
    }),
  );
});

messagesRoutes.get('/messages/:id', requireOrganiser, async (req, res) => {
  const [message, { timeZone }] = await Promise.all([getMessage(req.params.id), getProject()]);
  await renderPage(req, res, 'mailings/message', messagePage(message, req.user?.role, timeZone));
});

// What a mail contains is not trusted: no script, no form, nothing from elsewhere.
const bodyPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

messagesRoutes.get('/messages/:id/body', requireOrganiser, async (req, res) => {
  const message = await getMessage(req.params.id);
  const { html } = readableBodies(message, req.user?.role);
  res.setHeader('Content-Security-Policy', bodyPolicy);
  res.setHeader('Cache-Control', 'no-store');
  // Links of the mail open in a tab of their own, not inside the frame.
  res.type('html').send(html.replace('<head>', '<head>\n<base target="_blank">'));
});

/** Back to where the button was: the mailing, the outbox or the message. */
function origin(req: Request, message: Message): string {
  const referer = req.get('referer') ?? '';
  const from = URL.canParse(referer) ? new URL(referer).pathname : undefined;
  const known = [
    paths.messages,
    ...(message.mailingId === null ? [] : [paths.mailing(message.mailingId)]),
  ];
  return known.find((path) => path === from) ?? paths.message(message.id);
}

messagesRoutes.post('/messages/:id/attempts', requireOrganiser, async (req, res) => {
  const message = await getMessage(req.params.id);
  await sendMessageAgain(actorOf(req), message);
  leaveNotice(res, 'success', `The mail to ${message.toName} is in the outbox again.`);
  res.redirect(303, origin(req, message));
});

messagesRoutes.post('/messages/:id/acceptance', requireOrganiser, async (req, res) => {
  const message = await getMessage(req.params.id);
  await acceptAsSent(actorOf(req), message);
  leaveNotice(res, 'success', `The mail to ${message.toName} counts as sent.`);
  res.redirect(303, origin(req, message));
});

messagesRoutes.post('/messages/:id/cancellation', requireOrganiser, async (req, res) => {
  const message = await getMessage(req.params.id);
  await cancelMessage(actorOf(req), message);
  leaveNotice(res, 'success', `The mail to ${message.toName} is cancelled.`);
  res.redirect(303, origin(req, message));
});
