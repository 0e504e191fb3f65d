import { NotFoundError } from '../../lib/errors';
import { ScheduledMailing, Survey } from '../../models';

/** What waits for its time, and what became of those that waited; the latest first. */
export function listScheduledMailings(surveyId: number): Promise<ScheduledMailing[]> {
  return ScheduledMailing.findAll({
    where: { surveyId },
    order: [
      ['sendAt', 'DESC'],
      ['id', 'DESC'],
    ],
  });
}

/** @throws NotFoundError */
export async function getScheduledMailing(
  id: unknown,
): Promise<ScheduledMailing & { survey: Survey }> {
  const scheduled = /^[1-9]\d{0,9}$/.test(String(id))
    ? await ScheduledMailing.findByPk(Number(id), {
        include: [{ model: Survey, as: 'survey', attributes: ['form'] }],
      })
    : null;
  if (scheduled === null) throw new NotFoundError('There is no such mailing.');
  return scheduled as ScheduledMailing & { survey: Survey };
}
