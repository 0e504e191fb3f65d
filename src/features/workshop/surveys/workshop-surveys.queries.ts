import { QueryTypes } from 'sequelize';
import { db } from '../../../db/transaction';
import { NotFoundError } from '../../../lib/errors';
import { fullName } from '../../people/fold-name';
import { Tablet } from '../../../models';
import { onSiteForm } from './hand-out';

/** Somebody who takes part in the workshop and has not completed the questionnaire. */
export interface NonCompleter {
  personId: number;
  name: string;
  economy: string | null;
  organisation: string | null;
  presentToday: boolean;
  progress: 'not_invited' | 'invited' | 'opened' | 'started';
}

interface NonCompleterRow {
  person_id: number;
  given_name: string;
  family_name: string;
  economy: string | null;
  organisation: string | null;
  present: number;
  invitation_id: number | null;
  opened: number;
  started: number;
}

const expected = `g.role <> 'organising_team' AND p.erased_at IS NULL
  AND (g.status = 'registered' OR EXISTS (SELECT 1 FROM attendances c
    WHERE c.registration_id = g.id AND c.present = TRUE))`;

/**
 * Who is registered or was there and has not completed the questionnaire: those checked in on
 * the given day first. One query. @param day null when the workshop is not held today
 */
export async function listNonCompleters(day: number | null): Promise<NonCompleter[]> {
  const rows = await db().query<NonCompleterRow>(
    `SELECT p.id AS person_id, p.given_name, p.family_name, e.name AS economy, p.organisation,
       CASE WHEN a.id IS NULL THEN 0 ELSE 1 END AS present, i.id AS invitation_id,
       CASE WHEN i.opened_at IS NULL THEN 0 ELSE 1 END AS opened,
       CASE WHEN i.started_at IS NULL THEN 0 ELSE 1 END AS started
     FROM registrations g
     JOIN people p ON p.id = g.person_id
     JOIN surveys s ON s.form = :form
     LEFT JOIN economies e ON e.code = p.economy_code
     LEFT JOIN attendances a ON a.registration_id = g.id AND a.day_number = :day AND a.present = TRUE
     LEFT JOIN invitations i ON i.person_id = p.id AND i.survey_id = s.id
     WHERE ${expected}
       AND NOT EXISTS (SELECT 1 FROM responses r WHERE r.survey_id = s.id AND r.person_id = p.id)
     ORDER BY present DESC, p.name_key, p.id`,
    { type: QueryTypes.SELECT, replacements: { form: onSiteForm, day: day ?? 0 } },
  );
  return rows.map((row) => ({
    personId: row.person_id,
    name: fullName({ givenName: row.given_name, familyName: row.family_name }),
    economy: row.economy,
    organisation: row.organisation,
    presentToday: row.present === 1,
    progress: progressOf(row),
  }));
}

function progressOf(row: NonCompleterRow): NonCompleter['progress'] {
  if (row.invitation_id === null) return 'not_invited';
  if (row.started === 1) return 'started';
  return row.opened === 1 ? 'opened' : 'invited';
}

/** People who take part: registered, or checked in on some day. */
export async function countExpected(): Promise<number> {
  const [row] = await db().query<{ people: number }>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS people
     FROM registrations g JOIN people p ON p.id = g.person_id WHERE ${expected}`,
    { type: QueryTypes.SELECT },
  );
  return row?.people ?? 0;
}

export interface FormCount {
  form: string;
  title: string;
  anonymous: boolean;
  openLinkEnabled: boolean;
  published: boolean;
  /** People with a link of their own. */
  invited: number;
  /** Of them, those who have sent answers. */
  finished: number;
  /** Answers by the open link; of anonymous forms, those that no invitation accounts for. */
  byOpenLink: number;
}

interface FormCountRow {
  form: string;
  title: string;
  anonymous: number | boolean;
  open_link_enabled: number | boolean;
  versions: number;
  invited: number;
  finished: number;
  answers: number;
  open_link: number;
}

/** How the forms handed out on the last day stand; in the order of `forms`. */
export async function countAnswers(forms: readonly string[]): Promise<FormCount[]> {
  const rows = await db().query<FormCountRow>(
    `SELECT s.form, s.title, s.anonymous, s.open_link_enabled,
       CAST((SELECT COUNT(*) FROM survey_versions v WHERE v.survey_id = s.id) AS INTEGER) AS versions,
       CAST((SELECT COUNT(*) FROM invitations i WHERE i.survey_id = s.id) AS INTEGER) AS invited,
       CAST((SELECT COUNT(*) FROM invitations i WHERE i.survey_id = s.id AND i.finished)
         AS INTEGER) AS finished,
       CAST((SELECT COUNT(*) FROM responses r WHERE r.survey_id = s.id AND r.valid)
         AS INTEGER) AS answers,
       CAST((SELECT COUNT(*) FROM responses r WHERE r.survey_id = s.id AND r.valid
         AND r.origin = 'open_link') AS INTEGER) AS open_link
     FROM surveys s WHERE s.form IN (:forms)`,
    { type: QueryTypes.SELECT, replacements: { forms } },
  );
  return forms.flatMap((form) => {
    const row = rows.find((candidate) => candidate.form === form);
    if (row === undefined) return [];
    const anonymous = Boolean(row.anonymous);
    return {
      form,
      title: row.title,
      anonymous,
      openLinkEnabled: Boolean(row.open_link_enabled),
      published: row.versions > 0,
      invited: row.invited,
      finished: row.finished,
      // Answers of an anonymous form do not say by which link they came.
      byOpenLink: anonymous ? Math.max(0, row.answers - row.finished) : row.open_link,
    };
  });
}

/** The invitation whose link a QR code shows. @throws NotFoundError when none was made yet */
export async function findHandout(
  personId: number,
): Promise<{ name: string; invitationId: number }> {
  const [row] = await db().query<{ id: number; given_name: string; family_name: string }>(
    `SELECT i.id, p.given_name, p.family_name FROM invitations i
     JOIN surveys s ON s.id = i.survey_id AND s.form = :form
     JOIN people p ON p.id = i.person_id AND p.erased_at IS NULL
     WHERE i.person_id = :personId`,
    { type: QueryTypes.SELECT, replacements: { form: onSiteForm, personId } },
  );
  if (row === undefined) throw new NotFoundError('This person has no link yet.');
  return {
    name: fullName({ givenName: row.given_name, familyName: row.family_name }),
    invitationId: row.id,
  };
}

/** @throws NotFoundError */
export async function findTabletInUse(id: number): Promise<Tablet> {
  const tablet = await Tablet.findOne({ where: { id, withdrawnAt: null } });
  if (tablet === null) throw new NotFoundError('There is no such tablet.');
  return tablet;
}

/** Tablets in use; those withdrawn are in the audit trail. */
export function listTablets(): Promise<Tablet[]> {
  return Tablet.findAll({ where: { withdrawnAt: null }, order: ['name', 'id'] });
}
