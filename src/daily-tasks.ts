import type { DailyTask } from './daily-work';
import { discardForgottenImports } from './features/people/imports/discard-forgotten';
import { carryOutRetention } from './features/people/retention/carry-out-retention';
import { purgeUnfinished } from './features/responses/purge-unfinished';
import { purgeNeeds } from './features/workshop/registrations/purge-needs';
import { sweepLetters } from './features/workshop/nominations/letter-files';
import { sweepMaterials } from './features/workshop/materials/material-files';
import { forgetReaders } from './features/oversight/forget-readers';
import { tellWeeklyReaders } from './features/oversight/tell-changes';
import { followUpMilestones } from './features/records/milestones/reach-milestone';
import { sendMilestoneReminders } from './features/records/milestones/send-reminders';
import { releaseAllResults } from './features/results/release-results';
import { takeDailySnapshot } from './features/snapshots/take-snapshot';

/** What the server does once a day, one after the other. */
export const dailyTasks: DailyTask[] = [
  { name: 'remove-unfinished-answers', run: purgeUnfinished },
  { name: 'discard-forgotten-contact-lists', run: discardForgottenImports },
  { name: 'remove-workshop-needs', run: purgeNeeds },
  { name: 'remove-letters-without-row', run: sweepLetters },
  { name: 'remove-loose-materials', run: () => sweepMaterials() },
  { name: 'remind-of-milestones', run: sendMilestoneReminders },
  { name: 'erase-what-was-kept-long-enough', run: carryOutRetention },
  { name: 'release-results', run: releaseAllResults },
  { name: 'forget-readers-of-links', run: forgetReaders },
  { name: 'follow-up-milestones', run: followUpMilestones },
  { name: 'take-snapshot', run: takeDailySnapshot },
  { name: 'tell-readers-what-changed', run: tellWeeklyReaders },
];
