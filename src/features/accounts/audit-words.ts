/** Plain words for the actions, areas and fields of the audit trail. */
const actionWords: Record<string, string> = {
  'account.disabled': 'Disabled the account',
  'account.enabled': 'Enabled the account',
  'account.first_administrator': 'Became the first administrator',
  'account.first_administrator_link_made': 'Made a link to become administrator',
  'account.invited': 'Invited an account',
  'account.link_made': 'Made a link to set the password',
  'account.name_changed': 'Changed the name of the account',
  'account.password_changed': 'Changed their own password',
  'account.password_set': 'Set their password by a link',
  'account.role_changed': 'Changed the role',
  'account.signed_in': 'Signed in',
  'contacts.discarded': 'Discarded an uploaded list of contacts',
  'contacts.imported': 'Imported a list of contacts',
  'contacts.uploaded': 'Uploaded a list of contacts',
  'indicators.exported': 'Downloaded the indicators',
  'invitations.sent': 'Sent invitations',
  'mail.cancelled': 'Cancelled a mail',
  'mail.marked_as_sent': 'Marked a mail as sent',
  'mail.sent_again': 'Sent a mail again',
  'mail.subscribed_again': 'Takes mails again',
  'mail.tested': 'Sent a test mail',
  'mail.unsubscribed': 'Unsubscribed from mails',
  'survey.code_shown': 'Showed the QR code of a personal link',
  'survey.entry_by_staff_begun': 'Began to enter answers for a person',
  'survey.begun_on_tablet': 'Began the questionnaire on a shared tablet',
  'tablet.added': 'Added a shared tablet',
  'tablet.withdrawn': 'Switched off a shared tablet',
  'mailing.cancelled': 'Cancelled the mails that waited',
  'mailing.scheduled': 'Set a time for a mailing',
  'mailing.unscheduled': 'Cancelled a mailing before its time',
  'mailing.refused': 'Did not send a mailing at its time',
  'mailing.failed_sent_again': 'Sent the failed mails again',
  'nomination.accepted': 'Accepted a nomination',
  'nomination.added': 'Nominated a person',
  'nomination.corrected': 'Corrected a nomination',
  'nomination.declined': 'Declined a nomination',
  'nomination.erased': 'Erased a nomination',
  'nomination.focal_point_named': 'Named a focal point',
  'nomination.general_rules_set': 'Set the rules of nominations for all economies',
  'nomination.letter_added': 'Sent a letter of nomination',
  'nomination.letter_removed': 'Removed a letter of nomination',
  'nomination.link_sent': 'Sent a focal point the link',
  'nomination.link_withdrawn': 'Withdrew the link of a focal point',
  'nomination.moved': 'Changed the order of nominations',
  'nomination.put_on_waiting_list': 'Put a nomination on the waiting list',
  'nomination.rules_set': 'Set the rules of nominations of an economy',
  'nomination.withdrawn': 'Withdrew a nomination',
  'participants.exported': 'Downloaded a list of participants',
  'person.added': 'Added a person',
  'person.corrected': 'Corrected a person',
  'person.erased': 'Erased a person',
  'person.exported': 'Exported what is held about a person',
  'programme.changes_sent': 'Sent the changes of the programme',
  'programme.person_added': 'Gave a person a part in a session',
  'programme.person_removed': 'Took a part in a session from a person',
  'programme.published': 'Published the programme',
  'programme.session_added': 'Added a session',
  'programme.session_corrected': 'Corrected a session',
  'programme.session_removed': 'Removed a session',
  'project.corrected': 'Corrected the project',
  'project.travel_eligibility_set': 'Set which economies are travel-eligible',
  'registration.added': 'Registered a person',
  'registration.answered': 'Answered the invitation to the workshop',
  'registration.cancelled': 'Cancelled a registration',
  'registration.calendars_sent': 'Sent changes of the days to calendars',
  'registration.changed': 'Changed a registration',
  'registration.corrected': 'Corrected their own registration',
  'registration.invited': 'Invited to the workshop',
  'registration.invited_again': 'Invited to the workshop again',
  'registration.link_sent': 'Sent the link to the own page again',
  'registration.moved': 'Changed the status of a registration',
  'registration.needs_removed': 'Removed dietary and access needs after the workshop',
  'reminders.sent': 'Sent reminders',
  'response.corrected': 'Corrected the answers',
  'response.submitted': 'Sent the answers',
  'responses.exported': 'Downloaded all responses',
  'sign_in.refused': 'Refused a sign-in: address and password do not go together',
  'sign_in.throttled': 'Refused a sign-in: too many tries',
  'results.released': 'Released results to overseers',
  'survey.closed': 'Closed the questionnaire',
  'survey.draft_saved': 'Saved a draft of the form',
  'survey.loose_files_removed': 'Removed files that belonged to no answers',
  'survey.open_link_disabled': 'Switched the open link off',
  'survey.open_link_enabled': 'Switched the open link on',
  'survey.open_link_renewed': 'Renewed the open link',
  'survey.published': 'Published the form',
  'survey.reopened': 'Opened the questionnaire again',
  'survey.scheduled': 'Set opening and closing times',
  'survey.unsent_answers_removed': 'Removed answers that were begun and not sent',
  'workshop.room_added': 'Added a room',
  'workshop.room_corrected': 'Corrected a room',
  'workshop.room_removed': 'Removed a room',
  'workshop.settings_corrected': 'Corrected how the workshop is held',
};

const areaWords: Record<string, string> = {
  account: 'Accounts',
  contacts: 'Imports of contacts',
  indicators: 'Downloads of indicators',
  invitations: 'Invitations sent',
  mail: 'Mails',
  mailing: 'Mailings',
  nomination: 'Nominations',
  participants: 'Lists of participants',
  person: 'People',
  programme: 'Programme',
  project: 'Project',
  registration: 'Registrations',
  reminders: 'Reminders sent',
  response: 'Answers',
  responses: 'Downloads of responses',
  results: 'Releases of results',
  sign_in: 'Refused sign-ins',
  survey: 'Questionnaires',
  workshop: 'Workshop',
};

const fieldWords: Record<string, string> = {
  asOf: 'List as of',
  closedAt: 'Closed',
  closesAt: 'Closing time',
  clusterId: 'Cluster (number)',
  contactEmail: 'E-mail of the contact',
  contactName: 'Contact for respondents',
  dayDates: 'Dates of the workshop',
  days: 'Days of the workshop',
  economyCode: 'Economy',
  email: 'E-mail address',
  endsOn: 'Last day of the project',
  hostCode: 'Host economy',
  opensAt: 'Opening time',
  origin: 'From (code of the network address)',
  proposerCode: 'Proposing economy',
  startsOn: 'First day of the project',
  suppressionK: 'Smallest group shown',
};

/** "openLinkEnabled", "open_link_enabled" -> "Open link enabled" */
function fromCode(code: string): string {
  const words = code
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A new action reads well before somebody finds better words: "person.note_added" -> "Person: note added". */
export function wordsForAction(action: string): string {
  const [area = '', ...rest] = action.split('.');
  return actionWords[action] ?? `${fromCode(area)}: ${fromCode(rest.join(' ')).toLowerCase()}`;
}

export function wordsForArea(area: string): string {
  return areaWords[area] ?? fromCode(area);
}

export function wordsForField(field: string): string {
  return fieldWords[field] ?? fromCode(field);
}
