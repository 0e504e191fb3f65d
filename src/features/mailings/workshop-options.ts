import { formatDate } from '../../http/format';
import type { WorkshopDay } from '../../models';
import type { Option } from '../people/person-codes';

/** What mailings can ask about people and the workshop; the codes are those of the filter. */
export function workshopOptions(days: Pick<WorkshopDay, 'number' | 'date'>[]): Option[] {
  return [
    { value: 'registered', label: 'Registered' },
    { value: 'attended', label: 'Attended on any day' },
    ...days.map(({ number, date }) => ({
      value: `attended_${number}`,
      label: `Attended on day ${number}, ${formatDate(date)}`,
    })),
  ];
}
