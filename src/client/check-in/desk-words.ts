import type { DeskDay, Standing } from './desk-day';
import { timeIn } from './zoned-words';
import {
  askingCodes,
  goodCodes,
  type DeskAnswer,
  type DeskPerson,
  type WaitingItem,
} from './desk-types';
import type { Message } from './feedback';

const refusedStatus: Partial<Record<DeskPerson['status'], string>> = {
  declined: 'has declined',
  cancelled: 'was taken off the list by the team',
  waiting: 'is on the waiting list',
};

/** Why a desk lets a person in with a reason only; undefined for everybody else. */
export function refusalOf(person: DeskPerson): string | undefined {
  const words = refusedStatus[person.status];
  return words && `${person.name} ${words}.`;
}

/** "already in at 09:12", "has declined"; empty for those who are expected. */
export function standingWords(day: DeskDay | undefined, person: DeskPerson): string {
  const standing = day?.standingOf(person.id);
  if (day !== undefined && standing !== undefined) {
    return `already in at ${timeIn(day.state.zone, standing.at)}`;
  }
  if (person.status === 'invited') return 'has not answered';
  return refusedStatus[person.status] ?? unexpectedWords(person);
}

/** What the desk says at once when somebody is checked in. @param standing of one who is in already */
export function inMessage(
  person: DeskPerson,
  standing: Standing | undefined,
  zone: string,
): Message {
  const about = [person.economy, person.organisation].filter(Boolean).join(' · ');
  if (standing === undefined) {
    const note = [about, unexpectedWords(person)].filter(Boolean).join(' · ');
    return { tone: 'good', words: `${person.name} is in.`, note };
  }
  const words = `${person.name}: already in at ${timeIn(zone, standing.at)} (${standing.desk}).`;
  return { tone: 'known', words, note: about };
}

/** What an answer of the server adds to what the desk has said already; undefined for nothing. */
export function answerMessage(item: WaitingItem, answer: DeskAnswer): Message | undefined {
  if (item.what === 'walk_in' && askingCodes.includes(answer.code)) {
    return { tone: 'caution', words: `${item.name}: ${answer.words}` };
  }
  const known = item.what === 'event' && item.registrationId !== undefined;
  const good = goodCodes.includes(answer.code);
  if (known && good && answer.notes.length === 0) return undefined;
  const tone = answer.code === 'already_in' ? 'known' : good ? 'good' : 'bad';
  return { tone, words: answer.words };
}

/** Why nobody waits for a person on this day; empty for those who are expected. */
function unexpectedWords({ expected, online }: DeskPerson): string {
  if (expected) return '';
  return online ? 'takes part online' : 'not expected on this day';
}
