import { formatDate } from '../../http/format';
import { localTime } from '../../lib/zoned-time';
import type { Snapshot } from '../../models';
import type { Audience } from '../indicators/evidence';
import { ruleTextOf, type RuleNumbers } from '../indicators/rules/rules';
import {
  listSettingChanges,
  type SettingChange,
} from '../indicators/rules/setting-changes.queries';
import {
  evaluationAnew,
  initiativesAnew,
  invitationsAnew,
  laterStoriesAnew,
  travelEligibleAnew,
  type Past,
} from './past-records';
import type { Recount } from './recount';
import type { SnapshotFigure } from './snapshot-figures';

/** Settings of the project by which something was counted, changed since a snapshot; the first first. */
export async function settingsSince({
  takenAt,
}: Pick<Snapshot, 'takenAt'>): Promise<SettingChange[]> {
  const changes = await listSettingChanges();
  return changes.filter(({ at, indicators }) => at > takenAt && indicators.length > 0);
}

/** Whether a figure was counted by a rule in words that is another one today. */
function hasOtherRule({ indicator, details }: SnapshotFigure, rules: RuleNumbers): boolean {
  const today = ruleTextOf(indicator, rules);
  return today !== null && details.rule !== today;
}

/** Whether anything of a snapshot would be counted otherwise today. */
export function isCountedOtherwise(
  figures: readonly SnapshotFigure[],
  changes: readonly SettingChange[],
  rules: RuleNumbers,
): boolean {
  return changes.length > 0 || figures.some((figure) => hasOtherRule(figure, rules));
}

interface Today {
  rules: { then: RuleNumbers; today: RuleNumbers };
  /** Since the snapshot. */
  changes: readonly SettingChange[];
  timeZone: string;
}

/**
 * The indicators of a snapshot that are counted otherwise today, by their ids: counted anew where the
 * records of that time are known, and why not where they are not.
 */
export async function countAnew(
  snapshot: Past['snapshot'],
  figures: readonly SnapshotFigure[],
  { rules, changes, timeZone }: Today,
  audience: Audience,
): Promise<Map<string, Recount>> {
  const found = new Map<string, Recount>();
  for (const figure of figures) {
    // Where there was no record at all, no rule makes one.
    const isEmpty = figure.value === null && (figure.base ?? 0) === 0;
    if (figure.status === 'not_shown' || isEmpty) continue;
    const past: Past = { snapshot, figure, rules };
    const own = changes.filter(({ indicators }) => indicators.includes(figure.indicator));
    if (hasOtherRule(figure, rules.today)) {
      found.set(figure.indicator, await byAnotherRule(past, audience));
    } else if (own.length > 0) {
      found.set(figure.indicator, await byOtherSettings(past, own, timeZone));
    }
  }
  return found;
}

const released =
  'Not counted anew for readers outside the team: figures of answers are told as they were released, and under this rule none was released then.';

/** A rule of counting that is another one today. */
async function byAnotherRule(past: Past, audience: Audience): Promise<Recount> {
  const { indicator } = past.figure;
  if (indicator === 'I09') return laterStoriesAnew(past);
  if (audience === 'overseer') return { why: released };
  return indicator === 'I06' ? evaluationAnew(past) : invitationsAnew(past);
}

/** Dates, zone, host economy or the list of travel-eligible economies. */
async function byOtherSettings(
  past: Past,
  changes: readonly SettingChange[],
  timeZone: string,
): Promise<Recount> {
  const { indicator } = past.figure;
  const [first] = changes.filter(({ field }) => field === 'hostCode');
  if (indicator === 'I10' && first !== undefined)
    return initiativesAnew(past, String(first.before));
  if (indicator === 'I04' && changes.some(({ field }) => field === 'travelEligible')) {
    return travelEligibleAnew(past);
  }
  const told = changes.map(
    ({ at, text }) => `${text} (${formatDate(localTime(at, timeZone).slice(0, 10))}).`,
  );
  return {
    why: `Not counted anew: ${told.join(' ')} The snapshot does not keep what would have come before or after by these. The value stays as it was counted; only its target is that of today.`,
  };
}
