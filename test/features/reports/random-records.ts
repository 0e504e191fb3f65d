import {
  DraftComment,
  Initiative,
  InitiativeProposer,
  SpeakerSheet,
  type SurveyVersion,
} from '../../../src/models';
import { attend } from '../workshop/indicators/attendees';
import { publishTalks, type Talk } from '../workshop/indicators/published-talks';
import { decide, evaluation, newCluster, send } from '../indicators/seed';

type Random = () => number;

function pick<T>(random: Random, items: readonly T[]): T {
  const found = items[Math.floor(random() * items.length)];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
}

const economies = ['AUS', 'HKG', 'PNG', 'VNM', 'RUS', 'TWN'] as const;
const sexes = ['female', 'male', 'prefer_not_to_say', null] as const;
const sectors = ['public', 'private', 'academia', 'other', null] as const;
const talks: Talk[] = [];

/**
 * Adds records of every kind that indicators count, at random: answers early and late, with and without
 * economy or cluster, people on any days, forms with gaps, decisions of all kinds.
 * @param round makes names that are not taken yet
 */
export async function addRandomRecords(
  random: Random,
  round: number,
  forms: Readonly<Record<string, SurveyVersion>>,
): Promise<void> {
  const form = (name: string): SurveyVersion => {
    const found = forms[name];
    if (found === undefined) throw new Error(`No form ${name}.`);
    return found;
  };
  const clusters = [
    await newCluster(`+Cluster ${round}`, pick(random, economies)),
    await newCluster(`=1+1 Cluster ${round}`, pick(random, economies)),
  ];
  for (let index = 0; index < 25; index += 1) {
    const facts = {
      economyCode: random() < 0.1 ? null : pick(random, economies),
      sex: pick(random, sexes),
      clusterId: random() < 0.3 ? null : pick(random, clusters),
      submittedAt: new Date(Date.UTC(2020, 5, 14 + Math.floor(random() * 6), 21)),
    };
    const answer = await send(form('cluster_survey'), facts);
    if (random() < 0.1) await answer.update({ valid: false });
    const steps = Array.from(
      { length: Math.floor(random() * 9) },
      () => 3 + Math.floor(random() * 3),
    );
    await send(form('workshop_evaluation'), {
      answers: evaluation(random() < 0.1 ? null : 3 + Math.floor(random() * 3), steps),
      sex: facts.sex,
      submittedAt: null,
    });
    if (index % 3 > 0) continue;
    const title = pick(random, ['Test beds', ' test  BEDS', 'Training', '-Exchange']);
    const invitation = await send(form('collaboration_invitation'), {
      ...facts,
      answers: { title },
    });
    await decide(invitation, pick(random, ['published', 'published', 'returned'] as const));
    const story = await send(form('success_story'), {
      ...facts,
      answers: {
        story_title: '@Story',
        consent_publish: random() < 0.7,
        ...(random() < 0.7 ? { evidence_link: 'https://cluster.example/' } : {}),
        collaborations: [{ partner_economy: pick(random, economies) }],
      },
    });
    await decide(story, pick(random, ['approved', 'returned'] as const));
    await story.update({ assignedToReport: random() < 0.5 });
  }
  for (let index = 0; index < 25; index += 1) await addPerson(random, pick(random, clusters));
  await publishTalks(talks);
  for (let index = 0; index < 3; index += 1) await addRecords(random, round);
}

async function addPerson(random: Random, cluster: number): Promise<void> {
  const role = pick(random, [
    'participant',
    'participant',
    'speaker',
    'expert',
    'organising_team',
  ] as const);
  const { personId } = await attend({
    sex: pick(random, sexes),
    sector: pick(random, sectors),
    economyCode: random() < 0.1 ? null : pick(random, economies),
    role,
    days: [1, 2, 3].filter(() => random() < 0.6),
    takenBack: [],
  });
  if (role !== 'speaker' && role !== 'expert') return;
  const presents = random() < 0.5;
  await SpeakerSheet.create({
    ...{ personId, kind: role, biography: '', clusterExperience: '', review: 'undecided' },
    ...{ contributed: random() < 0.7, revision: 1 },
    presentsClusterId: presents ? cluster : null,
    clusterHeadedByWoman: presents ? pick(random, [true, false, null]) : null,
  });
  talks.push({ personId, day: 1 + Math.floor(random() * 3), part: 'speaker' });
}

async function addRecords(random: Random, round: number): Promise<void> {
  const isSubstantial = random() < 0.5;
  await DraftComment.create({
    ...{ draft: 'final_report', economyCode: pick(random, economies), receivedOn: '2020-07-01' },
    ...{ comment: '=1', revision: 1 },
    ...(isSubstantial
      ? { substantial: true, decisionReason: 'New.', decidedAt: new Date('2020-07-02T00:00:00Z') }
      : {}),
  });
  const { id } = await Initiative.create({
    ...{ title: `=Initiative ${round}`, description: '', launchedOn: '2020-07-01', revision: 1 },
  });
  for (const economyCode of new Set([pick(random, economies), pick(random, economies)])) {
    await InitiativeProposer.create({ initiativeId: id, economyCode });
  }
}
