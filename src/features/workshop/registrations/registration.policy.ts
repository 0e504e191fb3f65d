import { dateIn, now } from '../../../lib/clock';
import type { Registration } from '../../../models';
import type { RegistrationRole, RegistrationStatus, WorkshopMode } from '../../../models/codes';
import type { WorkshopFacts } from './workshop-facts';

/** Whether the last day of the workshop has passed, in its own zone. */
export function isOver({ project, days }: Pick<WorkshopFacts, 'project' | 'days'>): boolean {
  const last = days.at(-1);
  return last !== undefined && dateIn(project.timeZone) > last.date;
}

/** Whether people can still accept, decline and choose their days. */
export function isOpen(workshop: WorkshopFacts): boolean {
  const { registrationClosesAt } = workshop.settings;
  return (registrationClosesAt === null || now() < registrationClosesAt) && !isOver(workshop);
}

/** Whether somebody takes one of the seats that the capacity counts. The team sits elsewhere. */
export function takesSeat(
  { role, mode }: { role: RegistrationRole; mode: 'on_site' | 'online' },
  workshopMode: WorkshopMode,
): boolean {
  return role !== 'organising_team' && mode === 'on_site' && workshopMode !== 'online';
}

/** How one takes part when the workshop is held in one way only. */
export function onlyMode(workshopMode: WorkshopMode): 'on_site' | 'online' | undefined {
  return workshopMode === 'hybrid' ? undefined : workshopMode;
}

/** Whether the person themselves may still answer in this state. */
export function mayAnswer(registration: Pick<Registration, 'status'>): boolean {
  return registration.status !== 'cancelled';
}

/** What an organiser may make of a registration, in the order of the buttons. */
export function movesFrom(status: RegistrationStatus): RegistrationStatus[] {
  const moves: Record<RegistrationStatus, RegistrationStatus[]> = {
    invited: ['registered', 'waiting', 'cancelled'],
    registered: ['waiting', 'cancelled'],
    waiting: ['registered', 'cancelled'],
    declined: ['registered', 'invited', 'cancelled'],
    cancelled: ['invited', 'registered'],
  };
  return moves[status];
}
