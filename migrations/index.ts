import { accounts } from './0001-accounts';
import { project } from './0002-project';
import { people } from './0003-people';
import { surveys } from './0004-surveys';
import { mail } from './0005-mail';
import { releasedResults } from './0006-released-results';
import { dailyWork } from './0007-daily-work';
import { workshop } from './0010-workshop';
import { programmeVersions } from './0011-programme-versions';
import { nominations } from './0012-nominations';
import { calendarEntries } from './0013-calendar-entries';
import { checkIn } from './0014-check-in';
import { speakers } from './0015-speakers';
import { matchmaking } from './0016-matchmaking';
import { workshopSurveys } from './0017-workshop-surveys';
import { toldDecisions } from './0018-told-decisions';
import { monitoringRecords } from './0020-monitoring-records';
import { indicatorRules } from './0021-indicator-rules';
import { snapshots } from './0022-snapshots';
import { milestonesAndRisks } from './0023-milestones-and-risks';
import { oversight } from './0024-oversight';
import { packedAnswers } from './0025-packed-answers';
import { resultsInDepth } from './0026-results-in-depth';
import { figures } from './0027-figures';
import { retention } from './0028-retention';
import { sittings } from './0029-sittings';
import { clusterAliases } from './0030-cluster-aliases';
import { answerCorrections } from './0031-answer-corrections';
import { toldFunding } from './0032-told-funding';
import { implementers } from './0033-implementers';
import { verifiedFocalPoints } from './0034-verified-focal-points';
import type { Migration } from './dialect';

/** In order, for ever: a landed migration is never edited, moved or removed. */
export const migrations: Migration[] = [
  accounts,
  project,
  people,
  surveys,
  mail,
  releasedResults,
  dailyWork,
  workshop,
  programmeVersions,
  nominations,
  calendarEntries,
  checkIn,
  speakers,
  matchmaking,
  workshopSurveys,
  toldDecisions,
  monitoringRecords,
  indicatorRules,
  snapshots,
  milestonesAndRisks,
  oversight,
  packedAnswers,
  resultsInDepth,
  figures,
  retention,
  sittings,
  clusterAliases,
  answerCorrections,
  toldFunding,
  implementers,
  verifiedFocalPoints,
];
