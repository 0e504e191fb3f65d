import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import { formatDate } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { AppError } from '../../lib/errors';
import type { OversightLink, Project } from '../../models';
import { paths } from '../../paths';
import { releaseDate } from '../results/released.view-model';
import { getProject } from '../workshop/project.queries';

const plain = { layout: 'plain', styles: ['guests.css'], language: 'en' };

/** The page behind a link, with the press that opens the figures. */
export function welcomePage(
  link: OversightLink,
  token: string,
  { name, contactName, contactEmail }: Project,
): PageLocals {
  return {
    ...plain,
    title: 'Indicators of the project',
    workshop: name,
    readerName: link.readerName,
    purpose: link.purpose,
    lastDay: formatDate(link.lastDay),
    action: paths.readOnlyOpening(token),
    ...{ contactName, contactEmail },
  };
}

const notices: Record<string, { title: string; text: string }> = {
  unknown_link: {
    title: 'This link leads nowhere',
    text: 'Please check that the whole address was copied, or ask the organisers for the link.',
  },
  withdrawn_link: {
    title: 'This link has been withdrawn',
    text: 'It opens nothing any more. If you still need to read the figures, please ask the organisers.',
  },
  expired_link: {
    title: 'This link has expired',
    text: 'Its last day is over. If you still need to read the figures, please ask the organisers.',
  },
};

/** Why a link opens nothing. */
export function noticePage(
  error: AppError,
  { name, contactName, contactEmail }: Project,
): PageLocals {
  const notice = notices[error.code] ?? { title: 'This link opens nothing', text: error.message };
  return { ...plain, ...notice, workshop: name, contactName, contactEmail };
}

/** The forms of which results are released, with the date, as overseers and readers may see them. */
export async function releasedResultsPage(): Promise<PageLocals> {
  const project = await getProject();
  const rows = await db().query<{ form: string; title: string; taken_at: string | Date }>(
    `SELECT s.form, s.title, MAX(r.taken_at) AS taken_at
     FROM released_results r JOIN surveys s ON s.id = r.survey_id
     WHERE r.k >= :k GROUP BY s.form, s.title, s.id ORDER BY s.id`,
    { type: QueryTypes.SELECT, replacements: { k: project.suppressionK } },
  );
  return {
    title: 'Results of the questionnaires',
    forms: rows.map(({ form, title, taken_at: takenAt }) => ({
      form,
      title,
      asOf: releaseDate(new Date(takenAt), project),
    })),
  };
}
