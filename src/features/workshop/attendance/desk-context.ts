import { now } from '../../../lib/clock';
import { refusal, type DeskAnswer } from './desk-answer';
import { readDeskDays } from './desk.queries';
import { placeTime, type DeskClock, type PlacedTime } from './desk-time';

/** What is true for all events of one batch. */
export interface DeskContext extends DeskClock {
  /** Dates of the workshop's days by their numbers. */
  dates: Map<number, string>;
}

/** @param sentAt by the desk's clock */
export async function deskContext(sentAt: Date): Promise<DeskContext> {
  const receivedAt = now();
  return { sentAt, receivedAt, ...(await readDeskDays()) };
}

/** When an event happened; undefined when the workshop has no such day. */
export function timeOf(
  event: { at: Date; day: number },
  context: DeskContext,
): PlacedTime | undefined {
  const date = context.dates.get(event.day);
  return date === undefined ? undefined : placeTime(event.at, date, context);
}

/** The answer to an event of a day that it cannot belong to. */
export function wrongDay(
  event: { eventKey: string; day: number },
  name: string,
  context: DeskContext,
): DeskAnswer {
  const date = context.dates.get(event.day);
  const why =
    date === undefined
      ? `the workshop has no Day ${event.day}`
      : `this desk is set to Day ${event.day} (${date}), which is not today`;
  return refusal(event.eventKey, 'wrong_day', `${name} was not checked in: ${why}.`);
}
