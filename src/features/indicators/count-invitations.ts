import { QueryTypes } from 'sequelize';
import { together } from '../../db/together';
import { db, type Tx } from '../../db/transaction';
import type { StoredSex } from '../../statistics/sex-split';
import { namelessTitle } from '../responses/project-title';
import { answerText } from './json-text';
import { addPeople, noOne, sumOf, type Measure } from './measures';
import { wholeTime, type Within } from './period';
import { boundaryValues, sentBefore, type Boundary } from './workshop-boundaries';

/** SQL that holds for invitations that were published, also when they have since expired or closed. */
export const wasPublished = `(r.review = 'published' OR (r.review IN ('expired', 'closed') AND EXISTS (
  SELECT 1 FROM response_reviews d WHERE d.response_id = r.id AND d.decision = 'publish')))`;

/** Which invitations are one and the same: a cluster with one project. */
function projectKey({ id, cluster_id: cluster, title }: PublishedInvitation): string {
  return cluster === null ? id : `${cluster} ${namelessTitle(title ?? '')}`;
}

/** A published invitation of the time that counts. */
interface PublishedInvitation {
  id: string;
  cluster_id: number | null;
  sex: StoredSex;
  title: string | null;
}

/**
 * The invitations that I07 counts: published, sent on or after the first day of the rules, the earliest of each cluster and
 * project. Titles are compared here, since the databases fold letters differently; only what was
 * published is read.
 */
export async function countedInvitations(
  firstDay: Boundary | undefined,
  when: Within = wholeTime,
  tx?: Tx,
): Promise<PublishedInvitation[]> {
  const published = await db().query<PublishedInvitation>(
    `SELECT r.id, r.cluster_id, r.sex, ${answerText('r', 'title')} AS title
     FROM responses r JOIN surveys s ON s.id = r.survey_id
     WHERE s.form = 'collaboration_invitation' AND r.valid AND ${wasPublished}
       AND NOT (${sentBefore('r', 'firstDay')}) AND ${when.sent('r')}
     ORDER BY r.submitted_on, r.submitted_at, r.id`,
    {
      type: QueryTypes.SELECT,
      replacements: { ...boundaryValues('firstDay', firstDay), ...when.values },
      transaction: tx ?? null,
    },
  );
  const projects = new Map<string, PublishedInvitation>();
  for (const invitation of published) {
    const key = projectKey(invitation);
    if (!projects.has(key)) projects.set(key, invitation);
  }
  return [...projects.values()];
}

/** Clusters of the people who were checked in on one day at least. */
async function clustersThatCame(tx?: Tx): Promise<Set<number>> {
  const rows = await db().query<{ cluster: number }>(
    `SELECT DISTINCT p.cluster_id AS cluster
     FROM attendances a JOIN registrations r ON r.id = a.registration_id
     JOIN people p ON p.id = r.person_id
     WHERE a.present AND r.role <> 'organising_team' AND p.cluster_id IS NOT NULL`,
    { type: QueryTypes.SELECT, transaction: tx ?? null },
  );
  return new Set(rows.map(({ cluster }) => cluster));
}

/** I07, with the sexes of the contact persons, and how many come from clusters of the workshop. */
export async function countInvitations(
  firstDay: Boundary | undefined,
  when: Within,
  tx?: Tx,
): Promise<Measure> {
  const [everyone, invitations, came] = await together(tx, [
    () =>
      db().query<{ sex: StoredSex; invitations: number }>(
        `SELECT r.sex, CAST(COUNT(*) AS INTEGER) AS invitations
       FROM responses r JOIN surveys s ON s.id = r.survey_id
       WHERE s.form = 'collaboration_invitation' AND r.valid AND ${when.sent('r')}
       GROUP BY r.sex`,
        { type: QueryTypes.SELECT, replacements: when.values, transaction: tx ?? null },
      ),
    () => countedInvitations(firstDay, when, tx),
    () => clustersThatCame(tx),
  ]);
  const all = noOne();
  for (const line of everyone) addPeople(all, line.sex, line.invitations);
  const counted = noOne();
  for (const { sex } of invitations) addPeople(counted, sex, 1);
  const known = firstDay !== undefined && sumOf(all) > 0;
  const fromWorkshop = invitations.filter(({ cluster_id: id }) => id !== null && came.has(id));
  return {
    value: known ? invitations.length : null,
    counted,
    all,
    notes:
      known && came.size > 0
        ? [`From clusters that took part in the workshop: ${fromWorkshop.length}.`]
        : [],
  };
}
