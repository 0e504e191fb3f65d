import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { Economy, Person } from '../../../models';
import type { MemberActionKind } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { labelOf, sexOptions } from '../../people/person-codes';
import { lastWorkshopDay } from '../last-workshop-day';
import { listActions } from './actions.queries';

export const actionWords: Record<MemberActionKind, string> = {
  survey: 'Answered a questionnaire',
  comment: 'Commented on a draft',
  blueprint: 'Contributed to the Blueprint',
};

/** Members of PPSTI by economy, with what they did after the workshop. */
export async function membersPage(): Promise<PageLocals> {
  const lastDay = await lastWorkshopDay();
  const [members, actions] = await Promise.all([
    Person.findAll({
      where: { role: 'ppsti_member', erasedAt: null },
      include: [{ model: Economy, as: 'economy' }],
      order: [[{ model: Economy, as: 'economy' }, 'sort', 'ASC'], 'nameKey', 'id'],
    }),
    listActions(lastDay),
  ]);
  const named = members as (Person & { economy: Economy | null })[];
  return {
    title: 'Members of PPSTI',
    lastDay: formatDate(lastDay),
    members: named.map((person) => ({
      id: person.id,
      name: fullName(person),
      economy: person.economy?.name ?? '',
      sex: labelOf(sexOptions, person.sex),
      actions: actions
        .filter(({ personId }) => personId === person.id)
        .map(({ kind, actedOn, actionId, note }) => ({
          what: actionWords[kind],
          on: formatDate(actedOn),
          actionId,
          note,
        })),
    })),
    active: new Set(actions.map(({ personId }) => personId)).size,
    action: { personId: '', kind: '', actedOn: '', note: '' },
    personOptions: [
      { value: '', label: 'Choose' },
      ...named.map((person) => ({
        value: String(person.id),
        label: [fullName(person), person.economy?.name].filter(Boolean).join(', '),
      })),
    ],
    kindOptions: [
      { value: '', label: 'Choose' },
      ...Object.entries(actionWords).map(([value, label]) => ({ value, label })),
    ],
  };
}
