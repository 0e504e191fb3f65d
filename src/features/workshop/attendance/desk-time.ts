import { dateIn } from '../../../lib/clock';

const second = 1000;
/** Less than this is the way through the network, not a wrong clock. */
const noticed = 30 * second;

export interface DeskClock {
  /** By the desk's clock, when the batch left it. */
  sentAt: Date;
  /** By the server's clock, when the batch came in. */
  receivedAt: Date;
  /** IANA zone of the workshop. */
  zone: string;
}

export interface PlacedTime {
  /** When it happened, by the server's clock. */
  at: Date;
  clockCorrected: boolean;
  /** Whether the event can be about the day it names. */
  onDay: boolean;
}

/**
 * When a scan happened. A desk's clock may be wrong: how far is known from the moment the batch
 * left the desk and came in here. A scan belongs to the day its desk was set to if it happened on
 * that date in the workshop's zone, or comes in on that date: then a clock that was set right
 * between scan and sending cannot move it to another day, and the time of arrival stands for it.
 * @param date of the day the desk was set to
 */
export function placeTime(deskAt: Date, date: string, clock: DeskClock): PlacedTime {
  const offset = clock.receivedAt.getTime() - clock.sentAt.getTime();
  const wrong = Math.abs(offset) > noticed;
  const moved = deskAt.getTime() + (wrong ? offset : 0);
  const at = new Date(Math.min(moved, clock.receivedAt.getTime()));
  if (dateIn(clock.zone, at) === date) return { at, clockCorrected: wrong, onDay: true };
  const onDay = dateIn(clock.zone, clock.receivedAt) === date;
  return { at: onDay ? clock.receivedAt : at, clockCorrected: wrong || onDay, onDay };
}
