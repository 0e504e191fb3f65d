import type { Tx } from '../../../db/transaction';
import { Project, ProgrammeVersion, WorkshopDay, WorkshopSettings } from '../../../models';
import type { ProgrammeContent } from '../programme/programme-content';

/** When a day of the published programme begins and ends, by the clocks of the workshop's zone. */
export interface DayHours {
  startsAt: string;
  endsAt: string;
}

export interface WorkshopFacts {
  project: Project;
  settings: WorkshopSettings;
  /** By number. */
  days: WorkshopDay[];
  /** Of days with sessions in the published programme; none before it is published. */
  hours: Map<number, DayHours>;
}

/** What registrations are about: the workshop, how it is held, and its days. */
export async function readWorkshopFacts(tx?: Tx): Promise<WorkshopFacts> {
  const within = tx === undefined ? {} : { transaction: tx };
  const project = await Project.findByPk(1, { ...within, rejectOnEmpty: true });
  const settings = await WorkshopSettings.findByPk(1, { ...within, rejectOnEmpty: true });
  const days = await WorkshopDay.findAll({ ...within, order: ['number'] });
  const published = await ProgrammeVersion.findOne({ ...within, order: [['number', 'DESC']] });
  return { project, settings, days, hours: hoursOf(published) };
}

function hoursOf(published: ProgrammeVersion | null): Map<number, DayHours> {
  const hours = new Map<number, DayHours>();
  if (published === null) return hours;
  const content = JSON.parse(published.content) as ProgrammeContent;
  for (const { number, sessions } of content.days) {
    const starts = sessions.map(({ startsAt }) => startsAt).sort();
    const ends = sessions.map(({ endsAt }) => endsAt).sort();
    const [startsAt] = starts;
    const endsAt = ends.at(-1);
    if (startsAt !== undefined && endsAt !== undefined) hours.set(number, { startsAt, endsAt });
  }
  return hours;
}

/** Where one takes part in this way; empty when that is not known yet. */
export function placeOf(
  { mode, venue, address, onlineLink }: WorkshopSettings,
  attendance: 'on_site' | 'online',
): string {
  if (attendance === 'online' || mode === 'online') return onlineLink;
  return [venue, address].filter((part) => part !== '').join(', ');
}
