import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Actor } from '../../audit/record-audit-event';
import { checkIn } from '../../features/workshop/attendance/check-in';
import { issueCertificates } from '../../features/workshop/certificates/issue-certificates';
import { addDayNote } from '../../features/workshop/day-notes/write-day-note';
import { addInterview } from '../../features/workshop/interviews/write-interview';
import { addMaterial, newFileKey } from '../../features/workshop/materials/add-material';
import { arrivingPath } from '../../features/workshop/materials/material-files';
import { releaseMaterials } from '../../features/workshop/materials/release-materials';
import { markContribution, reviewExpert } from '../../features/workshop/speakers/review-sheet';
import { saveSheet } from '../../features/workshop/speakers/save-sheet';
import { badgeCode } from '../../lib/badge-code';
import { dateIn, now } from '../../lib/clock';
import { ProgrammeSession, Registration, RegistrationDay, SpeakerSheet } from '../../models';
import type { Chance } from '../chance';
import type { InventedPerson } from '../invent-people';
import { personOf, registrationOf } from './demo-people';

/** Most of those who are registered for a day come, in the hour before it begins. */
export async function openTheDoors(actor: Actor, chance: Chance, day: number): Promise<void> {
  const expected = await RegistrationDay.findAll({ where: { dayNumber: day } });
  const registered = await Registration.findAll({
    where: { id: expected.map(({ registrationId }) => registrationId), status: 'registered' },
    order: ['id'],
  });
  const begins = now().getTime();
  const events = registered
    .filter(() => chance.random() < 0.93)
    .map(({ id }) => ({
      eventKey: randomUUID(),
      code: badgeCode(id),
      day,
      kind: 'check_in',
      method: 'scan',
      desk: chance.pick(['Desk A', 'Desk B']),
      at: new Date(begins - chance.whole(0, 55) * 60_000).toISOString(),
    }));
  for (let start = 0; start < events.length; start += 100) {
    await checkIn(actor, { sentAt: now(), events: events.slice(start, start + 100) });
  }
}

/** The sheets of speakers and experts, and what organisers decided about them. */
export async function describeSpeakers(
  actor: Actor & { userId: number },
  speakers: readonly InventedPerson[],
  experts: readonly InventedPerson[],
): Promise<void> {
  for (const [index, person] of speakers.entries()) {
    const { id: personId } = await personOf(person);
    await saveSheet(
      actor,
      { personId, kind: 'speaker', own: false },
      {
        ...sheet,
        clusterName: person.cluster,
        clusterEconomyCode: person.cluster === null ? null : person.economyCode,
        headedByWoman: person.cluster === null ? null : index % 2 === 0,
      },
    );
  }
  for (const [index, person] of experts.entries()) {
    const { id: personId } = await personOf(person);
    await saveSheet(actor, { personId, kind: 'expert', own: false }, sheet);
    const { revision } = await SpeakerSheet.findOne({
      where: { personId, kind: 'expert' },
      rejectOnEmpty: true,
    });
    const suitable = index % 6 !== 5;
    await reviewExpert(actor, personId, {
      review: suitable ? 'suitable' : 'not_suitable',
      reason: suitable ? null : 'No work on clusters so far (demo).',
      revision,
    });
    const comes = (await registrationOf(person))?.status === 'registered';
    if (suitable && comes) await markContribution(actor, personId, true);
  }
}

const sheet = {
  biography: 'An invented biography of two sentences. It is here so that pages are filled.',
  clusterExperience: 'Ten invented years with clusters.',
  clusterName: null,
  clusterEconomyCode: null,
  headedByWoman: null,
  mayPublish: false,
  revision: 0,
};

/** Slides of the first two speakers: one for everybody, one for participants. */
export async function collectSlides(
  actor: Actor,
  speakers: readonly InventedPerson[],
): Promise<void> {
  for (const [index, speaker] of speakers.slice(0, 3).entries()) {
    const fileKey = newFileKey();
    await writeFile(arrivingPath(fileKey), emptyPage);
    const owner = { personId: (await personOf(speaker)).id, ownSessionsOnly: false };
    const file = { fileKey, fileName: 'slides-demo.pdf', bytes: emptyPage.length };
    const material = await addMaterial(
      actor,
      owner,
      { title: 'Slides (demo)', sessionId: null },
      file,
    );
    const release = (['public', 'participants'] as const)[index];
    if (release !== undefined) await releaseMaterials(actor, [material.id], release);
  }
}

const emptyPage = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`,
);

/** What the organisers wrote down in the evening. */
export async function writeNotes(actor: Actor, day: number): Promise<void> {
  const session = await ProgrammeSession.findOne({
    where: { dayNumber: day, type: 'panel' },
    rejectOnEmpty: true,
  });
  const note = { sessionId: session.id, responsible: null, dueOn: null };
  await addDayNote(actor, day, {
    ...note,
    kind: 'issue',
    text: 'Small clusters lack people who speak the language of their partners (demo).',
  });
  await addDayNote(actor, day, {
    ...note,
    kind: 'recommendation',
    text: 'Economies should name one contact for clusters from abroad (demo).',
  });
  if (day === 1) {
    await addDayNote(actor, day, {
      ...note,
      kind: 'survey_adjustment',
      text: 'Barriers of travel are to be shown by size of cluster (demo).',
    });
  }
  await addDayNote(actor, day, {
    ...note,
    kind: 'action',
    text: 'Send the list of contacts to all participants (demo).',
    responsible: 'Demo organiser',
    dueOn: dateIn('UTC', new Date(now().getTime() + 14 * 86_400_000)),
  });
}

export async function interviewExperts(
  actor: Actor,
  experts: readonly InventedPerson[],
): Promise<void> {
  for (const expert of experts.slice(0, 4)) {
    await addInterview(actor, {
      personId: (await personOf(expert)).id,
      heldOn: dateIn('UTC'),
      interviewer: 'Demo organiser',
      consent: 'report_named',
      record: 'Question (demo): what makes clusters cooperate?\nAnswer (demo): a common project.',
      summary: 'Common projects come before agreements (demo).',
    });
  }
}

/** Certificates to all who came often enough, with a mail to each. */
export async function handOutCertificates(actor: Actor): Promise<void> {
  const all = await Registration.findAll({ attributes: ['id'], order: ['id'] });
  await issueCertificates(
    actor,
    all.map(({ id }) => id),
    true,
  );
}
