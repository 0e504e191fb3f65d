import type {
  IndicatorRecords,
  OpenRecords,
  OthersRecords,
} from '../../../../../exports/indicators/evidence/records';
import { dateIn } from '../../../../lib/clock';
import type { Project, WorkshopDay } from '../../../../models';
import { allEvidence, evidenceOf } from '../../../indicators/evidence';
import type { RuleNumbers } from '../../../indicators/rules/rules';
import { boundaryOf } from '../../../indicators/workshop-boundaries';
import { lastDateOf } from '../../../records/last-workshop-day';
import {
  answerRecords,
  evaluationRecords,
  invitationRecords,
  storyRecords,
} from './form-records.queries';
import {
  clusterRecords,
  commentRecords,
  economyRecords,
  initiativeRecords,
  meetingRecords,
  platformRecords,
} from './kept-records.queries';
import {
  attendanceCounts,
  attendancePersonDays,
  memberRecords,
  rosterRecords,
  sectorCounts,
} from './workshop-records.queries';

interface Facts {
  project: Pick<Project, 'hostCode' | 'timeZone'>;
  days: readonly WorkshopDay[];
  rules: RuleNumbers;
}

/**
 * The records that indicators count, as a reader may see them. Few kinds can be many: these are read
 * while they are written.
 */
export async function readRecords(isProtected: boolean, facts: Facts): Promise<IndicatorRecords> {
  const { project, days, rules } = facts;
  const isTeam = !isProtected;
  const dayOne = boundaryOf(1, project, days);
  const { clusters, numbers } = await clusterRecords(isTeam);
  // What is still to come in the zone of the workshop has no data, whatever was tried out.
  const today = dateIn(project.timeZone);
  const taken = days.filter(({ date }) => date <= today).map(({ number }) => number);
  const open: OpenRecords = {
    economies: await economyRecords({ host: project.hostCode, dayOne }, isTeam),
    clusters,
    ...(await rosterRecords(isTeam)),
    members: await memberRecords(lastDateOf(days), isTeam),
    comments: await commentRecords(isTeam),
    initiatives: await initiativeRecords(project.hostCode, isTeam),
    platform: await platformRecords(isTeam),
    meetings: await meetingRecords(),
    attendance: () => (isTeam ? attendancePersonDays(taken) : attendanceCounts(taken)),
  };
  if (isProtected) return { ...open, ...(await readOthers(taken)) };
  const firstDay = boundaryOf(rules.invitationsFromDay, project, days);
  return {
    ...open,
    audience: 'team',
    answers: () => answerRecords(dayOne, numbers),
    evaluation: () => evaluationRecords(rules.satisfaction),
    invitations: await invitationRecords(firstDay),
    stories: () => storyRecords('report'),
    laterStories: () => storyRecords('yearAfter'),
  };
}

/** The records that are counted, as readers outside the team see them on the pages. */
async function readOthers(taken: readonly number[]): Promise<OthersRecords> {
  return {
    audience: 'overseer',
    invitations: await counted('I07'),
    stories: [
      ...(await counted('I08')).map((story) => ({ ...story, indicator: 'I08' })),
      ...(await counted('I09')).map((story) => ({ ...story, indicator: 'I09' })),
    ],
    sectors: await sectorCounts(taken),
  };
}

// Each batch counts all records anew, so few large ones.
const batch = 10_000;

async function counted(id: string): Promise<OthersRecords['invitations']> {
  const source = await evidenceOf(id, 'overseer');
  if (source === null) throw new Error(`Readers see the records of ${id}.`);
  const rows: OthersRecords['invitations'] = [];
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  for await (const { cells } of allEvidence(source, batch)) {
    const { economy, cluster, title } = cells;
    rows.push({ economy: text(economy), cluster: text(cluster), title: text(title) });
  }
  return rows;
}
