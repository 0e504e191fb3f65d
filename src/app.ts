import express, { type Express } from 'express';
import { accountsRoutes } from './features/accounts/accounts.routes';
import { auditTrailRoutes } from './features/accounts/audit-trail.routes';
import { homeRoutes } from './features/accounts/home.routes';
import { oneTimeLinkRoutes } from './features/accounts/one-time-link.routes';
import { passwordRoutes } from './features/accounts/password.routes';
import { signInRoutes } from './features/accounts/sign-in.routes';
import { composeRoutes } from './features/mailings/compose.routes';
import { funnelRoutes } from './features/mailings/funnel.routes';
import { mailingsRoutes } from './features/mailings/mailings.routes';
import { messagesRoutes } from './features/mailings/messages.routes';
import { unsubscribeRoutes } from './features/mailings/unsubscribe.routes';
import { indicatorsRoutes } from './features/indicators/indicators.routes';
import { reportsRoutes } from './features/reports/reports.routes';
import { answerFilesRoutes } from './features/responses/answer-files.routes';
import { answeringDataRoutes } from './features/responses/answering-data.routes';
import { answeringPagesRoutes } from './features/responses/answering-pages.routes';
import { responsesRoutes } from './features/responses/responses.routes';
import { definitionRoutes } from './features/surveys/definition.routes';
import { publicationRoutes } from './features/surveys/publication.routes';
import { resultsRoutes } from './features/results/results.routes';
import { surveyRoutes } from './features/surveys/surveys.routes';
import { versionDefinitionRoutes } from './features/surveys/version-definition.routes';
import { contactImportRoutes } from './features/people/imports/contact-import.routes';
import { peopleRoutes } from './features/people/people.routes';
import { personRoutes } from './features/people/person.routes';
import { projectRoutes } from './features/workshop/project.routes';
import { serveAssets } from './http/assets';
import { protectFromForgery } from './http/csrf';
import { handleErrors, nothingHere } from './http/error-handler';
import { requestId } from './http/request-id';
import { securityHeaders } from './http/security-headers';
import { loadSession } from './http/session';

/** The whole server in order. Respondents' routes stand before the session: a link is enough. */
export function createApp(options: { https: boolean; trustProxy: number }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustProxy);

  app.use(requestId);
  app.use(securityHeaders(options.https));
  app.use('/assets', serveAssets());
  app.use(versionDefinitionRoutes);
  app.use(answeringPagesRoutes);
  app.use(answeringDataRoutes);
  app.use(answerFilesRoutes);
  app.use(unsubscribeRoutes);

  app.use(loadSession);
  app.use(express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 2000 }));
  app.use(express.json({ limit: '1mb' }));
  app.use(protectFromForgery);
  app.use(homeRoutes);
  app.use(signInRoutes);
  app.use(oneTimeLinkRoutes);
  app.use(passwordRoutes);
  app.use(accountsRoutes);
  app.use(auditTrailRoutes);
  app.use(projectRoutes);
  app.use(peopleRoutes);
  app.use(contactImportRoutes);
  app.use(personRoutes);
  app.use(definitionRoutes);
  app.use(publicationRoutes);
  app.use(surveyRoutes);
  app.use(responsesRoutes);
  app.use(resultsRoutes);
  app.use(indicatorsRoutes);
  app.use(reportsRoutes);
  app.use(mailingsRoutes);
  app.use(composeRoutes);
  app.use(messagesRoutes);
  app.use(funnelRoutes);

  app.use(nothingHere);
  app.use(handleErrors);
  return app;
}
