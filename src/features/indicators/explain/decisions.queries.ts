import { definitionOf } from '../catalogue';
import type { Audience } from '../evidence';
import { isForm } from '../indicator';
import { listRuleVersions } from '../rules/rules.queries';
import { differencesOf } from '../rules/rules.view-model';
import { listSettingChanges } from '../rules/setting-changes.queries';
import { mostDecisions, type Decision } from './decided-rows';
import {
  attendanceDecisions,
  commentDecisions,
  contributionDecisions,
  initiativeDecisions,
  verificationDecisions,
} from './record-decisions.queries';
import { reviewDecisions } from './review-decisions.queries';

/**
 * Who decided what about an indicator, with the reason, the latest first. Beyond the team, without
 * personal data of those who answered, and about answers without a date. A fixed number of queries.
 */
export async function decisionsOf(id: string, audience: Audience): Promise<Decision[]> {
  const { fedBy } = definitionOf(id);
  const [records, rules] = await Promise.all([
    recordDecisions(id, fedBy, audience),
    ruleDecisions(id),
  ]);
  return [...rules, ...records]
    .sort((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0))
    .slice(0, mostDecisions);
}

async function recordDecisions(
  id: string,
  fedBy: ReturnType<typeof definitionOf>['fedBy'],
  audience: Audience,
): Promise<Decision[]> {
  if (isForm(fedBy)) return reviewDecisions(id, fedBy, audience);
  if (fedBy === 'comments') return commentDecisions(audience);
  if (fedBy === 'initiatives') return initiativeDecisions();
  if (fedBy === 'platform') return verificationDecisions(audience);
  if (fedBy === 'attendance') return attendanceDecisions(audience);
  if (fedBy === 'experts') return contributionDecisions(audience);
  return [];
}

/** Changes of targets, rules and settings that touch it; who decided is told, as on their page. */
async function ruleDecisions(id: string): Promise<Decision[]> {
  const [versions, settings] = await Promise.all([listRuleVersions(), listSettingChanges()]);
  const changed = versions.flatMap((version, index): Decision[] => {
    const before = versions[index - 1];
    if (before === undefined || version.decidedAt === null) return [];
    const differences = differencesOf(before, version).filter((text) => text.startsWith(`${id}, `));
    if (differences.length === 0) return [];
    return [
      {
        about: 'Targets and rules',
        decision: differences.map((text) => text.slice(id.length + 2)).join('; '),
        reason: version.reason,
        by: version.decidedByName,
        at: version.decidedAt,
      },
    ];
  });
  const set = settings
    .filter(({ indicators, shown }) => indicators.includes(id) || shown.includes(id))
    .map(({ at, by, text, reason }): Decision => ({
      ...{ about: 'Setting of the project', decision: text, reason, by, at },
    }));
  return [...changed, ...set];
}
