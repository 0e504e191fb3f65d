import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { NotFoundError } from '../../../lib/errors';
import { Initiative, InitiativeProposer, User } from '../../../models';
import { economies } from '../../workshop/economies';
import { getProject } from '../../workshop/project.queries';
import { decisionOf, decisionValue, type DecisionView } from '../decision.view-model';
import { economyOptions } from '../member-economy';
import { isCounted, standingOf, type Standing } from './initiative.policy';

type Joined = Initiative & { proposers: InitiativeProposer[]; decider: User | null };

const joined = [
  { model: InitiativeProposer, as: 'proposers' },
  { model: User, as: 'decider' },
];

const words = { yes: 'Counts', no: 'Does not count', open: 'To be decided' };

const standings: Record<Standing, string> = {
  others: 'Launched by other economies than the host, so it counts.',
  host_alone: 'Launched by the host economy alone, so it does not count.',
  joint: 'Launched by the host economy together with others: whether it counts is yours to decide.',
};

/** All initiatives, latest first. */
export async function initiativesPage(): Promise<PageLocals> {
  const [initiatives, { hostCode }] = await Promise.all([
    Initiative.findAll({
      include: joined,
      order: [
        ['launchedOn', 'DESC'],
        ['id', 'DESC'],
      ],
    }),
    getProject(),
  ]);
  return {
    title: 'Initiatives within PPSTI',
    initiatives: (initiatives as Joined[]).map((one) => ({
      id: one.id,
      title: one.title,
      launchedOn: formatDate(one.launchedOn),
      proposers: namesOf(codesOf(one)),
      decision: standingView(one, hostCode),
    })),
  };
}

/** A form for a new initiative, or for one that is there. @throws NotFoundError */
export async function initiativePage(id: number | null): Promise<PageLocals> {
  const [found, project] = await Promise.all([
    id === null ? null : Initiative.findByPk(id, { include: joined }),
    getProject(),
  ]);
  if (id !== null && found === null) throw new NotFoundError('There is no such initiative.');
  const initiative = found as Joined | null;
  const standing = initiative && standingOf(codesOf(initiative), project.hostCode);
  return {
    title: initiative?.title ?? 'New initiative',
    initiativeId: id,
    initiative: initiative ?? { title: '', description: '', launchedOn: '', revision: 0 },
    chosen: initiative === null ? [] : codesOf(initiative),
    economyOptions,
    standing: standing && standings[standing],
    decision: initiative !== null &&
      standing === 'joint' && {
        counts: decisionValue(initiative.counted),
        ...decisionOf(initiative.counted, words),
        reason: initiative.decisionReason ?? '',
        decidedBy: initiative.decider?.name ?? '',
        decidedAt: initiative.decidedAt,
      },
    timeZone: project.timeZone,
  };
}

function standingView(initiative: Joined, hostCode: string): DecisionView {
  const standing = standingOf(codesOf(initiative), hostCode);
  return decisionOf(isCounted(standing, initiative.counted ?? null), words);
}

function codesOf({ proposers }: Joined): string[] {
  return proposers.map(({ economyCode }) => economyCode);
}

/** As APEC orders them, joined by semicolons, since "Hong Kong, China" holds a comma. */
function namesOf(codes: readonly string[]): string {
  return economies
    .filter(({ code }) => codes.includes(code))
    .map(({ name }) => name)
    .join('; ');
}
