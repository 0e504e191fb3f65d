import type { ProgrammeContent } from '../../../../src/features/workshop/programme/programme-content';
import { ProgrammeVersion } from '../../../../src/models';
import type { SessionPart } from '../../../../src/models/codes';

export interface Talk {
  personId: number;
  day: number;
  part: SessionPart;
}

/** Publishes a programme with one session for each talk as the next version. */
export async function publishTalks(talks: readonly Talk[]): Promise<void> {
  const content: ProgrammeContent = {
    workshop: 'Workshop',
    timeZone: 'Europe/Moscow',
    mode: 'on_site',
    venue: '',
    address: '',
    days: [1, 2, 3].map((number) => ({
      number,
      date: `2020-06-${15 + number}`,
      theme: '',
      sessions: talks
        .filter(({ day }) => day === number)
        .map(({ personId, part }, index) => ({
          id: index + 1,
          startsAt: '09:00',
          endsAt: '10:00',
          type: 'presentation',
          title: 'Talk',
          description: '',
          room: null,
          genderDimension: false,
          people: [
            { personId, part, name: 'Name', organisation: null, economy: null, talkTitle: '' },
          ],
        })),
    })),
  };
  await ProgrammeVersion.create({
    number: (await ProgrammeVersion.count()) + 1,
    content: JSON.stringify(content),
    publishedBy: null,
    publishedAt: new Date('2020-06-01T00:00:00Z'),
  });
}
