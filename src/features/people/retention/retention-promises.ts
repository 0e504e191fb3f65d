import { storyRounds } from '../../surveys/story-rounds';

/**
 * For how long personal details are kept: the one place that says so. What people are told and
 * what the work of the day does both come from here; a test holds the texts of the forms to it.
 */
export const retentionYears = 3;
const yearsInWords = 'three';

/** Months after which a published invitation for collaboration expires. */
export const invitationMonths = 12;

/** Days before the day on which somebody is listed for administrators. */
export const listedDaysBefore = 60;

/**
 * Days that somebody has stood in the list at least, whatever the dates say: a date of the
 * workshop that was mistyped must not erase everybody over night.
 */
export const listedDaysAtLeast = 30;

/** From which day the time runs: the last of the workshop, of the expiry, of the sending. */
export type RetentionStart = 'workshop' | 'expiry' | 'sending';

export interface RetentionPromise {
  /** The key of a form, or the source of a consent given elsewhere. */
  source: string;
  title: string;
  from: RetentionStart;
  /** What the text that people agree to says, word for word. */
  words: string;
}

const kept = `Contact details are kept for up to ${yearsInWords} years after`;

export const registrationPromise: RetentionPromise = {
  source: 'workshop_registration',
  title: 'Registration for the workshop',
  from: 'workshop',
  words: `${kept} the workshop`,
};

export const formPromises: readonly RetentionPromise[] = [
  {
    source: 'cluster_survey',
    title: 'Questionnaire',
    from: 'workshop',
    words: `${kept} the workshop`,
  },
  {
    source: 'collaboration_invitation',
    title: 'Invitation for collaboration',
    from: 'expiry',
    words: `${kept} the invitation has expired`,
  },
  {
    source: storyRounds.report,
    title: 'Success story',
    from: 'sending',
    words: `${kept} you send the form`,
  },
  {
    source: storyRounds.yearAfter,
    title: 'Success story, one year later',
    from: 'sending',
    words: `${kept} you send the form`,
  },
];

/** What a form promises; a form that promises nothing of its own goes with the workshop. */
export function startOfForm(form: string): RetentionStart {
  return formPromises.find(({ source }) => source === form)?.from ?? 'workshop';
}
