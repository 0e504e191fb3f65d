import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';

/** By which ways valid forms came, and how many people could have sent one. */
export interface FormWays {
  /** By the link of an invitation. */
  personal: number;
  /** By the open link; of anonymous forms, those that no invitation accounts for. */
  openLink: number;
  /** People who came to the workshop, are PPSTI members or were invited by name, each once. */
  couldAnswer: number;
}

/** One statement. Nothing here says who answered: anonymous forms do not tell their way either. */
export async function countFormWays(form: string, tx?: Tx): Promise<FormWays> {
  const [row] = await db().query<{
    anonymous: number | boolean;
    answers: number;
    open_link: number;
    finished: number;
    could: number;
  }>(
    `SELECT s.anonymous,
       CAST((SELECT COUNT(*) FROM responses r WHERE r.survey_id = s.id AND r.valid)
         AS INTEGER) AS answers,
       CAST((SELECT COUNT(*) FROM responses r WHERE r.survey_id = s.id AND r.valid
         AND r.origin = 'open_link') AS INTEGER) AS open_link,
       CAST((SELECT COUNT(*) FROM invitations i WHERE i.survey_id = s.id AND i.finished)
         AS INTEGER) AS finished,
       CAST((SELECT COUNT(*) FROM people p WHERE p.role = 'ppsti_member'
         OR EXISTS (SELECT 1 FROM invitations i WHERE i.survey_id = s.id AND i.person_id = p.id)
         OR EXISTS (SELECT 1 FROM registrations g JOIN attendances a ON a.registration_id = g.id
           WHERE g.person_id = p.id AND a.present AND g.role <> 'organising_team'))
         AS INTEGER) AS could
     FROM surveys s WHERE s.form = :form`,
    { type: QueryTypes.SELECT, replacements: { form }, transaction: tx ?? null },
  );
  if (row === undefined) throw new Error(`There is no form ${form}.`);
  const { answers, finished } = row;
  const openLink = Boolean(row.anonymous) ? Math.max(0, answers - finished) : row.open_link;
  return { personal: answers - openLink, openLink, couldAnswer: row.could };
}

/** "3 forms came by personal links, 1 by the open link; 40 people could answer." */
export function waysText({ personal, openLink, couldAnswer }: FormWays): string {
  return `${counted(personal, 'form', 'forms')} came by personal links, ${openLink} by the open link; ${counted(couldAnswer, 'person', 'people')} could answer: those who came, PPSTI members and whoever was invited by name.`;
}

/** Says that some forms must be second ones, or of others; undefined while nothing shows it. */
export function tooManyText({ personal, openLink, couldAnswer }: FormWays): string | undefined {
  return personal + openLink <= couldAnswer
    ? undefined
    : 'There are more forms than people who could answer: some people answered twice by the open link, or others used it. The forms are anonymous, so nothing tells which; all of them count.';
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
