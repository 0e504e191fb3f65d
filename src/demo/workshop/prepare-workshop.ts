import type { Actor } from '../../audit/record-audit-event';
import { addSession, correctSession } from '../../features/workshop/programme/write-session';
import { addSessionPerson } from '../../features/workshop/programme/seat-people';
import { digestOf, publishProgramme } from '../../features/workshop/programme/publish-programme';
import { getUntoldChanges } from '../../features/workshop/programme/change-notices.queries';
import {
  digestOfRecipients,
  listNoticeRecipients,
} from '../../features/workshop/programme/notice-recipients.queries';
import { getDraft, getVersion } from '../../features/workshop/programme/programme.queries';
import { sendChangeNotices } from '../../features/workshop/programme/send-change-notices';
import type { SessionInput } from '../../features/workshop/programme/session.input';
import { addRoom } from '../../features/workshop/settings/change-rooms';
import { correctSettings } from '../../features/workshop/settings/correct-settings';
import { getWorkshopSettings } from '../../features/workshop/workshop-settings.queries';
import { ProgrammeSession, Room } from '../../models';
import type { SessionPart, SessionType } from '../../models/codes';
import type { InventedPerson } from '../invent-people';
import { personOf } from './demo-people';

/** Mode, venue, rooms, deadlines and the rule for certificates. */
export async function setUpWorkshop(
  actor: Actor,
  deadlines: { nominationsCloseAt: Date; registrationClosesAt: Date },
): Promise<void> {
  const { revision } = await getWorkshopSettings();
  await correctSettings(actor, {
    mode: 'on_site',
    venue: 'Demo Conference Centre',
    address: '1 Invented Square, Demo City',
    onlineLink: '',
    // Four fewer than want to come, so that there is a waiting list.
    capacity: 98,
    ...deadlines,
    certificateDaysMin: 2,
    certificateSignatory: 'Demo Signatory',
    certificateSignatoryPosition: 'Project overseer (demo)',
    revision,
  });
  await addRoom(actor, { name: 'Plenary hall', capacity: 160 });
  await addRoom(actor, { name: 'Room B', capacity: 40 });
}

interface Planned {
  day: number;
  from: string;
  to: string;
  type: SessionType;
  title: string;
  gender?: boolean;
  /** Where in the list of speakers the people of the session stand; the first one chairs panels. */
  speakers?: number[];
}

// prettier-ignore
const sessions: Planned[] = [
  { day: 1, from: '09:30', to: '10:00', type: 'opening_remarks', title: 'Opening remarks' },
  { day: 1, from: '10:00', to: '11:00', type: 'report', title: 'Cluster policies compared', speakers: [0, 1] },
  { day: 1, from: '11:30', to: '12:30', type: 'survey_results', title: 'What the clusters answered: preliminary results' },
  { day: 1, from: '14:00', to: '15:30', type: 'panel', title: 'What emerging cluster policies can take over', speakers: [2, 0, 3] },
  { day: 1, from: '17:00', to: '18:00', type: 'networking', title: 'Networking' },
  { day: 2, from: '09:30', to: '11:00', type: 'presentation', title: 'Managing a cluster well', speakers: [3, 4] },
  { day: 2, from: '11:30', to: '13:00', type: 'panel', title: 'Services that members pay for', speakers: [5, 4, 2] },
  { day: 2, from: '14:00', to: '16:00', type: 'site_visit', title: 'Site visit with a round table' },
  { day: 2, from: '17:00', to: '18:00', type: 'networking', title: 'Networking' },
  { day: 3, from: '09:30', to: '11:00', type: 'presentation', title: 'Careers of women in clusters', gender: true, speakers: [1, 5] },
  { day: 3, from: '11:30', to: '13:00', type: 'panel', title: 'What keeps women from leading clusters', gender: true, speakers: [0, 1, 5] },
  { day: 3, from: '14:00', to: '15:00', type: 'working_group', title: 'Recommendations', speakers: [2] },
  { day: 3, from: '15:00', to: '15:30', type: 'closing_remarks', title: 'Closing remarks' },
];

/** The draft of the programme with its speakers, published once. */
export async function makeProgramme(
  actor: Actor,
  speakers: readonly InventedPerson[],
): Promise<void> {
  const [plenary] = await Room.findAll({ order: ['sort'] });
  for (const planned of sessions) {
    const { day, from, to, type, title, gender = false } = planned;
    const sessionId = await addSession(actor, {
      dayNumber: day,
      startsAt: from,
      endsAt: to,
      type,
      title,
      description: descriptionOf(type),
      roomId: type === 'site_visit' ? null : (plenary?.id ?? null),
      genderDimension: gender,
      revision: 0,
    });
    for (const [place, index] of (planned.speakers ?? []).entries()) {
      const speaker = speakers[index];
      if (speaker === undefined) continue;
      const part = partOf(type, place);
      const talkTitle = part === 'speaker' ? `${title}: an example` : '';
      await addSessionPerson(actor, sessionId, {
        personId: (await personOf(speaker)).id,
        part,
        talkTitle,
      });
    }
  }
  await publish(actor, 1);
}

function partOf(type: SessionType, place: number): SessionPart {
  if (type !== 'panel') return 'speaker';
  return place === 0 ? 'chair' : 'panellist';
}

function descriptionOf(type: SessionType): string {
  const texts: Partial<Record<SessionType, string>> = {
    report: 'What the policies of the economies have in common, and what they have not (demo).',
    survey_results: 'Barriers and needs as the clusters see them, before the final count (demo).',
    panel: 'Short statements of each panellist, then questions of the participants (demo).',
    presentation: 'Two cases from practice, told by those who were there (demo).',
    site_visit:
      'By bus to a cluster nearby, with a round table there. Please bring your badge (demo).',
    working_group: 'Groups of eight write down one recommendation each (demo).',
  };
  return texts[type] ?? '';
}

async function publish(actor: Actor, number: number): Promise<void> {
  const { content } = await getDraft();
  await publishProgramme(actor, { number, digest: digestOf(content) });
}

/** A later start, another room and one more session: the second version, of which those concerned are told. */
export async function changeProgramme(actor: Actor): Promise<void> {
  const [, roomB] = await Room.findAll({ order: ['sort'] });
  const change = async (title: string, facts: Partial<SessionInput>): Promise<void> => {
    const session = await ProgrammeSession.findOne({ where: { title }, rejectOnEmpty: true });
    const { dayNumber, startsAt, endsAt, type, description, roomId } = session;
    const { genderDimension, revision } = session;
    await correctSession(actor, session.id, {
      ...{ dayNumber, startsAt, endsAt, type, title, description, roomId },
      ...{ genderDimension, revision },
      ...facts,
    });
  };
  await change('Cluster policies compared', { startsAt: '10:15', endsAt: '11:15' });
  await change('Recommendations', { roomId: roomB?.id ?? null });
  await addSession(actor, {
    ...{ dayNumber: 2, startsAt: '16:55', endsAt: '17:00', type: 'report' },
    title: 'What we saw at the site visit',
    description: 'Five minutes before the networking (demo).',
    roomId: roomB?.id ?? null,
    genderDimension: false,
    revision: 0,
  });
  await publish(actor, 2);
  const { changes } = await getUntoldChanges(await getVersion(2));
  const recipients = await listNoticeRecipients(changes);
  await sendChangeNotices(actor, 2, digestOfRecipients(recipients));
}
