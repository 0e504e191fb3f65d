import { Router, type Request } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { leaveNotice } from '../../http/notices';
import { renderPage } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { Cluster, User } from '../../models';
import { paths } from '../../paths';
import { findSurvey } from '../surveys/surveys.queries';
import { getProject, listEconomies, listWorkshopDays } from '../workshop/project.queries';
import { cancelMailing, sendFailedAgain } from './decide-messages';
import { mailingListPage, mailingPage, type MailingFacts } from './mailings.view-model';
import { parseMessageQuery } from './messages.input';
import { getMailing, listMailings, listMessages } from './messages.queries';
import { cancelScheduledMailing } from './schedule-mailing';
import { getScheduledMailing, listScheduledMailings } from './scheduled-mailings.queries';
import { recipientFilter } from './recipient-filter';

export const mailingsRoutes = Router();

mailingsRoutes.get('/surveys/:form/mailings', requireOrganiser, async (req, res) => {
  const survey = await findSurvey(String(req.params.form));
  const [lines, scheduled, project, economies, days] = await Promise.all([
    listMailings(survey.id),
    listScheduledMailings(survey.id),
    getProject(),
    listEconomies(),
    listWorkshopDays(),
  ]);
  const facts = { survey, lines, scheduled, project, economies, days };
  await renderPage(req, res, 'mailings/list', mailingListPage(facts));
});

mailingsRoutes.post('/scheduled-mailings/:id/cancellation', requireOrganiser, async (req, res) => {
  const scheduled = await getScheduledMailing(req.params.id);
  await cancelScheduledMailing(actorOf(req), scheduled.id);
  leaveNotice(res, 'success', 'The mailing was cancelled before its time.');
  res.redirect(303, paths.surveyMailings(scheduled.survey.form));
});

async function mailingFacts(req: Request): Promise<MailingFacts> {
  const mailing = await getMailing(req.params.id);
  const { filter, page } = parseMessageQuery(req.query);
  const asked = { ...filter, mailingId: mailing.id };
  const chosen = recipientFilter.safeParse(JSON.parse(mailing.filter));
  const clusterId = chosen.data?.cluster ?? null;
  const [found, project, economies, cluster, days, author] = await Promise.all([
    listMessages(asked, page),
    getProject(),
    listEconomies(),
    clusterId === null ? null : Cluster.findByPk(clusterId),
    listWorkshopDays(),
    mailing.createdBy === null ? null : User.findByPk(mailing.createdBy),
  ]);
  const name = author?.name ?? null;
  return { mailing, author: name, project, economies, cluster, days, found, filter: asked, page };
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
