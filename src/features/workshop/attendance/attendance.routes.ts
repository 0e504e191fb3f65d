import { Router } from 'express';
import { requireAccount, requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf } from '../../../http/request-context';
import { NotFoundError } from '../../../lib/errors';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { attendancePage, personAttendancePage } from './attendance.view-model';
import { correctAttendance } from './correct-attendance';
import { parseCorrection } from './correction.input';
import type { DeskCode } from './desk-answer';

export const attendanceRoutes = Router();

attendanceRoutes.get(paths.attendance, requireAccount, async (req, res) => {
  const page = await attendancePage(req.user?.role !== 'overseer');
  await renderPage(req, res, 'workshop/attendance/attendance', page);
});

attendanceRoutes.get(`${paths.attendance}/:registrationId`, requireOrganiser, async (req, res) => {
  const page = await pageOf(req.params.registrationId);
  await renderPage(req, res, 'workshop/attendance/person', page);
});

const words: Partial<Record<DeskCode, string>> = {
  checked_in: 'The person is checked in for that day.',
  already_in: 'The person was checked in already; the earlier time stands.',
  undone: 'The person is taken out of that day.',
  nothing_to_undo: 'The person was not checked in on that day.',
};

attendanceRoutes.post(
  `${paths.attendance}/:registrationId/corrections`,
  requireOrganiser,
  async (req, res) => {
    const registrationId = rowIdOf(req.params.registrationId);
    let code: DeskCode | undefined;
    const done = await submitForm(
      req,
      res,
      async () => {
        code = await correctAttendance(actorOf(req), registrationId, parseCorrection(req.body));
      },
      {
        view: 'workshop/attendance/person',
        locals: () => pageOf(req.params.registrationId),
      },
    );
    if (!done) return;
    leaveNotice(res, 'success', words[code ?? 'checked_in'] ?? 'The correction is kept.');
    res.redirect(303, paths.attendanceOfPerson(registrationId));
  },
);

async function pageOf(text: unknown): Promise<PageLocals> {
  const page = await personAttendancePage(rowIdOf(text));
  if (page === null) throw new NotFoundError('There is no such registration.');
  return page;
}
