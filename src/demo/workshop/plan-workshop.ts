import type { NominationRole } from '../../models/codes';
import type { Chance } from '../chance';
import { momentOn, story } from '../dates';
import type { InventedPerson } from '../invent-people';
import type { DemoAccount } from '../make-accounts';
import { addMeetingSlots, askForMeetings, noteOutcomes, placeAccepted } from './arrange-meetings';
import { decideAll, nominate, setPlaces, tellMost } from './gather-nominations';
import {
  answerInvitations,
  confirmFundings,
  fillFreedSeats,
  inviteOthers,
} from './gather-participants';
import {
  collectSlides,
  describeSpeakers,
  handOutCertificates,
  interviewExperts,
  writeNotes,
} from './hold-workshop';
import { countSession, openTheDoors, printBadges, putRight, takeWalkIns } from './keep-desks';
import { changeProgramme, makeProgramme, setUpWorkshop } from './prepare-workshop';

interface Plan {
  today: string;
  chance: Chance;
  people: readonly InventedPerson[];
  on: (day: number, hour: number, run: () => Promise<void>) => void;
  organiser: () => DemoAccount['actor'];
}

/** Adds the workshop to the story, from the first nomination to the certificates. */
export function planWorkshop({ today, chance, people, on, organiser }: Plan): void {
  const { focalPoints, speakers, experts, nominees } = cast(people);
  const deadlines = {
    nominationsCloseAt: momentOn(today, -55, 20),
    registrationClosesAt: momentOn(today, story.dayOne - 1, 20),
  };
  on(-80, 9, () => setUpWorkshop(organiser(), deadlines));
  on(-79, 9, () => setPlaces(organiser()));
  for (const [index, focalPoint] of focalPoints.entries()) {
    on(-75 + (index % 12), 10, () => nominate(organiser(), focalPoint, nominees(focalPoint)));
  }
  on(-54, 9, () => decideAll(organiser()));
  on(-54, 15, () => tellMost(organiser()));
  on(-53, 9, () =>
    inviteOthers(organiser(), [
      ...speakers.map((person) => ({ person, role: 'speaker' as const })),
      ...experts.map((person) => ({ person, role: 'expert' as const })),
      ...people
        .filter(({ role }) => role === 'ppsti_member')
        .map((person) => ({ person, role: 'participant' as const })),
    ]),
  );
  on(-45, 12, () => answerInvitations(chance, people));
  on(-45, 15, () => confirmFundings(organiser()));
  on(-43, 9, () => fillFreedSeats(organiser()));
  on(-44, 9, () => describeSpeakers(organiser(), speakers, experts));
  on(-42, 9, () => makeProgramme(organiser(), speakers));
  on(-40, 9, () => addMeetingSlots(organiser()));
  on(-38, 12, () => askForMeetings(chance, speakersLast(people, speakers)));
  on(-36, 9, () => changeProgramme(organiser()));
  on(-34, 9, () => placeAccepted(organiser()));
  on(story.dayOne - 1, 12, () => printBadges(organiser()));
  for (const day of [1, 2, 3]) {
    // 09:30 in Moscow, where the workshop of the default project is held.
    on(story.dayOne + day - 1, 6, () => openTheDoors(organiser(), chance, day));
    on(story.dayOne + day - 1, 7, () => takeWalkIns(organiser(), day, 3 - day));
    on(story.dayOne + day - 1, 17, () => writeNotes(organiser(), day));
  }
  on(story.dayOne, 16, () => putRight(organiser(), 1));
  on(story.dayThree, 8, () => countSession(organiser(), 'What keeps women from leading clusters'));
  on(story.dayOne + 1, 15, () => interviewExperts(organiser(), experts));
  on(story.dayThree, 15, () => collectSlides(organiser(), speakers));
  on(story.dayThree, 16, () => noteOutcomes(organiser(), chance));
  on(story.dayThree + 1, 9, () => handOutCertificates(organiser()));
}

/** Who plays which part. */
function cast(people: readonly InventedPerson[]) {
  const managers = people.filter(({ role }) => role === 'cluster_manager');
  const women = managers.filter(({ sex }) => sex === 'female');
  const men = managers.filter(({ sex }) => sex === 'male');
  const speakers = [0, 1, 2].flatMap((place) => [women[place * 5], men[place * 5]]);
  const known = speakers.filter((person) => person !== undefined);
  const ofEconomy = (code: string | null) => people.filter((one) => one.economyCode === code);
  return {
    focalPoints: people.filter(({ role }) => role === 'focal_point'),
    speakers: known,
    experts: people.filter(({ role }) => role === 'expert'),
    nominees: ({ economyCode }: InventedPerson) =>
      ofEconomy(economyCode)
        .filter((one) => ['cluster_manager', 'agency'].includes(one.role) && !known.includes(one))
        .map((person): { person: InventedPerson; role: NominationRole } => ({
          person,
          role: 'participant',
        })),
  };
}

/** Speakers have sessions to give; the others ask for meetings first. */
function speakersLast(
  people: readonly InventedPerson[],
  speakers: readonly InventedPerson[],
): InventedPerson[] {
  const managers = people.filter(({ cluster }) => cluster !== null);
  return [...managers.filter((one) => !speakers.includes(one)), ...speakers];
}
