import type { WorkshopSettings } from '../../../models';
import { paths } from '../../../paths';
import type { WorkshopCounts } from './hub.queries';

export interface NextStep {
  text: string;
  label: string;
  href: string;
}

export interface WorkshopState {
  settings: Pick<
    WorkshopSettings,
    'mode' | 'venue' | 'onlineLink' | 'nominationsCloseAt' | 'registrationClosesAt'
  >;
  counts: WorkshopCounts;
  /** Number of the version everybody sees; null before the first. */
  version: number | null;
  /** Points in which the draft differs from it. */
  changes: number;
  /** Mails about the latest version wait for a press. */
  untold: boolean;
  /** Where today is: before the first day, on a day, on or between the days, or after the last. */
  today: { phase: 'before' | 'during' | 'after'; day: number | null };
}

/** What an organiser has to do next, the most pressing first. */
export function nextSteps(state: WorkshopState): NextStep[] {
  const { counts } = state;
  const { phase } = state.today;
  if (phase === 'after') return counts.registered === 0 ? [newDates] : [];
  return [
    ...onTheDay(state),
    ...(phase === 'before' ? preparations(state) : []),
    ...programmeSteps(state),
    ...peopleSteps(state),
  ];
}

/** A new project begins with the dates of its application, which may be long over. */
const newDates = step(
  'The days of the workshop are in the past, and nobody is registered.',
  'Set the dates',
  paths.project,
);

function onTheDay({ today }: WorkshopState): NextStep[] {
  if (today.day === null) return [];
  return [step(`Day ${today.day} is today: check people in.`, 'Open the desk', paths.desk)];
}

function preparations({ settings, counts }: WorkshopState): NextStep[] {
  const all: [boolean, NextStep][] = [
    [
      settings.mode !== 'online' && settings.venue === '',
      step('The venue is not named yet.', 'Name the venue', paths.workshopSettings),
    ],
    [
      settings.mode !== 'on_site' && settings.onlineLink === '',
      step('People online have no link yet.', 'Give the link', paths.workshopSettings),
    ],
    [
      settings.nominationsCloseAt === null,
      step('Nominations have no deadline yet.', 'Set the deadline', paths.workshopSettings),
    ],
    [
      settings.registrationClosesAt === null,
      step('Registration has no deadline yet.', 'Set the deadline', paths.workshopSettings),
    ],
    [
      counts.focalPoints === 0,
      step('No focal point can nominate yet.', 'Invite focal points', paths.nominations),
    ],
  ];
  return all.filter(([open]) => open).map(([, next]) => next);
}

function programmeSteps({ counts, version, changes, untold }: WorkshopState): NextStep[] {
  if (counts.sessions === 0) {
    return [
      step('The programme has no sessions yet.', 'Build the programme', paths.programmeDraft),
    ];
  }
  if (version === null) {
    return [step('The programme is not public yet.', 'Publish it', paths.programmePublication)];
  }
  if (changes > 0) {
    const points = changes === 1 ? '1 point' : `${changes} points`;
    return [
      step(
        `The draft of the programme differs from version ${version} in ${points}.`,
        'See and publish',
        paths.programmePublication,
      ),
    ];
  }
  if (!untold) return [];
  return [
    step(
      `Those concerned by version ${version} of the programme have not been told.`,
      'See who they are',
      paths.programmeVersion(version),
    ),
  ];
}

function peopleSteps({ counts }: WorkshopState): NextStep[] {
  const { openNominations, waiting } = counts;
  return [
    ...(openNominations === 0
      ? []
      : [
          step(
            openNominations === 1
              ? '1 nomination waits for a decision.'
              : `${openNominations} nominations wait for a decision.`,
            'Decide',
            paths.nominations,
          ),
        ]),
    ...(waiting === 0
      ? []
      : [
          step(
            waiting === 1
              ? '1 person is on the waiting list.'
              : `${waiting} people are on the waiting list.`,
            'See registrations',
            paths.registrations,
          ),
        ]),
  ];
}

function step(text: string, label: string, href: string): NextStep {
  return { text, label, href };
}
