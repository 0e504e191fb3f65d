import type { Actor } from '../audit/record-audit-event';
import { addComment, decideComment } from '../features/records/comments/write-comment';
import { addInitiative, decideInitiative } from '../features/records/initiatives/write-initiative';
import { addAction } from '../features/records/members/write-action';
import { addImplementer } from '../features/records/implementers/write-implementer';
import { savePlatformRegistration } from '../features/records/platform/save-registration';
import { verifyFocalPoint } from '../features/records/platform/verify-focal-point';
import { addDays } from '../lib/dates';
import { Person } from '../models';
import type { InventedPerson } from './invent-people';
import { personOf } from './workshop/demo-people';

/** What organisers write down after the workshop: comments, initiatives, members, economies' pages. */
export async function keepDemoRecords(
  actor: Actor,
  today: string,
  people: readonly InventedPerson[],
): Promise<void> {
  const comments: [string, string, boolean][] = [
    ['CHL', 'Demo: the chapter on barriers lacks the costs of travel.', true],
    ['KOR', 'Demo: two measures for clusters are missing in our sub-chapter.', true],
    ['THA', 'Demo: the recommendations should name who carries them out.', true],
    ['CAN', 'Demo: a figure stands in the wrong unit.', false],
  ];
  for (const [economyCode, comment, counts] of comments) {
    const facts = { draft: 'final_report', economyCode, personId: null } as const;
    const receivedOn = addDays(today, -6);
    const id = await addComment(actor, { ...facts, receivedOn, comment });
    const reason = counts ? 'Demo: it changes what the report says.' : 'Demo: a correction only.';
    await decideComment(actor, id, { counts, reason, revision: 1 });
  }
  const joint = await addInitiative(actor, {
    title: 'Demo: a directory of cluster schools',
    description: 'Invented for the demo.',
    launchedOn: addDays(today, -9),
    proposers: ['CHL', 'RUS'],
  });
  const reason = 'Demo: the idea and the funds come from Chile.';
  await decideInitiative(actor, joint, { counts: true, reason, revision: 1 });
  for (const person of people.filter(({ role }) => role === 'ppsti_member').slice(0, 5)) {
    await addAction(actor, {
      personId: (await personOf(person)).id,
      kind: 'blueprint',
      actedOn: addDays(today, -8),
      note: 'Demo: sent a part of the Blueprint.',
    });
  }
  for (const code of ['CHL', 'KOR', 'PER', 'RUS', 'VNM']) {
    await savePlatformRegistration(actor, code, {
      pageAddress: `https://platform.example/${code.toLowerCase()}`,
      pagePublishedOn: addDays(today, -10),
      note: '',
      revision: 0,
    });
    const where = { economyCode: code, role: 'focal_point', erasedAt: null };
    const focalPoint = await Person.findOne({ where, order: ['id'] });
    // One that is not registered yet.
    if (code === 'PER' || focalPoint === null) continue;
    await verifyFocalPoint(actor, code, {
      personId: focalPoint.id,
      method: 'letter',
      verifiedOn: addDays(today, -7),
      verificationNote: 'Demo: named in a letter of the economy.',
    });
  }
  await keepDemoImplementers(actor, today, people);
}

/** Who carries the project out: some of the experts, and people of agencies. */
async function keepDemoImplementers(
  actor: Actor,
  today: string,
  people: readonly InventedPerson[],
): Promise<void> {
  for (const [role, part, from, to] of [
    ['expert', 'expert', 0, 3],
    ['agency', 'contractor', 3, 5],
    ['agency', 'organising_team', 0, 3],
  ] as const) {
    for (const person of people.filter((one) => one.role === role).slice(from, to)) {
      await addImplementer(actor, {
        personId: (await personOf(person)).id,
        part,
        task: 'Demo: invented.',
        fromOn: addDays(today, -190),
        toOn: null,
      });
    }
  }
}
