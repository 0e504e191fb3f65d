import fc from 'fast-check';
import { loadVersion } from '../../../src/features/surveys/survey-cache';
import * as models from '../../../src/models';
import type { RegistrationRole } from '../../../src/models/codes';
import type { StoredSex } from '../../../src/statistics/sex-split';
import { generateAnswers } from '../../../src/survey-engine/generate-answers';
import { seeded } from '../../harness/seeded';
import { decide, evaluation, newCluster, send, type Sent } from '../indicators/seed';
import { attend, nobodyRegistered } from '../workshop/indicators/attendees';
import { publishTalks, type Talk } from '../workshop/indicators/published-talks';

/** So many records of a kind, by people of these sexes. */
interface Crowd {
  size: number;
  sexes: readonly StoredSex[];
}

const crowds: fc.Arbitrary<Crowd> = fc.record({
  size: fc.oneof(fc.constantFrom(0, 1, 24), fc.integer({ min: 2, max: 12 })),
  sexes: fc.constantFrom<StoredSex[]>(
    ['female'],
    ['male'],
    ['prefer_not_to_say', null],
    ['female', 'male'],
    ['female', 'male', 'prefer_not_to_say', null],
  ),
});

/** Records of every kind that indicators count: none, one, some or many of each. */
export const worlds = fc.record({
  /** Of everything that is not said below. */
  seed: fc.nat(),
  answers: crowds,
  forms: crowds,
  invitations: crowds,
  stories: crowds,
  participants: crowds,
  speakers: crowds,
  experts: crowds,
  members: crowds,
  comments: crowds,
  initiatives: crowds,
  platform: crowds,
  meetings: crowds,
});
export type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

export type Forms = Readonly<Record<string, models.SurveyVersion>>;

const economies = ['AUS', 'HKG', 'PNG', 'VNM', 'RUS', 'TWN'] as const;
const sectors = ['public', 'private', 'academia', 'other', null] as const;

/** Removes what a world before this one has left. */
async function forget(): Promise<void> {
  await nobodyRegistered();
  for (const model of [
    models.ReleasedResult,
    ...[models.MemberAction, models.DraftComment, models.InitiativeProposer, models.Initiative],
    ...[models.FocalPointVerification, models.PlatformRegistration, models.Meeting],
    ...[models.MeetingRequest, models.MeetingSlot],
    ...[models.SpeakerSheet, models.ResponseReview, models.AnswerValue, models.PackedAnswer],
    ...[models.Response, models.Person, models.Cluster],
  ] as { destroy: (options: { where: object }) => Promise<number> }[]) {
    await model.destroy({ where: {} });
  }
}

/** Keeps the records of a world, and nothing else. @param forms versions by the names of forms */
export async function keepWorld(world: World, forms: Forms): Promise<void> {
  await forget();
  const records = new RandomRecords(world, forms);
  await records.keep();
}

class RandomRecords {
  private readonly random: () => number;
  private readonly talks: Talk[] = [];
  private clusters: number[] = [];

  constructor(
    private readonly world: World,
    private readonly forms: Forms,
  ) {
    this.random = seeded(world.seed);
  }

  async keep(): Promise<void> {
    const { world } = this;
    for (const name of ['+Cluster', '=1+1 Cluster', 'Cluster', 'Network']) {
      this.clusters.push(await newCluster(name, this.pick(economies)));
    }
    for (const sex of this.sexesOf(world.answers)) await this.answer(sex);
    for (const sex of this.sexesOf(world.forms)) await this.evaluate(sex);
    for (const sex of this.sexesOf(world.invitations)) await this.invite(sex);
    for (const sex of this.sexesOf(world.stories)) await this.tell(sex);
    for (const sex of this.sexesOf(world.participants)) {
      await this.come(sex, this.chance(0.1) ? 'organising_team' : 'participant');
    }
    for (const sex of this.sexesOf(world.speakers)) await this.come(sex, 'speaker');
    for (const sex of this.sexesOf(world.experts)) await this.come(sex, 'expert');
    await publishTalks(this.talks);
    for (const sex of this.sexesOf(world.members)) await this.join(sex);
    for (let n = 0; n < world.comments.size; n += 1) await this.comment(null);
    for (let n = 1; n <= world.initiatives.size; n += 1) await this.launch(n);
    for (const code of economies.slice(0, world.platform.size)) await this.register(code);
    if (world.meetings.size > 0) await this.meet(world.meetings.size);
  }

