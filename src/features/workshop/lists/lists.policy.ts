import { participantLists, type ParticipantListKey } from '../../../../exports/participants/lists';
import { fundingOf } from '../registrations/funding';
import type { Role } from '../../../models/codes';
import type { ParticipantRecord } from './participants.queries';

/** Overseers get counts alone; lists of people are for organisers. */
export function mayDownload(role: Role, list: ParticipantListKey): boolean {
  const isPersonal = participantLists.some((other) => other.key === list && other.isPersonal);
  return role !== 'overseer' || !isPersonal;
}

/** Who stands in a list. Nobody whose data were erased stands in any; they are in the counts. */
export function isIn(list: ParticipantListKey, person: ParticipantRecord): boolean {
  if (person.isErased || list === 'counts') return false;
  const isComing = person.status === 'registered';
  switch (list) {
    case 'participants':
      return true;
    case 'published':
      return person.mayBeListed;
    case 'attendance':
      return isComing && person.mode === 'on_site';
    case 'travel':
      return isComing && fundingOf(person).category === 'apec_funded' && person.isTravelEligible;
  }
}
