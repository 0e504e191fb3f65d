import {
  DraftComment,
  FocalPointVerification,
  Initiative,
  InitiativeProposer,
  Meeting,
  MeetingRequest,
  MeetingSlot,
  MemberAction,
  Person,
  PlatformRegistration,
  SpeakerSheet,
} from '../../../src/models';
import { personWith } from '../records/people';
import { attend, attendMany } from '../workshop/indicators/attendees';
import { publishTalks } from '../workshop/indicators/published-talks';
import { decide, evaluation, newCluster, publish, send } from './seed';

// The workshop is on 16, 17 and 18 June 2020 in Moscow, three hours ahead of UTC.
const juneBegins = new Date('2020-05-31T21:00:00.000Z');
const lastOfMay = new Date('2020-05-31T20:59:59.999Z');
const lastOfWorkshop = new Date('2020-06-18T20:59:59.999Z');
const dayAfter = new Date('2020-06-18T21:00:00.000Z');

/** Records for each of the nineteen indicators, before, during and after the workshop. */
export async function keepDatedRecords(): Promise<void> {
  await sendAnswers();
  await holdWorkshop();
  await keepRecords();
}

async function sendAnswers(): Promise<void> {
  const cluster = await newCluster('Robotics North', 'THA');
  const other = await newCluster('Robotics South', 'PER');
  const survey = await publish('cluster_survey');
  const facts = { sex: 'female' as const };
  await send(survey, { ...facts, economyCode: 'THA', clusterId: cluster, submittedAt: lastOfMay });
  await send(survey, { ...facts, economyCode: 'PER', clusterId: other, submittedAt: juneBegins });
  await send(survey, { ...facts, economyCode: 'PER', clusterId: other, submittedAt: dayAfter });
  const form = await publish('workshop_evaluation');
  for (const [submittedOn, overall] of [
    ['2020-06-18', 5],
    ['2020-06-19', 2],
  ] as const) {
    await send(form, {
      answers: evaluation(overall, [5, 5, 5, 5, 5, 5]),
      submittedAt: null,
      submittedOn,
    });
  }
  const invitation = await publish('collaboration_invitation');
  const story = await publish('success_story');
  const later = await publish('success_story_one_year');
  for (const [title, submittedAt] of [
    ['At the workshop', lastOfWorkshop],
    ['After the workshop', dayAfter],
  ] as const) {
    const sent = { answers: { title }, clusterId: cluster, economyCode: 'THA', submittedAt };
    await decide(await send(invitation, sent), 'published');
    const told = await send(story, { ...sent, answers: { story_title: title } });
    await decide(told, 'approved');
    await told.update({ assignedToReport: true });
    await decide(await send(later, { ...sent, answers: { story_title: title } }), 'approved');
  }
}

async function holdWorkshop(): Promise<void> {
  await attendMany(3, { sex: 'female', economyCode: 'CHL', days: [1, 2] });
  await attendMany(2, { sex: 'male', economyCode: 'JPN', days: [1] });
  const first = await attend({ sex: 'female', role: 'speaker', economyCode: 'JPN', days: [1, 3] });
  const second = await attend({ sex: 'male', role: 'speaker', economyCode: 'JPN', days: [3] });
  await publishTalks([
    { personId: first.personId, day: 1, part: 'speaker' },
    { personId: second.personId, day: 3, part: 'speaker' },
  ]);
  const expert = await attend({ sex: 'female', role: 'expert', economyCode: 'JPN', days: [2] });
  await SpeakerSheet.create({
    personId: expert.personId,
    kind: 'expert',
    biography: '',
    clusterExperience: '',
    review: 'undecided',
    contributed: true,
    revision: 1,
  });
  const low = await newCluster('Asked', 'HKG');
  const high = await newCluster('Asking', 'VNM');
  const slot = await MeetingSlot.create({
    ...{ dayNumber: 2, startsAt: '14:00', endsAt: '14:20', tableCount: 3, revision: 1 },
  });
  const request = await MeetingRequest.create({
    ...{ fromClusterId: high, toClusterId: low, lowClusterId: low, highClusterId: high },
    ...{ askedBy: null, message: '', status: 'accepted', revision: 1 },
  });
  await Meeting.create({
    ...{ requestId: request.id, slotId: slot.id, tableNumber: 1, status: 'held' },
    ...{ outcome: 'none', note: '', settledBy: null, revision: 1 },
  });
}

async function keepRecords(): Promise<void> {
  for (const [economyCode, receivedOn] of [
    ['CHL', '2020-06-10'],
    ['KOR', '2020-07-01'],
  ] as const) {
    await DraftComment.create({
      ...{ draft: 'final_report', economyCode, receivedOn, comment: 'Add a table.', revision: 1 },
      ...{ substantial: true, decisionReason: 'New facts.', decidedAt: new Date() },
    });
    const initiative = await Initiative.create({
      ...{ title: 'A network', description: '', launchedOn: receivedOn, revision: 1 },
    });
    await InitiativeProposer.create({ initiativeId: initiative.id, economyCode });
    await PlatformRegistration.create({
      ...{ economyCode, pagePublishedOn: '2020-06-01' },
      ...{ note: '', revision: 1 },
    });
    const { id: personId } = await personWith({ role: 'focal_point', economyCode });
    await FocalPointVerification.create({
      ...{ economyCode, personId, method: 'letter', verifiedOn: receivedOn, note: 'Theirs.' },
      ...{ verifiedByName: 'Organiser', verifiedAt: new Date() },
    });
  }
  const member = await Person.create({
    ...{ givenName: 'Ana', familyName: 'Member', nameKey: 'member', sex: 'female' },
    ...{ affiliation: 'member_economy', economyCode: 'CHL', role: 'ppsti_member' },
    ...{ language: 'en', origin: 'manual', revision: 1 },
  });
  await MemberAction.create({
    ...{ personId: member.id, kind: 'blueprint', actedOn: '2020-07-02', note: '' },
  });
}
