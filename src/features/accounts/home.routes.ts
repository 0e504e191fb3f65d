import { Router } from 'express';
import { paths } from '../../paths';

export const homeRoutes = Router();

/** The team and readers of a link start at the indicators, everyone else at the sign-in page. */
homeRoutes.get(paths.home, (req, res) => {
  res.redirect(
    req.user === undefined && req.reader === undefined ? paths.signIn : paths.indicators,
  );
});