  private pick<T>(items: readonly T[]): T {
    const found = items[Math.floor(this.random() * items.length)];
    if (found === undefined) throw new Error('Nothing to pick from.');
    return found;
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private sexesOf({ size, sexes }: Crowd): StoredSex[] {
    return Array.from({ length: size }, () => this.pick(sexes));
  }

  private form(name: string): models.SurveyVersion {
    const found = this.forms[name];
    if (found === undefined) throw new Error(`No form ${name}.`);
    return found;
  }

  /** Early and late, with and without economy and cluster. */
  private facts(sex: StoredSex): Sent {
    return {
      sex,
      economyCode: this.chance(0.1) ? null : this.pick(economies),
      clusterId: this.chance(0.3) ? null : this.pick(this.clusters),
      submittedAt: new Date(Date.UTC(2020, 5, 14 + Math.floor(this.random() * 6), 21)),
    };
  }

  private async answersTo(name: string): Promise<NonNullable<Sent['answers']>> {
    const { compiled } = await loadVersion(this.form(name).id);
    return generateAnswers(compiled, this.random, { completeness: 0.6 });
  }

  private async answer(sex: StoredSex): Promise<void> {
    const answers = await this.answersTo('cluster_survey');
    const sent = await send(this.form('cluster_survey'), { ...this.facts(sex), answers });
    if (this.chance(0.1)) await sent.update({ valid: false });
  }

  /** Forms with gaps; some are empty. */
  private async evaluate(sex: StoredSex): Promise<void> {
    const step = (): number => 3 + Math.floor(this.random() * 3);
    const steps = Array.from({ length: Math.floor(this.random() * 9) }, step);
    await send(this.form('workshop_evaluation'), {
      answers: evaluation(this.chance(0.1) ? null : step(), steps),
      sex,
      submittedAt: null,
    });
  }

  private async invite(sex: StoredSex): Promise<void> {
    const title = this.pick(['Test beds', ' test  BEDS', 'Training', '-Exchange']);
    const sent = { ...this.facts(sex), answers: { title } };
    const invitation = await send(this.form('collaboration_invitation'), sent);
    await decide(invitation, this.pick(['published', 'published', 'returned'] as const));
  }

  private async tell(sex: StoredSex): Promise<void> {
    const story = await send(this.form(this.pick(['success_story', 'success_story_one_year'])), {
      ...this.facts(sex),
      answers: {
        story_title: '@Story',
        consent_publish: this.chance(0.7),
        ...(this.chance(0.7) ? { evidence_link: 'https://cluster.example/' } : {}),
        collaborations: [{ partner_economy: this.pick(economies) }],
      },
    });
    await decide(story, this.pick(['approved', 'returned'] as const));
    await story.update({ assignedToReport: this.chance(0.5) });
  }

  private async come(sex: StoredSex, role: RegistrationRole): Promise<void> {
    const { personId } = await attend({
      sex,
      role,
      sector: this.pick(sectors),
      economyCode: this.chance(0.1) ? null : this.pick(economies),
      days: [1, 2, 3].filter(() => this.chance(0.6)),
    });
    if (role !== 'speaker' && role !== 'expert') return;
    const presents = this.chance(0.5);
    await models.SpeakerSheet.create({
      ...{ personId, kind: role, biography: '', clusterExperience: '', review: 'undecided' },
      ...{ contributed: this.chance(0.7), revision: 1 },
      presentsClusterId: presents ? this.pick(this.clusters) : null,
      clusterHeadedByWoman: presents ? this.pick([true, false, null]) : null,
    });
    this.talks.push({ personId, day: this.pick([1, 2, 3]), part: 'speaker' });
  }

  /** A member of PPSTI: active by a note, a comment or an answer, before or after the workshop. */
  private async join(sex: StoredSex): Promise<void> {
    const economyCode = this.chance(0.1) ? null : this.pick(economies);
    const { id } = await models.Person.create({
      ...{ givenName: 'Ana', familyName: '=Member', nameKey: 'member', sex, economyCode },
      ...{ affiliation: economyCode === null ? 'guest' : 'member_economy', role: 'ppsti_member' },
      ...{ language: 'en', origin: 'manual', revision: 1 },
    });
    const actedOn = this.pick(['2020-06-18', '2020-06-19']);
    const way = this.pick(['note', 'comment', 'answer', 'nothing']);
    if (way === 'note') {
      const kind = 'blueprint';
      await models.MemberAction.create({ personId: id, kind, actedOn, note: '' });
    } else if (way === 'comment') {
      await this.comment(id);
    } else if (way === 'answer') {
      const sent = await send(this.form('cluster_survey'), this.facts(sex));
      await sent.update({ personId: id });
    }
  }

  private async comment(personId: number | null): Promise<void> {
    await models.DraftComment.create({
      ...{ draft: this.pick(['final_report', 'final_report', 'blueprint'] as const), personId },
      ...{ economyCode: this.pick(economies), comment: '=1', revision: 1 },
      receivedOn: this.pick(['2020-06-18', '2020-07-01']),
      ...this.pick([
        {},
        ...[true, false].map((substantial) => ({
          ...{ substantial, decisionReason: 'Read.', decidedAt: new Date('2020-07-02T00:00:00Z') },
        })),
      ]),
    });
  }

  private async launch(number: number): Promise<void> {
    const { id } = await models.Initiative.create({
      ...{ title: `=Initiative ${number}`, description: '', launchedOn: '2020-07-01', revision: 1 },
      ...this.pick([
        {},
        ...[true, false].map((counted) => ({
          ...{ counted, decisionReason: 'Joint.', decidedAt: new Date('2020-07-02T00:00:00Z') },
        })),
      ]),
    });
    for (const economyCode of new Set([this.pick(economies), this.pick(economies)])) {
      await models.InitiativeProposer.create({ initiativeId: id, economyCode });
    }
  }

  private async register(economyCode: string): Promise<void> {
    const date = (): string | null => (this.chance(0.7) ? '2020-07-01' : null);
    await models.PlatformRegistration.create({
      ...{ economyCode, pagePublishedOn: date() },
      ...{ note: '', revision: 1 },
    });
    const verifiedOn = date();
    if (verifiedOn === null) return;
    const verified = { economyCode, verifiedOn, note: '', verifiedByName: '' };
    const verifiedAt = new Date('2020-07-02T00:00:00Z');
    const takenBackAt = this.chance(0.2) ? verifiedAt : null;
    const { id: personId } = await models.Person.create({
      ...{
        givenName: 'Ana',
        familyName: '=Focal',
        nameKey: 'focal',
        affiliation: 'member_economy',
      },
      economyCode: this.chance(0.8) ? economyCode : this.pick(economies),
      ...{ role: this.pick(['focal_point', 'focal_point', 'contact']), language: 'en' },
      ...{ origin: 'manual', revision: 1 },
    });
    await models.FocalPointVerification.create({
      ...{ ...verified, verifiedAt, takenBackAt },
      ...(takenBackAt === null ? {} : { takenBackByName: '', takenBackReason: 'Left.' }),
      ...(this.chance(0.8) ? { personId, method: 'letter' as const } : {}),
    });
  }

  private async meet(count: number): Promise<void> {
    const slot = await models.MeetingSlot.create({
      ...{ dayNumber: 2, startsAt: '14:00', endsAt: '14:20', tableCount: count, revision: 1 },
    });
    for (let table = 1; table <= count; table += 1) {
      const low = await newCluster(`Asked ${table}`, this.pick(economies));
      const high = await newCluster(`Asking ${table}`, this.pick(economies));
      const request = await models.MeetingRequest.create({
        ...{ fromClusterId: high, toClusterId: low, lowClusterId: low, highClusterId: high },
        ...{ askedBy: null, message: '', status: 'accepted', revision: 1 },
      });
      await models.Meeting.create({
        ...{ requestId: request.id, slotId: slot.id, tableNumber: table },
        status: this.pick(['planned', 'held', 'held', 'no_show'] as const),
        ...{ outcome: 'none', note: '', settledBy: null, revision: 1 },
      });
    }
  }
}
