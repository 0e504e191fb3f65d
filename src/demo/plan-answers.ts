import { QueryTypes } from 'sequelize';
import { db } from '../db/transaction';
import type { Decision } from '../features/responses/review.policy';
import { reviewResponse } from '../features/responses/review-response';
import type { Respondents } from './answer-forms';
import type { Chance } from './chance';
import { story } from './dates';
import type { DemoForm } from './invent-answers';
import type { InventedPerson } from './invent-people';
import type { DemoAccount } from './make-accounts';
import { answerOnSite, onSiteCounts } from './workshop/answer-on-site';

export interface Plan {
  chance: Chance;
  people: readonly InventedPerson[];
  respondents: Respondents;
  /** Lets something happen on a day of the story, at an hour of UTC. */
  on: (day: number, hour: number, run: () => Promise<void>) => void;
  organiser: () => DemoAccount['actor'];
}

/** Who takes part in the workshop and is asked to evaluate it. */
export const participantRoles = ['cluster_manager', 'ppsti_member', 'expert'] as const;

/** How many answer each form, and how far they come. */
export const answerCounts = {
  onSite: onSiteCounts.tablet + onSiteCounts.staff,
  cluster_survey: { sent: 50, corrected: 8, openLink: 4, halfDone: 16, opened: 12 },
  workshop_evaluation: { sent: 46, opened: 9, openLink: 2 },
  collaboration_invitation: { sent: 14, published: 11, returned: 1, halfDone: 3 },
  success_story: { sent: 8, approved: 6, inReport: 5, halfDone: 2 },
};

export interface LinkToTry {
  about: string;
  form: DemoForm;
  person: InventedPerson;
}

/** Adds to the story who answers what and when. */
export function planAnswers(plan: Plan): { links: LinkToTry[] } {
  const halfway = planQuestionnaire(plan);
  planEvaluation(plan);
  const untouched = planInvitations(plan);
  planStories(plan);
  return {
    links: [
      { about: 'the questionnaire, half filled in', form: 'cluster_survey', person: halfway },
      {
        about: 'an invitation for collaboration, not opened yet',
        form: 'collaboration_invitation',
        person: untouched,
      },
    ],
  };
}

/** @returns somebody who left the questionnaire half done */
function planQuestionnaire({ chance, people, respondents, on, organiser }: Plan): InventedPerson {
  const form = 'cluster_survey';
  const counts = answerCounts[form];
  const queue = new Queue(chance.shuffle(people));
  const anyDay = (): [day: number, hour: number] => [
    // A wave after the invitation, another after the reminder.
    chance.random() < 0.6 ? chance.whole(-84, -64) : chance.whole(-59, -34),
    chance.whole(5, 19),
  ];
  for (const person of queue.take(counts.sent)) {
    on(...anyDay(), () => respondents.send(form, person));
  }
  for (const person of queue.take(counts.corrected)) {
    const [day, hour] = anyDay();
    on(day, hour, () => respondents.send(form, person));
    on(day + 2, hour, () => respondents.correct(form, person));
  }
  const halfDone = queue.take(counts.halfDone);
  for (const person of halfDone) on(...anyDay(), () => respondents.leaveHalfDone(form, person));
  for (const person of queue.take(counts.opened)) {
    on(...anyDay(), () => respondents.open(form, person));
  }
  for (const person of queue.take(counts.openLink)) {
    // People who were not on the list: they give another address.
    const visitor = { ...person, email: person.email.replace('person-', 'visitor-') };
    on(...anyDay(), () => respondents.sendByOpenLink(form, visitor));
  }
  const others = queue.take(people.length);
  on(story.dayOne + 1, 12, () => answerOnSite(organiser(), respondents, others));
  const [someone] = halfDone;
  if (someone === undefined) throw new Error('Nobody left the questionnaire half done.');
  return someone;
}

function planEvaluation({ chance, people, respondents, on }: Plan): void {
  const form = 'workshop_evaluation';
  const invited = people.filter(({ role }) => participantRoles.some((one) => one === role));
  const queue = new Queue(chance.shuffle(invited));
  for (const person of queue.take(answerCounts[form].sent)) {
    on(chance.whole(story.dayThree, -22), chance.whole(9, 19), () =>
      respondents.send(form, person),
    );
  }
  // Some scan the code on the screen; they have a mail, too, and leave it.
  for (const person of queue.take(answerCounts[form].openLink)) {
    on(story.dayThree, 13, () => respondents.sendByOpenLink(form, person));
  }
  for (const person of queue.take(answerCounts[form].opened)) {
    on(-26, chance.whole(9, 19), () => respondents.open(form, person));
  }
}

/** @returns somebody who has not opened the form yet */
function planInvitations(plan: Plan): InventedPerson {
  const { chance, people, respondents, on } = plan;
  const form = 'collaboration_invitation';
  const counts = answerCounts[form];
  const queue = new Queue(chance.shuffle(people.filter(({ cluster }) => cluster !== null)));
  for (const [index, person] of queue.take(counts.sent).entries()) {
    const day = chance.whole(story.dayThree, -9);
    on(day, chance.whole(9, 19), () => respondents.send(form, person));
    if (index < counts.published) on(day + 3, 10, () => decide(plan, form, person, 'publish'));
    else if (index < counts.published + counts.returned) {
      const reason = 'Please say what partners bring. (Demo)';
      on(day + 3, 10, () => decide(plan, form, person, 'return', reason));
    }
  }
  for (const person of queue.take(counts.halfDone)) {
    on(chance.whole(-20, -5), 11, () => respondents.leaveHalfDone(form, person));
  }
  const [untouched] = queue.take(1);
  if (untouched === undefined) throw new Error('Everybody has opened the form.');
  return untouched;
}

function planStories(plan: Plan): void {
  const { chance, people, respondents, on } = plan;
  const form = 'success_story';
  const counts = answerCounts[form];
  const queue = new Queue(chance.shuffle(people.filter(({ cluster }) => cluster !== null)));
  for (const [index, person] of queue.take(counts.sent).entries()) {
    const day = chance.whole(story.stories + 1, -5);
    on(day, chance.whole(10, 19), () => respondents.send(form, person));
    if (index < counts.approved) {
      const reason = 'Tells of a result, and by what it can be seen. (Demo)';
      on(day + 2, 10, () => decide(plan, form, person, 'approve', reason));
    }
    if (index < counts.inReport) on(day + 2, 11, () => decide(plan, form, person, 'assign'));
  }
  for (const person of queue.take(counts.halfDone)) {
    on(chance.whole(-10, -2), 11, () => respondents.leaveHalfDone(form, person));
  }
}

async function decide(
  { organiser }: Plan,
  form: DemoForm,
  { email }: InventedPerson,
  decision: Decision,
  reason = '',
): Promise<void> {
  const [response] = await db().query<{ id: string }>(
    `SELECT r.id FROM responses r JOIN surveys s ON s.id = r.survey_id
     JOIN people p ON p.id = r.person_id WHERE s.form = :form AND p.email = :email`,
    { type: QueryTypes.SELECT, replacements: { form, email } },
  );
  if (response === undefined) throw new Error(`${email} has not sent ${form}.`);
  await reviewResponse(organiser(), response.id, { decision, reason });
}

/** People in a row, each of whom is taken once. */
class Queue {
  private readonly waiting: InventedPerson[];

  constructor(people: readonly InventedPerson[]) {
    this.waiting = [...people];
  }

  take(count: number): InventedPerson[] {
    return this.waiting.splice(0, count);
  }
}
