import { Op } from 'sequelize';
import { Response, Survey } from '../../../models';

/** What a cluster published about itself in one invitation for collaboration. */
export interface ShownWish {
  clusterId: number;
  title: string;
  offers: string;
  seeks: string;
}

/**
 * What these clusters offer and seek, from their published invitations with consent to publish:
 * nothing else that they wrote in a form was meant for other participants. Newest first.
 */
export async function listShownWishes(clusterIds: readonly number[]): Promise<ShownWish[]> {
  const responses = await Response.findAll({
    where: { clusterId: { [Op.in]: [...clusterIds] }, review: 'published', valid: true },
    include: [
      {
        model: Survey,
        as: 'survey',
        attributes: [],
        where: { form: 'collaboration_invitation' },
        required: true,
      },
    ],
    order: [
      ['submittedOn', 'DESC'],
      ['id', 'DESC'],
    ],
  });
  return responses.flatMap(({ clusterId, answers }) => {
    const said = JSON.parse(answers) as Record<string, unknown>;
    if (clusterId === null || said.consent_publish !== true) return [];
    return [
      { clusterId, title: text(said.title), offers: text(said.offers), seeks: text(said.seeks) },
    ];
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
