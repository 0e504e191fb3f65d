import { writeFile } from 'node:fs/promises';
import type { Actor } from '../../audit/record-audit-event';
import { issueCertificates } from '../../features/workshop/certificates/issue-certificates';
import { addDayNote } from '../../features/workshop/day-notes/write-day-note';
import { addInterview } from '../../features/workshop/interviews/write-interview';
import { addMaterial, newFileKey } from '../../features/workshop/materials/add-material';
import { arrivingPath } from '../../features/workshop/materials/material-files';
import { releaseMaterials } from '../../features/workshop/materials/release-materials';
import { markContribution, reviewExpert } from '../../features/workshop/speakers/review-sheet';
import { saveSheet } from '../../features/workshop/speakers/save-sheet';
import { dateIn, now } from '../../lib/clock';
import { ProgrammeSession, Registration, SessionPerson, SpeakerSheet } from '../../models';
import { demoPdf } from '../demo-pdf';
import type { InventedPerson } from '../invent-people';
import { personOf, registrationOf } from './demo-people';

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
    // Two thirds of them look through their sheet and agree that the biography is published.
    if (index % 3 !== 2) await agreeToBiography(person, personId);
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

async function agreeToBiography(person: InventedPerson, personId: number): Promise<void> {
  const kept = await SpeakerSheet.findOne({
    where: { personId, kind: 'speaker' },
    rejectOnEmpty: true,
  });
  await saveSheet(
    { kind: 'respondent', name: `${person.givenName} ${person.familyName}` },
    { personId, kind: 'speaker', own: true },
    {
      ...sheet,
      biography: `${person.givenName} ${person.familyName} is invented, and so is this biography: ten years with clusters, two books that nobody has written.`,
      clusterName: person.cluster,
      clusterEconomyCode: person.cluster === null ? null : person.economyCode,
      headedByWoman: kept.clusterHeadedByWoman,
      mayPublish: true,
      revision: kept.revision,
    },
  );
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

/** Slides of four speakers, tied to their sessions: some for everybody, some for participants. */
export async function collectSlides(
  actor: Actor,
  speakers: readonly InventedPerson[],
): Promise<void> {
  for (const [index, speaker] of speakers.slice(0, 4).entries()) {
    const { id: personId } = await personOf(speaker);
    const part = await SessionPerson.findOne({ where: { personId }, order: ['id'] });
    const title = `${part?.talkTitle ? part.talkTitle : 'Slides'} (demo)`;
    const content = demoPdf(title);
    const fileKey = newFileKey();
    await writeFile(arrivingPath(fileKey), content);
    const material = await addMaterial(
      actor,
      { personId, ownSessionsOnly: false },
      { title, sessionId: part?.sessionId ?? null },
      { fileKey, fileName: 'slides-demo.pdf', bytes: content.length },
    );
    const release = (['public', 'participants', 'public'] as const)[index];
    if (release !== undefined) await releaseMaterials(actor, [material.id], release);
  }
}

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
