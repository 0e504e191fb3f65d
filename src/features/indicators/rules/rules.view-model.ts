import { formatDateTime } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { catalogue } from '../catalogue';
import { documents, groups, type DocumentedTarget } from '../indicator';
import { targetField } from './rules.input';
import { invitationRuleText, satisfactionRuleText, targetOf, type RuleNumbers } from './rules';
import type { RuleVersion } from './rules.queries';
import type { SettingChange } from './setting-changes.queries';

/** The rules in force beside the documents, and every version with what it changed. */
export function rulesPage(
  versions: readonly RuleVersion[],
  settings: readonly SettingChange[],
  project: { timeZone: string; suppressionK: number; days: number },
): PageLocals {
  const [first] = versions;
  const current = versions.at(-1);
  if (first === undefined || current === undefined)
    throw new Error('There are no rules of the indicators.');
  const { satisfaction, invitationsFromDay } = current;
  return {
    title: 'Rules and targets',
    version: current.version,
    k: project.suppressionK,
    groups: groups.map(({ key, title }) => ({
      title,
      lines: catalogue
        .filter(({ group }) => group === key)
        .flatMap((definition) =>
          definition.targets.map((line) => ({
            id: definition.id,
            title: definition.title,
            what: line.measure,
            field: targetField(line.key),
            value: targetOf(current, line.key),
            documented: line.documented,
            unit: unitOf(line),
            isShare: line.unit === '%',
            source: documents[line.source],
            differs: targetOf(current, line.key) !== line.documented,
          })),
        ),
      without: catalogue.filter(({ group, targets }) => group === key && targets.length === 0),
    })),
    satisfaction,
    invitationsFromDay,
    workshopDays: project.days,
    atFirst: { ...first.satisfaction, invitationsFromDay: first.invitationsFromDay },
    satisfactionText: satisfactionRuleText(satisfaction),
    invitationText: invitationRuleText(invitationsFromDay),
    history: historyOf(versions, settings, project.timeZone),
  };
}

function unitOf({ unit, perDay }: DocumentedTarget): string {
  return `${unit === '%' ? 'per cent' : unit}${perDay ? ', on each day' : ''}`;
}

interface HistoryLine {
  at: Date | null;
  heading: string;
  when: string;
  who: string;
  reason: string;
  differences: string[];
}

function historyOf(
  versions: readonly RuleVersion[],
  settings: readonly SettingChange[],
  timeZone: string,
): HistoryLine[] {
  const decided = versions.map((version, index): HistoryLine => {
    const before = versions[index - 1];
    return {
      at: version.decidedAt,
      heading: `Version ${version.version}`,
      when:
        version.decidedAt === null
          ? 'from the beginning'
          : formatDateTime(version.decidedAt, timeZone),
      who: version.decidedAt === null ? '' : version.decidedByName,
      reason: version.reason,
      differences: before === undefined ? [] : differencesOf(before, version),
    };
  });
  const set = settings.map(({ at, by, text, reason }): HistoryLine => ({
    at,
    heading: 'Setting of the project',
    when: formatDateTime(at, timeZone),
    who: by,
    reason,
    differences: [text],
  }));
  return [...decided, ...set]
    .reverse()
    .sort((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0));
}

/** What one version changed of the one before, a sentence a number. */
export function differencesOf(before: RuleNumbers, after: RuleNumbers): string[] {
  const targets = catalogue.flatMap(({ id, targets: lines }) =>
    lines.flatMap((line) => {
      const [was, is] = [targetOf(before, line.key), targetOf(after, line.key)];
      return was === is
        ? []
        : [`${id}, ${line.measure}: ${amount(was, line.unit)} → ${amount(is, line.unit)}`];
    }),
  );
  const rules: [string, number, number][] = [
    [
      'I06, overall satisfaction at least',
      before.satisfaction.overallMin,
      after.satisfaction.overallMin,
    ],
    [
      'I06, mean of the core items at least',
      before.satisfaction.coreMeanMin,
      after.satisfaction.coreMeanMin,
    ],
    [
      'I06, core items answered at least',
      before.satisfaction.coreAnsweredMin,
      after.satisfaction.coreAnsweredMin,
    ],
    ['I07, first day that counts', before.invitationsFromDay, after.invitationsFromDay],
  ];
  return [
    ...targets,
    ...rules.flatMap(([what, was, is]) => (was === is ? [] : [`${what}: ${was} → ${is}`])),
  ];
}

function amount(value: number, unit: string): string {
  return unit === '%' ? `${value} %` : String(value);
}
