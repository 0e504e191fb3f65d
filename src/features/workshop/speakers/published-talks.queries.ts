import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../../db/transaction';
import { ProgrammeVersion } from '../../../models';
import type { ProgrammeContent } from '../programme/programme-content';

/** Somebody named as a speaker or panellist, with the day of the session. */
export interface PublishedTalk {
  personId: number;
  day: number;
}

/** The talks of the programme as it was published last; a draft is a plan and tells of no talk. */
export async function listPublishedTalks(tx?: Tx): Promise<PublishedTalk[]> {
  const version = await ProgrammeVersion.findOne({
    attributes: ['content'],
    order: [['number', 'DESC']],
    transaction: tx ?? null,
  });
  if (version === null) return [];
  const { days } = JSON.parse(version.content) as ProgrammeContent;
  return days.flatMap(({ number, sessions }) =>
    sessions.flatMap(({ people }) =>
      people
        .filter(({ part }) => part === 'speaker' || part === 'panellist')
        .map(({ personId }) => ({ personId, day: number })),
    ),
  );
}

/** The days on which each of these talks was given: those on which its person was checked in. */
export async function listDaysSpoken(
  talks: readonly PublishedTalk[],
  tx?: Tx,
): Promise<Map<number, number[]>> {
  const present = await db().query<PublishedTalk>(
    `SELECT r.person_id AS "personId", a.day_number AS day
     FROM attendances a JOIN registrations r ON r.id = a.registration_id
     WHERE a.present AND r.role <> 'organising_team' AND r.person_id IN (:ids)
     ORDER BY a.day_number`,
    {
      type: QueryTypes.SELECT,
      replacements: { ids: [0, ...talks.map(({ personId }) => personId)] },
      transaction: tx ?? null,
    },
  );
  const planned = new Set(talks.map(({ personId, day }) => `${personId} ${day}`));
  const spoken = new Map<number, number[]>();
  for (const { personId, day } of present) {
    if (!planned.has(`${personId} ${day}`)) continue;
    spoken.set(personId, [...(spoken.get(personId) ?? []), day]);
  }
  return spoken;
}
