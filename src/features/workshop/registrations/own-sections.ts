import { matchmakingSection } from '../matchmaking/section';
import { speakersSection } from '../speakers/speakers-section';
import type { OwnRegistrationRecord } from './find-own-registration';

/** A part of a participant's own page that another area of the workshop adds. */
export interface OwnSection {
  /** A view, from the root of all views: "/workshop/speakers/section". */
  partial: string;
  locals: object;
}

/** In the order of the page. */
export async function ownSections(record: OwnRegistrationRecord): Promise<OwnSection[]> {
  const [speakers, matchmaking] = await Promise.all([
    speakersSection(record.registration),
    matchmakingSection(record),
  ]);
  const { status } = record.registration;
  const comes = status !== 'declined' && status !== 'cancelled';
  return [
    { partial: '/workshop/speakers/section', locals: { speakers } },
    ...(comes ? [{ partial: '/workshop/matchmaking/section', locals: { matchmaking } }] : []),
  ];
}
