import { Router } from 'express';
import { renderPage } from '../../http/render';
import { messagesFor } from '../../messages/messages';
import { paths } from '../../paths';
import { findSubscription, subscribeAgain, unsubscribe } from './unsubscribe';

/**
 * Stands before the session: mail programs post here without one, and the link is the permission.
 * Opening the link changes nothing, since programs that check mails open every link.
 */
export const unsubscribeRoutes = Router();

unsubscribeRoutes.get('/unsubscribe/:token', async (req, res) => {
  const { token } = req.params;
  const { address, active, category, language } = await findSubscription(token);
  // Nothing here is in another language than ours.
  const { unsubscribing, language: spoken } = messagesFor(language);
  const { titles } = unsubscribing;
  await renderPage(req, res, 'mailings/unsubscribe', {
    title: active ? titles.active : titles.stopped,
    layout: 'plain',
    language: spoken,
    address,
    active,
    category,
    token,
  });
});

// One-click unsubscribing (RFC 8058) posts to the address of the header.
unsubscribeRoutes.post('/unsubscribe/:token', async (req, res) => {
  await unsubscribe(req.params.token);
  res.redirect(303, paths.unsubscribe(req.params.token));
});

unsubscribeRoutes.post('/unsubscribe/:token/undo', async (req, res) => {
  await subscribeAgain(req.params.token);
  res.redirect(303, paths.unsubscribe(req.params.token));
});
