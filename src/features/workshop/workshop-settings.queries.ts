import { WorkshopSettings } from '../../models';

/** How the workshop is held; the row is made with the database. */
export function getWorkshopSettings(): Promise<WorkshopSettings> {
  return WorkshopSettings.findByPk(1, { rejectOnEmpty: true });
}
