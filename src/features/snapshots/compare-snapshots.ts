import { inSnapshot, type Tx } from '../../db/transaction';
import { dateIn, now } from '../../lib/clock';
import { ValidationError } from '../../lib/errors';
import type { Snapshot } from '../../models';
import { catalogue } from '../indicators/catalogue';
import type { Audience } from '../indicators/evidence';
import { isForm, targetText, type IndicatorDefinition } from '../indicators/indicator';
import { underRules, type IndicatorRules } from '../indicators/rules/rules';
import { listRuleVersions } from '../indicators/rules/rules.queries';
import {
  listSettingChanges,
  type SettingChange,
} from '../indicators/rules/setting-changes.queries';
import { getProject } from '../workshop/project.queries';
import { evidenceBetween, evidenceSince } from './evidence-difference';
import { recordsOf, type Fact, type IndicatorRecords, type RecordChange } from './evidence-state';
import { figuresForOverseers } from './protect-figures';
import { readPresent } from './read-present';
import type { SnapshotFigure } from './snapshot-figures';
import { getSnapshot, readFigures } from './snapshots.queries';

/** One side of a comparison. */
export interface Moment {
  /** Null: now. */
  number: number | null;
  label: string;
  takenAt: Date;
  /** The date in the project's zone. */
  takenOn: string;
  rulesVersion: number;
}

/** Numbers of records, and what of those that stayed is another one now. */
interface RecordCounts {
  added: number;
  removed: number;
  changed: number;
  facts: Fact[];
}

/** What became of one indicator between two moments. */
export interface IndicatorChange {
  definition: IndicatorDefinition;
  before: SnapshotFigure;
  after: SnapshotFigure;
  /** Of the values, unrounded; null when one of them is not known. */
  difference: number | null;
  /** Whether anything that is told here differs. */
  isChanged: boolean;
  /** How many records came, went, and changed what this indicator looks at; null when that may not be told. */
  counts: RecordCounts | null;
  /** The records themselves, for the team; null for others. */
  records: IndicatorRecords | null;
  /** What changed besides records, and what the records cannot tell, in sentences. */
  reasons: string[];
}

export interface SnapshotComparison {
  from: Moment;
  to: Moment;
  /** All nineteen, in their order. */
  indicators: IndicatorChange[];
}

/**
 * What changed between two snapshots, or since one. Overseers see figures as they were released to them,
 * and counts of those records alone that are open to them. The number of queries is always the same.
 *
 * @param to 'now' for the indicators as they stand
 * @throws NotFoundError for a snapshot that there is not
 * @throws ValidationError when the second is not later than the first
 */
export async function compareSnapshots(
  from: number,
  to: number | 'now',
  audience: Audience,
): Promise<SnapshotComparison> {
  if (to !== 'now' && to <= from) {
    throw new ValidationError({ to: 'Please choose a later snapshot than the first one.' });
  }
  return inSnapshot(async (tx) => {
    const first = await getSnapshot(from, tx);
    const project = await getProject(tx);
    const rules = new Map(
      (await listRuleVersions(tx)).map((version) => [version.version, version]),
    );
    const settings = await listSettingChanges(tx);
    const later =
      to === 'now' ? await present(from, audience, tx) : await past(from, to, audience, tx);
    const known = (await readFigures([from], audience, tx)).get(from) ?? [];
    const shown = (figures: SnapshotFigure[], k: number): SnapshotFigure[] =>
      audience === 'team'
        ? figures
        : figuresForOverseers(figures, { then: k, today: project.suppressionK });
    const before = shown(known, first.k);
    const after = shown(later.figures, later.k);
    const [rulesBefore, rulesAfter] = [first.rulesVersion, later.moment.rulesVersion].map(
      (version) => rules.get(version),
    );
    return {
      from: momentOf(first),
      to: later.moment,
      indicators: catalogue.flatMap((definition) => {
        const of = (figures: SnapshotFigure[]) =>
          figures.find(({ indicator }) => indicator === definition.id);
        const [was, is] = [of(before), of(after)];
        if (was === undefined || is === undefined) return [];
        const records = recordsOf(definition.id, later.changes);
        return [
          changeOf(definition, was, is, {
            audience,
            records,
            reasons: [
              ...ruleReasons(definition, [was, is], [rulesBefore, rulesAfter]),
              ...settingReasons(definition, settings, [first.takenAt, later.moment.takenAt]),
            ],
          }),
        ];
      }),
    };
  });
}

