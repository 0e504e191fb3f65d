import { Op } from 'sequelize';
import type { Tx } from '../../../db/transaction';
import { ProgrammeVersion } from '../../../models';
import { changesBetween, type ProgrammeChange } from './programme-changes';
import { contentOfVersion, type PublishedVersion } from './programme.queries';

export interface UntoldChanges {
  /** The version whose readers are told; null for the first, after which nothing has changed. */
  since: number | null;
  changes: ProgrammeChange[];
}

/**
 * The changes that a version's mails tell of: since the last version of which mails were sent,
 * else since the first, so that a version published without mails is not lost. Of a version whose
 * mails are sent: the changes they told of.
 */
export async function getUntoldChanges(version: PublishedVersion, tx?: Tx): Promise<UntoldChanges> {
  const within = tx === undefined ? {} : { transaction: tx };
  const base =
    version.noticesSince === null
      ? await ProgrammeVersion.findOne({
          where: {
            number: { [Op.lt]: version.number },
            [Op.or]: [{ noticesSentAt: { [Op.ne]: null } }, { number: 1 }],
          },
          order: [['number', 'DESC']],
          ...within,
        })
      : await ProgrammeVersion.findByPk(version.noticesSince, within);
  if (base === null) return { since: null, changes: [] };
  return {
    since: base.number,
    changes: changesBetween(contentOfVersion(base), contentOfVersion(version)),
  };
}
