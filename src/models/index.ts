import type { Sequelize } from 'sequelize';
import { associate } from './associations';
import { User, initUser } from './user';
import { Session, initSession } from './session';
import { OneTimeLink, initOneTimeLink } from './one-time-link';
import { RateLimit, initRateLimit } from './rate-limit';
import { AuditEvent, initAuditEvent } from './audit-event';
import { Economy, initEconomy } from './economy';
import { Project, initProject } from './project';
import { CoSponsor, initCoSponsor } from './co-sponsor';
import { WorkshopDay, initWorkshopDay } from './workshop-day';
import { Cluster, initCluster } from './cluster';
import { ClusterAlias, initClusterAlias } from './cluster-alias';
import { Person, initPerson } from './person';
import { Consent, initConsent } from './consent';
import { ContactImport, initContactImport } from './contact-import';
import { Survey, initSurvey } from './survey';
import { SurveyVersion, initSurveyVersion } from './survey-version';
import { Invitation, initInvitation } from './invitation';
import { Draft, initDraft } from './draft';
import { Response, initResponse } from './response';
import { AnswerValue, initAnswerValue } from './answer-value';
import { ResponseReview, initResponseReview } from './response-review';
import { Upload, initUpload } from './upload';
import { Mailing, initMailing } from './mailing';
import { Message, initMessage } from './message';
import { ReleasedResult, initReleasedResult } from './released-result';
import { PackedAnswer, initPackedAnswer } from './packed-answer';
import { OpenCode, initOpenCode } from './open-code';
import { OpenCodeChange, initOpenCodeChange } from './open-code-change';
import { CodedAnswer, initCodedAnswer } from './coded-answer';
import { DataSet, initDataSet } from './data-set';
import { DataSetResponse, initDataSetResponse } from './data-set-response';
import { EarlierAnswer, initEarlierAnswer } from './earlier-answer';
import { AnswerAdjustment, initAnswerAdjustment } from './answer-adjustment';
import { AnswerCorrection, initAnswerCorrection } from './answer-correction';
import { DailyRun, initDailyRun } from './daily-run';
import { IndicatorRule, initIndicatorRule } from './indicator-rule';
import { IndicatorTarget, initIndicatorTarget } from './indicator-target';
import { Snapshot, initSnapshot } from './snapshot';
import { SnapshotEvidence, initSnapshotEvidence } from './snapshot-evidence';
import { SnapshotValue, initSnapshotValue } from './snapshot-value';
import { Unsubscription, initUnsubscription } from './unsubscription';
import { WorkshopSettings, initWorkshopSettings } from './workshop-settings';
import { Room, initRoom } from './room';
import { Registration, initRegistration } from './registration';
import { RegistrationDay, initRegistrationDay } from './registration-day';
import { RegistrationChange, initRegistrationChange } from './registration-change';
import { CalendarEntry, initCalendarEntry } from './calendar-entry';
import { Attendance, initAttendance } from './attendance';
import { AttendanceEvent, initAttendanceEvent } from './attendance-event';
import { AttendanceUndo, initAttendanceUndo } from './attendance-undo';
import { SessionAttendance, initSessionAttendance } from './session-attendance';
import { BadgePrint, initBadgePrint } from './badge-print';
import { ProgrammeSession, initProgrammeSession } from './programme-session';
import { SessionPerson, initSessionPerson } from './session-person';
import { ProgrammeVersion, initProgrammeVersion } from './programme-version';
import { NominationSettings, initNominationSettings } from './nomination-settings';
import { NominationRule, initNominationRule } from './nomination-rule';
import { FocalPoint, initFocalPoint } from './focal-point';
import { Nomination, initNomination } from './nomination';
import { NominationDecision, initNominationDecision } from './nomination-decision';
import { NominationLetter, initNominationLetter } from './nomination-letter';
import { SpeakerSheet, initSpeakerSheet } from './speaker-sheet';
import { Material, initMaterial } from './material';
import { Interview, initInterview } from './interview';
import { DayNote, initDayNote } from './day-note';
import { CertificateName, initCertificateName } from './certificate-name';
import { Certificate, initCertificate } from './certificate';
import { CertificateDay, initCertificateDay } from './certificate-day';
import { ScheduledMailing, initScheduledMailing } from './scheduled-mailing';
import { AssistedAnswer, initAssistedAnswer } from './assisted-answer';
import { Tablet, initTablet } from './tablet';
import { MeetingSlot, initMeetingSlot } from './meeting-slot';
import { MeetingRequest, initMeetingRequest } from './meeting-request';
import { MeetingRequestChange, initMeetingRequestChange } from './meeting-request-change';
import { Meeting, initMeeting } from './meeting';
import { MeetingParty, initMeetingParty } from './meeting-party';
import { MeetingReport, initMeetingReport } from './meeting-report';
import { DraftComment, initDraftComment } from './draft-comment';
import { Initiative, initInitiative } from './initiative';
import { InitiativeProposer, initInitiativeProposer } from './initiative-proposer';
import { FocalPointVerification, initFocalPointVerification } from './focal-point-verification';
import { Implementer, initImplementer } from './implementer';
import { MemberAction, initMemberAction } from './member-action';
import { PlatformRegistration, initPlatformRegistration } from './platform-registration';
import { Milestone, initMilestone } from './milestone';
import { Risk, initRisk } from './risk';
import { RiskChange, initRiskChange } from './risk-change';
import { OversightLink, initOversightLink } from './oversight-link';
import { OversightSession, initOversightSession } from './oversight-session';
import { OversightSubscription, initOversightSubscription } from './oversight-subscription';
import { TabletSitting, initTabletSitting } from './tablet-sitting';
import { RetentionAnnouncement, initRetentionAnnouncement } from './retention-announcement';
import { RetentionExtension, initRetentionExtension } from './retention-extension';

