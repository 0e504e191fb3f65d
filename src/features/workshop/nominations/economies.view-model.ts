import { formatDateTime } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import type { Project } from '../../../models';
import { sumOf } from '../../indicators/measures';
import { fullName } from '../../people/fold-name';
import { messageStatusWords } from '../../mailings/mail-words';
import type { SexCounts } from '../../../statistics/sex-split';
import { takesNominations, type EconomyRules } from './economy-rules.queries';
import type { FocalPointRow } from './focal-points.queries';
import { noNominations, type EconomyCounts } from './nominees.queries';

export interface EconomiesFacts {
  rules: EconomyRules[];
  focalPoints: FocalPointRow[];
  counts: Map<string, EconomyCounts>;
  letters: Map<string, number>;
  general: { places: number; advice: string; revision: number; closesAt: Date | null };
  project: Project;
}

/** The table of the 21 economies, in the order of APEC. */
export function economiesPage(facts: EconomiesFacts): PageLocals {
  const { rules, general, project } = facts;
  const economies = rules.map((one) => rowOf(one, facts));
  const all = [...facts.counts.values()];
  const add = (of: (counts: EconomyCounts) => number): number =>
    all.reduce((sum, counts) => sum + of(counts), 0);
  return {
    title: 'Nominations',
    economies,
    total: {
      places: rules.reduce((sum, { places }) => sum + places, 0),
      nominated: sumSexes(all.map(({ nominated }) => nominated)),
      reserves: add(({ reserves }) => reserves),
      accepted: sumSexes(all.map(({ accepted }) => accepted)),
    },
    figures: {
      economies: economies.filter(({ nominatedCount }) => nominatedCount > 0).length,
      nominated: add(({ nominated }) => sumOf(nominated)),
      waiting: add(({ waitingForDecision }) => waitingForDecision),
      accepted: add(({ accepted }) => sumOf(accepted)),
      unnamed: economies.filter(({ focalPoints }) => focalPoints.length === 0).length,
    },
    general,
    deadline:
      general.closesAt === null
        ? null
        : { time: timeIn(general.closesAt, project.timeZone), zone: project.timeZone },
    timeZone: project.timeZone,
  };
}

function sumSexes(counts: SexCounts[]): SexCounts {
  return counts.reduce(
    (sum, { women, men, notStated }) => ({
      women: sum.women + women,
      men: sum.men + men,
      notStated: sum.notStated + notStated,
    }),
    { women: 0, men: 0, notStated: 0 },
  );
}

function rowOf(rules: EconomyRules, facts: EconomiesFacts) {
  const { economy, places, closesAt, own } = rules;
  const counts = facts.counts.get(economy.code) ?? noNominations();
  return {
    code: economy.code,
    name: economy.name,
    travelEligible: economy.travelEligible,
    places,
    ownPlaces: own.places !== null,
    focalPoints: facts.focalPoints
      .filter((one) => one.economyCode === economy.code && one.withdrawnAt === null)
      .map((one) => ({ name: fullName(one), link: linkState(one, facts.project.timeZone) })),
    nominated: counts.nominated,
    nominatedCount: sumOf(counts.nominated),
    reserves: counts.reserves,
    accepted: sumOf(counts.accepted),
    acceptedWomen: counts.accepted.women,
    waiting: counts.waitingForDecision,
    over: counts.holdingPlaces > places,
    letters: facts.letters.get(economy.code) ?? 0,
    ownDeadline: own.closesAt === null ? null : timeIn(own.closesAt, facts.project.timeZone),
    hasDeadline: closesAt !== null,
    open: takesNominations(rules),
  };
}

/** For a place on a page that names the zone. */
export function timeIn(moment: Date, timeZone: string): string {
  return formatDateTime(moment, timeZone).replace(` (${timeZone})`, '');
}

/** What became of a link: not sent, on its way, sent, opened, withdrawn. */
export function linkState(
  { mail, openedAt, withdrawnAt }: FocalPointRow,
  timeZone: string,
): { label: string; tone: string; detail: string } {
  if (withdrawnAt !== null) {
    return { label: 'Withdrawn', tone: '', detail: formatDateTime(withdrawnAt, timeZone) };
  }
  if (openedAt !== null) {
    return {
      label: 'Link opened',
      tone: 'status-good',
      detail: formatDateTime(openedAt, timeZone),
    };
  }
  if (mail === null) return { label: 'Link not sent', tone: '', detail: '' };
  if (mail.status === 'sent') {
    return {
      label: 'Link sent',
      tone: 'status-active',
      detail: formatDateTime(mail.at, timeZone),
    };
  }
  const words = messageStatusWords({ status: mail.status, lastReply: null });
  return {
    label: `Mail: ${words.label.toLowerCase()}`,
    tone: words.tone,
    detail: formatDateTime(mail.at, timeZone),
  };
}
