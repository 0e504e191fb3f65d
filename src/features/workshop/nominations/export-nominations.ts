import { Op } from 'sequelize';
import { FocalPoint, Nomination, NominationDecision, type Person } from '../../../models';

/** What is held about one person's nominations and about their links of a focal point. */
export async function nominationsHeldAbout({
  id,
  emailKey,
}: Pick<Person, 'id' | 'emailKey'>): Promise<{ nominations: object[]; focalPointOf: object[] }> {
  const [nominations, links] = await Promise.all([
    Nomination.findAll({
      where: { [Op.or]: [{ personId: id }, ...(emailKey === null ? [] : [{ emailKey }])] },
      order: ['id'],
    }),
    FocalPoint.findAll({ where: { personId: id }, order: ['id'] }),
  ]);
  const decisions = await NominationDecision.findAll({
    where: { nominationId: nominations.map((one) => one.id) },
    order: ['id'],
  });
  return {
    nominations: nominations.map((one) => ({ ...factsOf(one), decisions: about(one, decisions) })),
    focalPointOf: links.map(({ economyCode, createdAt, openedAt, withdrawnAt }) => ({
      economy: economyCode,
      since: createdAt,
      openedAt,
      withdrawnAt,
    })),
  };
}

/** The keys by which a nomination is found say nothing about the person. */
function factsOf(nomination: Nomination): object {
  const keys = ['id', 'personId', 'focalPointId', 'submissionKey', 'emailKey', 'revision'];
  return Object.fromEntries(
    Object.entries(nomination.get()).filter(([name]) => !keys.includes(name)),
  );
}

function about({ id }: Nomination, decisions: NominationDecision[]): object[] {
  return decisions
    .filter(({ nominationId }) => nominationId === id)
    .map(({ toStatus, publicReason, note, decidedAt }) => ({
      status: toStatus,
      publicReason,
      note,
      decidedAt,
    }));
}
