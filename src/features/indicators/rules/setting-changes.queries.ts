import { Op } from 'sequelize';
import { together } from '../../../db/together';
import type { Tx } from '../../../db/transaction';
import { formatDate } from '../../../http/format';
import { AuditEvent, Economy } from '../../../models';

/** A change of a setting of the project by which indicators are counted or shown, too. */
export interface SettingChange {
  at: Date;
  by: string;
  /** Which setting: its field, or `travelEligible`. */
  field: string;
  /** What it was, as it is stored; null for the list of economies. */
  before: unknown;
  /** What changed, in a sentence. */
  text: string;
  /** Why; empty for changes from before a reason was asked for. */
  reason: string;
  /** Ids of the indicators that are counted by it. */
  indicators: readonly string[];
  /** Ids of those of which readers outside the team may see more or less by it. */
  shown: readonly string[];
}

/** One setting of the project: what its change says, or null when nothing counts differently. */
interface Setting {
  field: string;
  indicators: readonly string[];
  shown?: readonly string[];
  textOf: (
    before: unknown,
    after: unknown,
    economies: ReadonlyMap<string, string>,
  ) => string | null;
}

const settings: readonly Setting[] = [
  {
    field: 'suppressionK',
    indicators: [],
    shown: ['I01', 'I02', 'I06', 'I07', 'I08', 'I09'],
    textOf: (before, after) =>
      `Smallest group of answers shown: ${String(before)} → ${String(after)}`,
  },
  {
    field: 'days',
    indicators: ['I01', 'I03', 'I04', 'I07', 'I11', 'I12', 'I17'],
    textOf: (before, after) => {
      const [was, is] = [datesOf(before), datesOf(after)];
      return was === is ? null : `Dates of the workshop: ${was} → ${is}`;
    },
  },
  {
    field: 'timeZone',
    indicators: ['I01', 'I03', 'I04', 'I07', 'I11', 'I12'],
    textOf: (before, after) =>
      `Time zone, in which days begin: ${String(before)} → ${String(after)}`,
  },
  {
    field: 'hostCode',
    indicators: ['I04', 'I10'],
    textOf: (before, after, economies) => {
      const name = (code: unknown): string => economies.get(String(code)) ?? String(code);
      return `Host economy: ${name(before)} → ${name(after)}`;
    },
  },
];

function datesOf(days: unknown): string {
  return (days as { date: string }[]).map(({ date }) => formatDate(date)).join(', ');
}

/**
 * Changes of the smallest group shown, the dates of the workshop, its time zone, the host economy and
 * the travel-eligible economies, from the audit trail.
 */
export async function listSettingChanges(tx?: Tx): Promise<SettingChange[]> {
  const transaction = tx ?? null;
  const [events, economies] = await together(tx, [
    () =>
      AuditEvent.findAll({
        where: {
          [Op.or]: [
            {
              action: 'project.corrected',
              [Op.or]: settings.map(({ field }) => ({ changes: { [Op.like]: `%"${field}"%` } })),
            },
            { action: 'project.travel_eligibility_set' },
          ],
        },
        order: ['id'],
        transaction,
      }),
    () => Economy.findAll({ attributes: ['code', 'name'], transaction }),
  ]);
  const names = new Map(economies.map(({ code, name }) => [code, name]));
  return events.flatMap(({ at, actorName: by, action, changes }): SettingChange[] => {
    const { reason: given, ...changed } = JSON.parse(changes) as Record<string, unknown>;
    const reason = typeof given === 'string' ? given : '';
    if (action !== 'project.corrected') {
      const text = eligibilityText(changed, names);
      const list = { field: 'travelEligible', before: null, indicators: ['I04'], shown: [] };
      return [{ at, by, text, reason, ...list }];
    }
    return settings.flatMap(({ field, indicators, shown = [], textOf }) => {
      const pair = changed[field];
      if (!Array.isArray(pair)) return [];
      const text = textOf(pair[0], pair[1], names);
      return text === null
        ? []
        : [{ at, by, field, before: pair[0] as unknown, text, reason, indicators, shown }];
    });
  });
}

function eligibilityText(
  { asOf, ...changed }: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
): string {
  // A comma is part of a name.
  const listed = (isAdded: boolean): string =>
    Object.entries(changed)
      .filter(([, pair]) => Array.isArray(pair) && pair[1] === isAdded)
      .map(([code]) => names.get(code) ?? code)
      .join('; ');
  const parts = [
    ['Added', listed(true)],
    ['Taken out', listed(false)],
  ].flatMap(([what = '', which = '']) => (which === '' ? [] : [`${what}: ${which}`]));
  const what = parts.length === 0 ? 'Only the date of the list changed' : parts.join('. ');
  return `Travel-eligible economies (I04), list as of ${formatDate(String(asOf))}. ${what}`;
}
