import type { NominationRole, NominationStatus } from '../../../models/codes';
import type { Option } from '../../people/person-codes';

/** How a status is called and which class of .status shows it; the same to both sides. */
export const nominationStatusWords: Record<NominationStatus, { label: string; tone: string }> = {
  submitted: { label: 'Waiting for decision', tone: 'status-active' },
  accepted: { label: 'Accepted', tone: 'status-good' },
  waiting: { label: 'Waiting list', tone: 'status-caution' },
  declined: { label: 'Declined', tone: 'status-bad' },
  withdrawn: { label: 'Withdrawn', tone: '' },
};

export const nominationRoleLabels: Record<NominationRole, string> = {
  participant: 'Participant',
  speaker: 'Speaker',
  expert: 'Expert',
};

export const nominationRoleOptions: Option[] = Object.entries(nominationRoleLabels).map(
  ([value, label]) => ({ value, label }),
);

/** "1 place", "3 places" */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
