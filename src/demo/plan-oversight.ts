import type { Actor } from '../audit/record-audit-event';
import { makeOversightLink } from '../features/oversight/make-link';
import { setOwnSubscription } from '../features/oversight/subscribe';
import { tellWeeklyReaders } from '../features/oversight/tell-changes';
import { reachMilestone } from '../features/records/milestones/reach-milestone';
import { addUsualMilestones } from '../features/records/milestones/write-milestone';
import { addRisk, changeRisk } from '../features/records/risks/write-risk';
import type { RiskFacts } from '../features/records/risks/risk.input';
import { addDays } from '../lib/dates';
import { Milestone } from '../models';
import { story } from './dates';
import type { DemoAccount } from './make-accounts';

/** Milestones with what was reached, risks with a change, a reader without an account, and mails. */
export function planOversight(
  today: string,
  on: (day: number, hour: number, run: () => Promise<void>) => void,
  account: (role: DemoAccount['role']) => DemoAccount['actor'],
): void {
  const organiser = (): DemoAccount['actor'] => account('organiser');
  on(story.accounts + 1, 10, async () => {
    await addUsualMilestones(organiser());
    await addDemoRisks(organiser(), addDays(today, -3));
  });
  const reached: [string, number][] = [
    ['Questionnaire sent out', story.questionnaire],
    ['Reminder of the questionnaire', story.reminder],
    ['Deadline of nominations', story.dayOne - 45],
    ['Programme published', story.dayOne - 14],
    ['Day 1 of the workshop', story.dayOne],
    ['Evaluation sent out', story.dayThree],
  ];
  for (const [title, day] of reached) {
    on(day, 20, () => reach(organiser(), title, addDays(today, day)));
  }
  on(story.dayThree + 1, 10, async () => {
    await setOwnSubscription(account('overseer'), 'both');
    await makeOversightLink(organiser(), {
      readerName: 'Demo Reader',
      readerEmail: 'reader@pec.demo.example',
      purpose: 'Demo: review of the project by the fund',
      lastDay: addDays(today, 180),
      rhythm: 'weekly',
      consent: true,
    });
  });
  on(story.dayThree + 9, 22, tellWeeklyReaders);
  on(story.release, 22, tellWeeklyReaders);
}

async function reach(actor: Actor, title: string, reachedOn: string): Promise<void> {
  const { id, revision } = await Milestone.findOne({ where: { title }, rejectOnEmpty: true });
  await reachMilestone(actor, id, { reachedOn, reachedNote: 'Demo.', revision });
}

async function addDemoRisks(actor: Actor & { userId: number }, reviewOn: string): Promise<void> {
  const risk = (
    facts: Partial<RiskFacts> & Pick<RiskFacts, 'title' | 'mitigation'>,
  ): RiskFacts => ({
    ...{ likelihood: 2, impact: 3, ownerId: actor.userId, status: 'open', reviewOn },
    ...facts,
  });
  const women = risk({
    title: 'Demo: too few women are nominated',
    likelihood: 4,
    impact: 4,
    mitigation: 'Demo: ask focal points for as many women as men, and tell them the target.',
  });
  const id = await addRisk(actor, women);
  await changeRisk(actor, id, {
    ...women,
    likelihood: 3,
    reason: 'Demo: nine economies have nominated women first.',
    revision: 1,
  });
  await addRisk(
    actor,
    risk({
      title: 'Demo: the questionnaire is answered late',
      mitigation: 'Demo: remind twice, and hand it out on Day 2 to those who have not answered.',
      status: 'mitigated',
    }),
  );
  await addRisk(
    actor,
    risk({
      title: 'Demo: visas come too late',
      likelihood: 1,
      mitigation: 'Demo: letters of invitation eight weeks ahead.',
      ownerId: null,
      status: 'closed',
      reviewOn: null,
    }),
  );
}
