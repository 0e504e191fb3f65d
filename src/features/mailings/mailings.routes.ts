import { Router, type Request } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { leaveNotice } from '../../http/notices';
import { renderPage } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { Cluster, User } from '../../models';
import { paths } from '../../paths';
import { findSurvey } from '../surveys/surveys.queries';
import { getProject, listEconomies } from '../workshop/project.queries';
import { cancelMailing, sendFailedAgain } from './decide-messages';
import { mailingListPage, mailingPage, type MailingFacts } from './mailings.view-model';
import { parseMessageQuery } from './messages.input';
import { getMailing, listMailings, listMessages } from './messages.queries';
import { recipientFilter } from './recipient-filter';

export const mailingsRoutes = Router();

mailingsRoutes.get('/surveys/:form/mailings', requireOrganiser, async (req, res) => {
  const survey = await findSurvey(String(req.params.form));
  const [lines, project] = await Promise.all([listMailings(survey.id), getProject()]);
  await renderPage(req, res, 'mailings/list', mailingListPage(survey, lines, project));
});

async function mailingFacts(req: Request): Promise<MailingFacts> {
  const mailing = await getMailing(req.params.id);
  const { filter, page } = parseMessageQuery(req.query);
  const asked = { ...filter, mailingId: mailing.id };
  const chosen = recipientFilter.safeParse(JSON.parse(mailing.filter));
  const clusterId = chosen.data?.cluster ?? null;
  const [found, project, economies, cluster, author] = await Promise.all([
    listMessages(asked, page),
    getProject(),
    listEconomies(),
    clusterId === null ? null : Cluster.findByPk(clusterId),
    mailing.createdBy === null ? null : User.findByPk(mailing.createdBy),
  ]);
  const name = author?.name ?? null;
  return { mailing, author: name, project, economies, cluster, found, filter: asked, page };
}

mailingsRoutes.get('/mailings/:id', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'mailings/mailing', mailingPage(await mailingFacts(req)));
});

mailingsRoutes.post('/mailings/:id/attempts', requireOrganiser, async (req, res) => {
  const mailing = await getMailing(req.params.id);
  const count = await sendFailedAgain(actorOf(req), mailing);
  leaveNotice(res, 'success', `${mails(count)} in the outbox again.`);
  res.redirect(303, paths.mailing(mailing.id));
});

mailingsRoutes.post('/mailings/:id/cancellation', requireOrganiser, async (req, res) => {
  const mailing = await getMailing(req.params.id);
  const count = await cancelMailing(actorOf(req), mailing);
  leaveNotice(res, 'success', `${mails(count)} cancelled. What was sent before stays sent.`);
  res.redirect(303, paths.mailing(mailing.id));
});

function mails(count: number): string {
  return count === 1 ? '1 mail is' : `${count} mails are`;
}
