import type { PageLocals } from '../../../http/render';
import { localTime } from '../../../lib/zoned-time';
import { Room } from '../../../models';
import { workshopModes } from '../../../models/codes';
import { workshopModeLabels } from '../programme/programme-content';
import { getProject, listWorkshopDays } from '../project.queries';
import { getWorkshopSettings } from '../workshop-settings.queries';

/** The page of the settings. @param roomId the room whose form was refused; 0: the new one's */
export async function settingsPage(roomId?: number): Promise<PageLocals> {
  const [settings, project, days, rooms] = await Promise.all([
    getWorkshopSettings(),
    getProject(),
    listWorkshopDays(),
    Room.findAll({ order: ['sort', 'id'] }),
  ]);
  const zone = project.timeZone;
  const local = (moment: Date | null): string => (moment === null ? '' : localTime(moment, zone));
  return {
    title: 'Settings of the workshop',
    settings,
    days,
    rooms,
    refusedRoom: roomId,
    timeZone: zone,
    nominationsCloseAt: local(settings.nominationsCloseAt),
    registrationClosesAt: local(settings.registrationClosesAt),
    modeOptions: workshopModes.map((value) => ({ value, label: workshopModeLabels[value] })),
  };
}
