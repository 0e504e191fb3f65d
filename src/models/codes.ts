/** Code lists that have a CHECK in the database. The order is the order of display. */
export const roles = ['administrator', 'organiser', 'overseer'] as const;
export type Role = (typeof roles)[number];

export const sexes = ['female', 'male', 'prefer_not_to_say'] as const;
export type Sex = (typeof sexes)[number];

export const sectors = ['public', 'private', 'academia', 'other'] as const;
export type Sector = (typeof sectors)[number];

export const affiliations = [
  'member_economy',
  'guest',
  'international_organisation',
  'other',
] as const;
export type Affiliation = (typeof affiliations)[number];

export type ActorKind = 'user' | 'respondent' | 'command' | 'system';

/** Where an organiser's review of a submitted invitation or story stands. */
export const reviews = [
  'submitted',
  'published',
  'approved',
  'returned',
  'expired',
  'closed',
] as const;
export type Review = (typeof reviews)[number];

export const messageStatuses = [
  'queued',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'cancelled',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** What a calendar does with an entry that a mail brings. */
export type CalendarMethod = 'REQUEST' | 'CANCEL';

export const workshopModes = ['on_site', 'online', 'hybrid'] as const;
export type WorkshopMode = (typeof workshopModes)[number];

/** How one person takes part. */
export const attendanceModes = ['on_site', 'online'] as const;
export type AttendanceMode = (typeof attendanceModes)[number];

/** The organising team is checked in too, and counted in no indicator. */
export const registrationRoles = ['participant', 'speaker', 'expert', 'organising_team'] as const;
export type RegistrationRole = (typeof registrationRoles)[number];

export const registrationStatuses = [
  'invited',
  'registered',
  'waiting',
  'declined',
  'cancelled',
] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export type RegistrationOrigin = 'nomination' | 'invitation' | 'walk_in' | 'demo';

export const nominationRoles = ['participant', 'speaker', 'expert'] as const;
export type NominationRole = (typeof nominationRoles)[number];

/** Withdrawn by the focal point; all others by the team. */
export const nominationStatuses = [
  'submitted',
  'accepted',
  'waiting',
  'declined',
  'withdrawn',
] as const;
export type NominationStatus = (typeof nominationStatuses)[number];

export const fundings = [
  'apec_funded',
  'own_economy',
  'own_organisation',
  'host',
  'other',
] as const;
export type Funding = (typeof fundings)[number];

export type AttendanceKind = 'check_in' | 'undo';

export const attendanceMethods = ['scan', 'typed', 'walk_in', 'correction'] as const;
export type AttendanceMethod = (typeof attendanceMethods)[number];

export const sessionTypes = [
  'opening_remarks',
  'closing_remarks',
  'report',
  'presentation',
  'survey_results',
  'panel',
  'site_visit',
  'networking',
  'working_group',
  'break',
] as const;
export type SessionType = (typeof sessionTypes)[number];

export const sessionParts = ['chair', 'speaker', 'panellist'] as const;
export type SessionPart = (typeof sessionParts)[number];

export const sheetKinds = ['speaker', 'expert'] as const;
export type SheetKind = (typeof sheetKinds)[number];

export const suitabilities = ['undecided', 'suitable', 'not_suitable'] as const;
export type Suitability = (typeof suitabilities)[number];

/** Who may see a presentation. */
export const releases = ['held', 'participants', 'public'] as const;
export type Release = (typeof releases)[number];

/** What the interviewed person agreed to. */
export const interviewConsents = ['none', 'report_unnamed', 'report_named'] as const;
export type InterviewConsent = (typeof interviewConsents)[number];

export const dayNoteKinds = ['issue', 'survey_adjustment', 'recommendation', 'action'] as const;
export type DayNoteKind = (typeof dayNoteKinds)[number];

export type CertificateState = 'valid' | 'replaced' | 'revoked';

/** What the administrators' list of what is soon to be erased can name. */
export type RetentionSubject = 'person' | 'nomination' | 'response';

export type ScheduledMailingStatus = 'waiting' | 'sent' | 'refused' | 'cancelled';

export const meetingRequestStatuses = ['asked', 'accepted', 'declined', 'withdrawn'] as const;
export type MeetingRequestStatus = (typeof meetingRequestStatuses)[number];

export const meetingStatuses = ['planned', 'held', 'no_show', 'cancelled'] as const;
export type MeetingStatus = (typeof meetingStatuses)[number];

/** From the least to the most that can come of a meeting. */
export const meetingOutcomes = [
  'none',
  'contact',
  'meeting',
  'letter_of_intent',
  'mou',
  'project',
] as const;
export type MeetingOutcome = (typeof meetingOutcomes)[number];

/** Documents of the project on whose drafts economies comment. */
export const drafts = ['questionnaire', 'blueprint', 'final_report'] as const;
export type DraftName = (typeof drafts)[number];

/** What makes a member of PPSTI active after the workshop. */
export const memberActionKinds = ['survey', 'comment', 'blueprint'] as const;
export type MemberActionKind = (typeof memberActionKinds)[number];

/** In which part somebody carries the project out. */
export const implementerParts = ['organising_team', 'contractor', 'expert', 'other'] as const;
export type ImplementerPart = (typeof implementerParts)[number];

/** How a focal point at the platform was verified. */
export const verificationMethods = ['mail', 'letter', 'call', 'meeting'] as const;
export type VerificationMethod = (typeof verificationMethods)[number];

/** What a milestone's date is counted from. */
export const milestoneAnchors = ['day_one', 'project_end', 'fixed'] as const;
export type MilestoneAnchor = (typeof milestoneAnchors)[number];

export const shiftUnits = ['days', 'months'] as const;
export type ShiftUnit = (typeof shiftUnits)[number];

export const riskStatuses = ['open', 'mitigated', 'occurred', 'closed'] as const;
export type RiskStatus = (typeof riskStatuses)[number];

/** When readers who asked for it are told what changed. */
export const subscriptionRhythms = ['weekly', 'milestones', 'both'] as const;
export type SubscriptionRhythm = (typeof subscriptionRhythms)[number];

/** What can happen to a code of open answers. */
export type CodeChange = 'added' | 'renamed' | 'described' | 'merged' | 'retired' | 'restored';

/** Frozen data sets of a form: as presented on Day 1, and as adjusted for the report. */
export const dataSetKinds = ['preliminary', 'adjusted'] as const;
export type DataSetKind = (typeof dataSetKinds)[number];

/** What changes answers that were frozen. */
export type AdjustmentKind =
  'not_valid' | 'valid_again' | 'corrected_by_respondent' | 'corrected_by_staff' | 'erased';

/** When a snapshot of the indicators was taken: every day, when a milestone was reached, by hand. */
export type SnapshotKind = 'daily' | 'milestone' | 'manual';
