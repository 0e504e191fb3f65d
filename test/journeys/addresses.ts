import { paths } from '../../src/paths';

/** The first link of a page that matches and leads to what shows something, to get at records. */
export type FirstLink = (address: string, pattern: RegExp, shows?: string) => Promise<string>;

/** Pages of questionnaires, mails and indicators, as the team opens them. */
export async function surveyAddresses(first: FirstLink): Promise<string[]> {
  const form = 'cluster_survey';
  const response = await first(paths.surveyResponses(form), /^\/responses\//);
  return [
    paths.indicators,
    paths.indicator('I01'),
    paths.indicator('I06'),
    paths.indicator('I11'),
    `${paths.indicators}?from=2020-06-16&to=2020-06-18`,
    paths.indicatorsDataHelp,
    paths.completion,
    paths.indicatorRules,
    paths.snapshots,
    paths.snapshot(3),
    `${paths.snapshotComparison}?from=3&to=now`,
    paths.surveys,
    paths.survey(form),
    paths.surveyDefinition(form),
    paths.newSurveyVersion(form),
    paths.surveyVersion(form, 1),
    paths.surveyOpenLink(form),
    paths.surveyMailings(form),
    paths.newMailing(form, 'invitation'),
    paths.newMailing(form, 'reminder'),
    await first(paths.surveyMailings(form), /^\/mailings\/\d+$/),
    paths.surveyFunnel(form),
    paths.surveyResults('collaboration_invitation'),
    `${paths.surveyCross(form)}?rows=main_barrier&by=respondent.sector`,
    paths.surveyDataSets(form),
    `${paths.surveyDataSetComparison(form)}?from=preliminary&to=adjusted`,
    paths.surveyAdjustments(form),
    paths.surveyCoding(form),
    paths.questionCoding(form, 'barriers_comment'),
    `${paths.codingAnswers(form, 'barriers_comment')}?show=all`,
    paths.surveyResultsForOverseers(form),
    paths.surveyResponses(form),
    response,
    `${response}/correction`,
    await first(paths.surveyResponses('success_story'), /^\/responses\//),
    paths.messages,
    await first(paths.messages, /^\/messages\/\d+$/),
  ];
}

/** Pages of records, people and accounts, as the team opens them. */
export async function recordAddresses(first: FirstLink): Promise<string[]> {
  const risk = await first(paths.risks, /^\/records\/risks\/\d+$/);
  const person = await first(paths.people, /^\/people\/\d+$/);
  const cluster = await first(paths.clusters, /^\/people\/clusters\/\d+$/);
  return [
    paths.milestones,
    await first(paths.milestones, /^\/records\/milestones\/\d+$/),
    paths.newMilestone,
    paths.risks,
    risk,
    `${risk}/edit`,
    paths.newRisk,
    paths.oversight,
    paths.newOversightLink,
    await first(paths.oversight, /^\/oversight\/links\/\d+$/),
    paths.draftComments,
    await first(paths.draftComments, /^\/records\/comments\/\d+$/),
    paths.newDraftComment,
    paths.initiatives,
    await first(paths.initiatives, /^\/records\/initiatives\/\d+$/),
    paths.newInitiative,
    paths.ppstiMembers,
    paths.platformRegistrations,
    paths.platformRegistration('PER'),
    paths.people,
    paths.newPerson,
    person,
    `${person}/edit`,
    `${person}/erasure`,
    paths.clusters,
    cluster,
    `${paths.clusterMerge(1)}?from=2`,
    paths.retention,
    paths.newContactImport,
    paths.contactImport(1),
    paths.project,
    paths.accounts,
    paths.password,
    paths.auditTrail,
  ];
}

/** Pages of the workshop, as the team opens them. */
export async function workshopAddresses(first: FirstLink): Promise<string[]> {
  const within = (address: string, rest: string, shows?: string) =>
    first(address, new RegExp(`^/workshop/${rest}$`), shows);
  return [
    paths.workshop,
    paths.workshopSettings,
    paths.programmeDraft,
    await within(paths.programmeDraft, 'programme/sessions/\\d+'),
    paths.newProgrammeSession,
    paths.programmePublication,
    paths.programmeVersion(1),
    paths.nominations,
    paths.nominationEconomy('CHL'),
    paths.focalPointLinks,
    paths.nominees,
    paths.nominationDecisionMails,
    await within(paths.nominees, 'nominations/people/\\d+'),
    paths.registrations,
    await within(paths.registrations, 'registrations/\\d+'),
    paths.newRegistrationInvitations,
    paths.speakers,
    await within(paths.speakers, 'speakers/\\d+/\\w+'),
    paths.materials,
    await within(paths.materials, 'materials/\\d+'),
    paths.interviews,
    await within(paths.interviews, 'interviews/\\d+'),
    paths.newInterview,
    paths.dayNotesOf(1),
    await within(paths.dayNotesOf(1), 'notes/\\d+'),
    paths.certificates,
    await within(paths.certificates, 'certificates/names/\\d+'),
    await within(paths.certificates, 'certificates/\\d+/revocation'),
    paths.matchmaking,
    paths.meetingRequests,
    await within(paths.meetingRequests, 'matchmaking/requests/\\d+', '[name=place]'),
    paths.meetingProposal,
    await within(paths.matchmaking, 'matchmaking/meetings/\\d+'),
    paths.meetingSlots,
    await within(paths.matchmaking, 'matchmaking/slots/\\d+/plan'),
    paths.desk,
    paths.attendance,
    await within(paths.attendance, 'attendance/\\d+'),
    paths.tracker,
    paths.badges,
    paths.badgeSheet,
    paths.workshopLists,
    paths.workshopSurveys,
    await within(paths.workshopSurveys, 'surveys/tablets/\\d+'),
    paths.indicator('I03'),
    paths.indicator('I13'),
    paths.indicator('I19'),
  ];
}

/** Pages of overseers, which are filled from the first minute. */
export const overseersAddresses: readonly string[] = [
  paths.surveyResults('workshop_evaluation'),
  `${paths.surveyResults('workshop_evaluation')}?part=all`,
  paths.surveyCross('workshop_evaluation'),
  paths.surveyFunnel('workshop_evaluation'),
  paths.survey('workshop_evaluation'),
  paths.surveys,
  paths.indicators,
  paths.indicator('I01'),
  paths.indicator('I06'),
  paths.indicator('I12'),
  paths.completion,
  paths.milestones,
  paths.risks,
  paths.oversight,
  paths.indicatorRules,
  paths.snapshot(3),
  `${paths.snapshotComparison}?from=3&to=now`,
];
