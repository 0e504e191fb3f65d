import { Op } from 'sequelize';
import { AuditEvent } from '../../../models';

/** A change of a setting of the project by which indicators are counted or shown, too. */
export interface SettingChange {
  at: Date;
  by: string;
  /** What changed, in a sentence. */
  text: string;
}

/** Changes of the smallest group shown and of the travel-eligible economies, from the audit trail. */
export async function listSettingChanges(): Promise<SettingChange[]> {
  const events = await AuditEvent.findAll({
    where: {
      [Op.or]: [
        { action: 'project.corrected', changes: { [Op.like]: '%"suppressionK"%' } },
        { action: 'project.travel_eligibility_set' },
      ],
    },
    order: ['id'],
  });
  return events.map(({ at, actorName: by, action, changes }) => ({
    at,
    by,
    text: action === 'project.corrected' ? groupText(changes) : eligibilityText(changes),
  }));
}

function groupText(changes: string): string {
  const { suppressionK } = JSON.parse(changes) as { suppressionK?: [number, number] };
  const [before, after] = suppressionK ?? [0, 0];
  return `Smallest group of answers shown: ${before} → ${after}`;
}

function eligibilityText(changes: string): string {
  const { asOf, ...economies } = JSON.parse(changes) as Record<string, unknown>;
  const count = Object.keys(economies).length;
  return `Travel-eligible economies (I04), list as of ${String(asOf)}: ${count} ${count === 1 ? 'economy' : 'economies'} changed`;
}