interface LaterSide {
  moment: Moment;
  k: number;
  figures: SnapshotFigure[];
  changes: RecordChange[];
}

async function past(from: number, to: number, audience: Audience, tx: Tx): Promise<LaterSide> {
  const snapshot = await getSnapshot(to, tx);
  return {
    moment: momentOf(snapshot),
    k: snapshot.k,
    figures: (await readFigures([to], audience, tx)).get(to) ?? [],
    changes: await evidenceBetween(from, to, tx),
  };
}

async function present(from: number, audience: Audience, tx: Tx): Promise<LaterSide> {
  const world = await readPresent(tx);
  const takenAt = now();
  return {
    moment: {
      number: null,
      label: '',
      takenAt,
      takenOn: dateIn(world.project.timeZone, takenAt),
      rulesVersion: world.rules.version,
    },
    k: world.project.suppressionK,
    figures: world[audience],
    changes: await evidenceSince(from, world, tx),
  };
}

function momentOf({ number, label, takenAt, takenOn, rulesVersion }: Snapshot): Moment {
  return { number, label, takenAt, takenOn, rulesVersion };
}

function changeOf(
  definition: IndicatorDefinition,
  before: SnapshotFigure,
  after: SnapshotFigure,
  told: { audience: Audience; records: IndicatorRecords; reasons: string[] },
): IndicatorChange {
  const { audience, records } = told;
  const silence = silenceOf(definition, audience);
  const isOpen = silence === null;
  const counts = isOpen
    ? countsOf(records, audience === 'team' || !isForm(definition.fedBy))
    : null;
  const figures = ({ value, status, split, base }: SnapshotFigure): string =>
    JSON.stringify([value, status, split, base]);
  const moved = counts !== null && counts.added + counts.removed + counts.changed > 0;
  return {
    definition,
    before,
    after,
    difference: before.value === null || after.value === null ? null : after.value - before.value,
    isChanged: moved || figures(before) !== figures(after) || told.reasons.length > 0,
    counts,
    records: audience === 'team' && isOpen ? records : null,
    reasons: [...told.reasons, ...(silence === null ? [] : [silence])],
  };
}

/** @param isWhole whether changes of records that stayed may be told: of answers, to the team alone */
function countsOf({ added, removed, changed }: IndicatorRecords, isWhole: boolean): RecordCounts {
  return {
    added: added.length,
    removed: removed.length,
    changed: isWhole ? changed.length : 0,
    facts: isWhole ? [...new Set(changed.flatMap(({ facts }) => facts))] : [],
  };
}

/** Why the records behind an indicator are not told; null when they are. */
function silenceOf({ id, fedBy }: IndicatorDefinition, audience: Audience): string | null {
  if (fedBy === 'workshop_evaluation') {
    return 'The forms are anonymous: their numbers are kept, not which of them came when.';
  }
  return audience === 'overseer' && (id === 'I01' || id === 'I02')
    ? 'Which answers came in is known to organisers only.'
    : null;
}

/** Settings of the project, changed in between, by which the indicator is counted. */
function settingReasons(
  { id }: IndicatorDefinition,
  settings: readonly SettingChange[],
  [from, to]: [Date, Date],
): string[] {
  return settings
    .filter(({ at, indicators }) => indicators.includes(id) && at > from && at <= to)
    .map(({ text, reason }) => (reason === '' ? `${text}.` : `${text}. Reason: ${reason}`));
}

/** By what was counted before snapshots held a rule of it. */
const ruleBeforeItWasKept: Readonly<Partial<Record<string, string>>> = {
  I09: 'Every countable story counted, since one questionnaire alone asked for stories.',
};

function ruleReasons(
  definition: IndicatorDefinition,
  [before, after]: [SnapshotFigure, SnapshotFigure],
  [rulesBefore, rulesAfter]: (IndicatorRules | undefined)[],
): string[] {
  const reasons: string[] = [];
  const was = before.details.rule ?? ruleBeforeItWasKept[definition.id] ?? null;
  const is = after.details.rule;
  if (was !== null && is !== null && was !== is) {
    reasons.push(`The rule of counting changed. Before: ${was} Since: ${is}`);
  }
  if (rulesBefore === undefined || rulesAfter === undefined) return reasons;
  const later = underRules(definition, rulesAfter).targets;
  for (const [index, line] of underRules(definition, rulesBefore).targets.entries()) {
    const other = later[index];
    if (other === undefined || other.value === line.value) continue;
    reasons.push(`The target changed from ${targetText(line)} to ${targetText(other)}.`);
  }
  return reasons;
}
