import { QueryTypes } from 'sequelize';
import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { db } from '../../../db/transaction';
import { NotFoundError } from '../../../lib/errors';
import { Interview, Person } from '../../../models';
import type { InterviewConsent } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { listWorkshopDays } from '../project.queries';

export const consentWords: Record<InterviewConsent, string> = {
  none: 'For the team only',
  report_unnamed: 'In the report, without the name',
  report_named: 'In the report, with the name',
};

/** All interviews, latest first. */
export async function interviewsPage(): Promise<PageLocals> {
  const interviews = await Interview.findAll({
    include: [{ model: Person, as: 'person' }],
    order: [
      ['heldOn', 'DESC'],
      ['id', 'DESC'],
    ],
  });
  return {
    title: 'Interviews',
    interviews: (interviews as (Interview & { person: Person })[]).map((one) => ({
      id: one.id,
      name: fullName(one.person),
      heldOn: formatDate(one.heldOn),
      interviewer: one.interviewer,
      consent: consentWords[one.consent],
      hasSummary: one.summary !== '',
    })),
  };
}

/** A form for a new interview, or for one that is there. @throws NotFoundError */
export async function interviewPage(id: number | null): Promise<PageLocals> {
  const interview =
    id === null
      ? null
      : Number.isSafeInteger(id)
        ? await Interview.findByPk(id, { include: [{ model: Person, as: 'person' }] })
        : null;
  if (id !== null && interview === null) throw new NotFoundError('There is no such interview.');
  const days = await listWorkshopDays();
  const named = (interview as (Interview & { person: Person }) | null)?.person;
  return {
    title: named === undefined ? 'New interview' : `Interview with ${fullName(named)}`,
    interview: interview ?? {
      personId: '',
      heldOn: (days[1] ?? days[0])?.date ?? '',
      interviewer: '',
      consent: '',
      record: '',
      summary: '',
      revision: 0,
    },
    interviewId: id,
    personOptions: [
      { value: '', label: 'Choose' },
      ...(await listPeople()).map((person) => ({
        value: person.id,
        label: [fullName(person), person.organisation].filter(Boolean).join(', '),
      })),
    ],
    consentOptions: [
      { value: '', label: 'Choose' },
      ...Object.entries(consentWords).map(([value, label]) => ({ value, label })),
    ],
  };
}

interface Interviewable {
  id: number;
  givenName: string;
  familyName: string;
  organisation: string | null;
}

/** Who can be interviewed: those registered for the workshop, and experts without registration. */
function listPeople(): Promise<Interviewable[]> {
  return db().query<Interviewable>(
    `SELECT p.id AS id, p.given_name AS "givenName", p.family_name AS "familyName",
       p.organisation AS organisation
     FROM people p
     WHERE p.erased_at IS NULL AND (p.id IN (SELECT person_id FROM registrations)
       OR p.id IN (SELECT person_id FROM speaker_sheets)
       OR p.id IN (SELECT person_id FROM interviews))
     ORDER BY p.name_key, p.id`,
    { type: QueryTypes.SELECT },
  );
}
