import { openData } from '../boot';
import type { Config } from '../config';
import { applyImport } from '../features/people/imports/apply-import';
import { keepUpload } from '../features/people/imports/keep-upload';
import { getStoredImport, planStoredImport } from '../features/people/imports/stored-import';
import { releaseAllResults } from '../features/results/release-results';
import { stopChecking } from '../features/surveys/definition-check/check-text';
import { stopRendering } from '../features/surveys/first-page/render-first-page';
import { publishSurvey } from '../features/surveys/publish-survey';
import { scheduleSurvey } from '../features/surveys/schedule-survey';
import { findSurvey } from '../features/surveys/surveys.queries';
import { correctProject } from '../features/workshop/correct-project';
import { getProjectOverview } from '../features/workshop/project.queries';
import { setBaseUrl } from '../lib/base-url';
import { startOutboxWorker } from '../mail/outbox-worker';
import { invitationOf, Respondents } from './answer-forms';
import { chanceOf } from './chance';
import { contactList } from './contact-list';
import { addDays } from '../lib/dates';
import { momentOn, story } from './dates';
import type { DemoFacts } from './demo-folder';
import type { DemoForm } from './invent-answers';
import { inventPeople } from './invent-people';
import { makeAccount, type DemoAccount } from './make-accounts';
import { participantRoles, planAnswers } from './plan-answers';
import { planOversight } from './plan-oversight';
import { planSnapshots } from './plan-snapshots';
import { keepDemoRecords } from './keep-records';
import { codeDemoAnswers, freezeAdjusted, freezePreliminary } from './keep-results';
import { scheduleDemoReminder, sendDemoMailing } from './make-mailings';
import { Timeline } from './timeline';
import { planWorkshop } from './workshop/plan-workshop';

/**
 * Fills an empty data folder with an invented project from its first contact list to its success
 * stories, by the same writes as the real thing.
 * @param today the day on which the demo is made, YYYY-MM-DD; the same day gives the same demo
 */
export async function makeDemoData(config: Config, today: string): Promise<DemoFacts> {
  const close = await openData(config);
  setBaseUrl(config.baseUrl ?? `http://localhost:${config.port}`);
  const outbox = startOutboxWorker(config);
  const drained = async (work: Promise<void>): Promise<void> => {
    await work;
    await outbox.drain();
  };
  try {
    return await tellStory(today, drained);
  } finally {
    await outbox.stop();
    await Promise.all([stopChecking(), stopRendering()]);
    await close();
  }
}

async function tellStory(
  today: string,
  drained: (work: Promise<void>) => Promise<void>,
): Promise<DemoFacts> {
  const chance = chanceOf(20200616);
  const people = inventPeople(chance);
  const accounts: DemoAccount[] = [];
  const timeline = new Timeline();
  const account = (wanted: DemoAccount['role']): DemoAccount['actor'] => {
    const found = accounts.find(({ role }) => role === wanted);
    if (found === undefined) throw new Error(`The demo has no ${wanted} yet.`);
    return found.actor;
  };
  const organiser = (): DemoAccount['actor'] => account('organiser');
  const on = (day: number, hour: number, run: () => Promise<void>): void => {
    timeline.add(momentOn(today, day, hour), () => drained(run()));
  };

  on(story.accounts, 9, async () => {
    for (const role of ['administrator', 'organiser', 'overseer'] as const) {
      accounts.push(await makeAccount(role));
    }
    await moveProject(organiser(), today);
  });
  on(story.contacts, 10, () => importContacts(organiser(), contactList(people)));
  const publishings: [DemoForm, number][] = [
    ['cluster_survey', story.questionnaire],
    ['workshop_evaluation', story.dayThree - 3],
    ['collaboration_invitation', story.dayThree - 3],
    ['success_story', story.stories],
  ];
  for (const [form, day] of publishings) {
    on(day, 8, () => publish(organiser(), form, momentOn(today, story.closing, 20)));
  }
  on(story.questionnaire + 5, 9, () =>
    sendDemoMailing(organiser(), 'cluster_survey', 'invitation'),
  );
  on(story.reminder, 9, () => sendDemoMailing(organiser(), 'cluster_survey', 'reminder'));
  on(story.dayThree, 6, async () => {
    await sendDemoMailing(organiser(), 'workshop_evaluation', 'invitation', participants);
    await sendDemoMailing(organiser(), 'collaboration_invitation', 'invitation', managers);
  });
  on(story.stories, 9, () => sendDemoMailing(organiser(), 'success_story', 'invitation', managers));
  on(story.stories + 1, 9, () =>
    scheduleDemoReminder(organiser(), 'success_story', momentOn(today, 10, 9), managers),
  );
  on(story.dayOne - 1, 20, () => freezePreliminary(organiser()));
  on(-6, 10, () => freezeAdjusted(organiser()));
  on(-6, 11, () => codeDemoAnswers(organiser()));
  on(-5, 10, () => keepDemoRecords(organiser(), today, people));
  // What the server does each day, so that overseers' pages are filled from the first minute.
  on(story.release, 20, releaseAllResults);
  planSnapshots(on, organiser);
  planOversight(today, on, account);
  planWorkshop({ today, chance: chanceOf(2020), people, on, organiser });
  const respondents = new Respondents(chance);
  const { links } = planAnswers({ chance, people, respondents, on, organiser });
  await timeline.play();
  return {
    madeOn: today,
    accounts: accounts.map(({ role, email, password }) => ({ role, email, password })),
    links: await Promise.all(
      links.map(async ({ about, form, person }) => ({
        about,
        invitationId: await invitationOf(form, person),
      })),
    ),
  };
}

const managers = { role: ['cluster_manager' as const] };
const participants = { role: [...participantRoles] };

/** The workshop lies in the past month, and the project around it. */
async function moveProject(actor: DemoAccount['actor'], today: string): Promise<void> {
  const { project, coSponsorCodes: coSponsors, days } = await getProjectOverview();
  await correctProject(actor, {
    name: `${project.name} (demo)`,
    objective: project.objective,
    forum: project.forum,
    fund: project.fund,
    startsOn: addDays(today, -200),
    endsOn: addDays(today, 165),
    timeZone: project.timeZone,
    proposerCode: project.proposerCode,
    hostCode: project.hostCode,
    contactName: 'Demo team',
    contactEmail: 'team@pec.demo.example',
    suppressionK: project.suppressionK,
    revision: project.revision,
    coSponsors,
    dayDates: days.map((_, index) => addDays(today, story.dayOne + index)),
    dayThemes: days.map(({ theme }) => theme),
    reason: 'Demo: the workshop is moved into the past month.',
  });
}

async function importContacts(actor: DemoAccount['actor'], content: Buffer): Promise<void> {
  const id = await keepUpload(actor, actor.userId, {
    fileName: 'demo-contacts.csv',
    content,
    encoding: undefined,
  });
  const plan = await planStoredImport(await getStoredImport(id));
  await applyImport(actor, id, plan.fingerprint);
}

async function publish(actor: DemoAccount['actor'], form: DemoForm, closesAt: Date): Promise<void> {
  const { draftRevision } = await findSurvey(form);
  await publishSurvey(actor, form, draftRevision);
  await scheduleSurvey(actor, form, { opensAt: null, closesAt });
}
