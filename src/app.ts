import express, { type Express } from 'express';
import { homeRoutes } from './features/accounts/home.routes';
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

  app.use(loadSession);
  app.use(express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 2000 }));
  app.use(express.json({ limit: '1mb' }));
  app.use(protectFromForgery);
  app.use(homeRoutes);
  app.use(projectRoutes);

  app.use(nothingHere);
  app.use(handleErrors);
  return app;
}