/** Binds every model to the connection and ties the associations. Called once, at boot. */
export function bindModels(sequelize: Sequelize): void {
  initUser(sequelize);
  initSession(sequelize);
  initOneTimeLink(sequelize);
  initRateLimit(sequelize);
  initAuditEvent(sequelize);
  initEconomy(sequelize);
  initProject(sequelize);
  initCoSponsor(sequelize);
  initWorkshopDay(sequelize);
  initCluster(sequelize);
  initClusterAlias(sequelize);
  initPerson(sequelize);
  initConsent(sequelize);
  initContactImport(sequelize);
  initSurvey(sequelize);
  initSurveyVersion(sequelize);
  initInvitation(sequelize);
  initDraft(sequelize);
  initResponse(sequelize);
  initAnswerValue(sequelize);
  initResponseReview(sequelize);
  initUpload(sequelize);
  initMailing(sequelize);
  initMessage(sequelize);
  initUnsubscription(sequelize);
  initReleasedResult(sequelize);
  initPackedAnswer(sequelize);
  initOpenCode(sequelize);
  initOpenCodeChange(sequelize);
  initCodedAnswer(sequelize);
  initDataSet(sequelize);
  initDataSetResponse(sequelize);
  initEarlierAnswer(sequelize);
  initAnswerAdjustment(sequelize);
  initAnswerCorrection(sequelize);
  initDailyRun(sequelize);
  initIndicatorRule(sequelize);
  initIndicatorTarget(sequelize);
  initSnapshot(sequelize);
  initSnapshotEvidence(sequelize);
  initSnapshotValue(sequelize);
  initWorkshopSettings(sequelize);
  initRoom(sequelize);
  initRegistration(sequelize);
  initRegistrationDay(sequelize);
  initRegistrationChange(sequelize);
  initCalendarEntry(sequelize);
  initAttendance(sequelize);
  initAttendanceEvent(sequelize);
  initAttendanceUndo(sequelize);
  initSessionAttendance(sequelize);
  initBadgePrint(sequelize);
  initProgrammeSession(sequelize);
  initSessionPerson(sequelize);
  initProgrammeVersion(sequelize);
  initNominationSettings(sequelize);
  initNominationRule(sequelize);
  initFocalPoint(sequelize);
  initNomination(sequelize);
  initNominationDecision(sequelize);
  initNominationLetter(sequelize);
  initSpeakerSheet(sequelize);
  initMaterial(sequelize);
  initInterview(sequelize);
  initDayNote(sequelize);
  initCertificateName(sequelize);
  initCertificate(sequelize);
  initCertificateDay(sequelize);
  initScheduledMailing(sequelize);
  initAssistedAnswer(sequelize);
  initTablet(sequelize);
  initMeetingSlot(sequelize);
  initMeetingRequest(sequelize);
  initMeetingRequestChange(sequelize);
  initMeeting(sequelize);
  initMeetingParty(sequelize);
  initMeetingReport(sequelize);
  initDraftComment(sequelize);
  initInitiative(sequelize);
  initInitiativeProposer(sequelize);
  initFocalPointVerification(sequelize);
  initImplementer(sequelize);
  initMemberAction(sequelize);
  initPlatformRegistration(sequelize);
  initMilestone(sequelize);
  initRisk(sequelize);
  initRiskChange(sequelize);
  initOversightLink(sequelize);
  initOversightSession(sequelize);
  initOversightSubscription(sequelize);
  initTabletSitting(sequelize);
  initRetentionAnnouncement(sequelize);
  initRetentionExtension(sequelize);
  associate();
}

export {
  User,
  Session,
  OneTimeLink,
  RateLimit,
  AuditEvent,
  Economy,
  Project,
  CoSponsor,
  WorkshopDay,
  Cluster,
  ClusterAlias,
  Person,
  Consent,
  ContactImport,
  Survey,
  SurveyVersion,
  Invitation,
  Draft,
  Response,
  AnswerValue,
  ResponseReview,
  Upload,
  Mailing,
  Message,
  Unsubscription,
  ReleasedResult,
  PackedAnswer,
  OpenCode,
  OpenCodeChange,
  CodedAnswer,
  DataSet,
  DataSetResponse,
  EarlierAnswer,
  AnswerAdjustment,
  AnswerCorrection,
  DailyRun,
  IndicatorRule,
  IndicatorTarget,
  Snapshot,
  SnapshotEvidence,
  SnapshotValue,
  WorkshopSettings,
  Room,
  Registration,
  RegistrationDay,
  RegistrationChange,
  CalendarEntry,
  Attendance,
  AttendanceEvent,
  AttendanceUndo,
  SessionAttendance,
  BadgePrint,
  ProgrammeSession,
  SessionPerson,
  ProgrammeVersion,
  NominationSettings,
  NominationRule,
  FocalPoint,
  Nomination,
  NominationDecision,
  NominationLetter,
  SpeakerSheet,
  Material,
  Interview,
  DayNote,
  CertificateName,
  Certificate,
  CertificateDay,
  ScheduledMailing,
  AssistedAnswer,
  Tablet,
  MeetingSlot,
  MeetingRequest,
  MeetingRequestChange,
  Meeting,
  MeetingParty,
  MeetingReport,
  DraftComment,
  Initiative,
  InitiativeProposer,
  FocalPointVerification,
  Implementer,
  MemberAction,
  PlatformRegistration,
  Milestone,
  Risk,
  RiskChange,
  OversightLink,
  OversightSession,
  OversightSubscription,
  TabletSitting,
  RetentionAnnouncement,
  RetentionExtension,
};
