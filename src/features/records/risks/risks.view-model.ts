import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { dateIn } from '../../../lib/clock';
import { NotFoundError } from '../../../lib/errors';
import { Risk, RiskChange, User } from '../../../models';
import type { RiskStatus } from '../../../models/codes';
import { getProject } from '../../workshop/project.queries';
import { ownerOptions } from '../owner';

type Owned = Risk & { owner: User | null };
type Changed = RiskChange & { changer: User | null };

const likelihoods = ['Hardly', 'Unlikely', 'Possible', 'Likely', 'Almost certain'];
const impacts = ['Hardly felt', 'Minor', 'Felt', 'Serious', 'The project fails'];

const statuses: Record<RiskStatus, { label: string; tone: string }> = {
  open: { label: 'Open', tone: 'status-caution' },
  mitigated: { label: 'Under control', tone: 'status-good' },
  occurred: { label: 'Has occurred', tone: 'status-bad' },
  closed: { label: 'Closed', tone: '' },
};

/** Risks by weight, the heaviest first; closed ones last. */
export async function risksPage(): Promise<PageLocals> {
  const [risks, { timeZone }] = await Promise.all([
    Risk.findAll({ include: [{ model: User, as: 'owner' }], order: ['id'] }),
    getProject(),
  ]);
  const today = dateIn(timeZone);
  const lines = (risks as Owned[])
    .sort(
      (a, b) =>
        Number(a.status === 'closed') - Number(b.status === 'closed') ||
        weightOf(b) - weightOf(a) ||
        b.impact - a.impact,
    )
    .map((risk) => riskLine(risk, today));
  return {
    title: 'Risks',
    risks: lines,
    due: lines.filter(({ isDue }) => isDue).length,
  };
}

function riskLine(risk: Owned, today: string) {
  return {
    id: risk.id,
    title: risk.title,
    weight: weightOf(risk),
    weightTone: toneOf(weightOf(risk)),
    likelihood: gradeText(likelihoods, risk.likelihood),
    impact: gradeText(impacts, risk.impact),
    mitigation: risk.mitigation,
    owner: risk.owner?.name ?? '',
    status: statuses[risk.status],
    reviewOn: typeof risk.reviewOn === 'string' ? formatDate(risk.reviewOn) : '',
    isDue: risk.status !== 'closed' && typeof risk.reviewOn === 'string' && risk.reviewOn <= today,
  };
}

function weightOf({ likelihood, impact }: Risk): number {
  return likelihood * impact;
}

/** Of 25: from 15 on the project is in danger, from 8 on it would be felt. */
function toneOf(weight: number): string {
  if (weight >= 15) return 'status-bad';
  return weight >= 8 ? 'status-caution' : 'status-good';
}

/** "4, likely" */
function gradeText(words: readonly string[], grade: number): string {
  return `${grade}, ${(words[grade - 1] ?? '').toLowerCase()}`;
}

/** One risk with the history of its changes, latest first. @throws NotFoundError */
export async function riskPage(id: number): Promise<PageLocals> {
  const [risk, changes, { timeZone }, users] = await Promise.all([
    findRisk(id),
    RiskChange.findAll({
      where: { riskId: id },
      include: [{ model: User, as: 'changer' }],
      order: [['id', 'DESC']],
    }),
    getProject(),
    User.findAll({ attributes: ['id', 'name'] }),
  ]);
  const names = new Map(users.map((user) => [user.id, user.name]));
  return {
    title: risk.title,
    risk: riskLine(risk, dateIn(timeZone)),
    timeZone,
    history: (changes as Changed[]).map((change) => ({
      at: change.changedAt,
      by: change.changer?.name ?? '',
      reason: change.reason,
      changes: Object.entries(JSON.parse(change.changes) as Record<string, [unknown, unknown]>).map(
        ([field, [before, after]]) => ({
          label: fieldLabels[field] ?? field,
          before: valueText(field, before, names),
          after: valueText(field, after, names),
        }),
      ),
    })),
  };
}

const fieldLabels: Record<string, string> = {
  title: 'Risk',
  likelihood: 'Likelihood',
  impact: 'Impact',
  mitigation: 'What is done about it',
  ownerId: 'Owner',
  status: 'State',
  reviewOn: 'Next review',
};

function valueText(field: string, value: unknown, names: ReadonlyMap<number, string>): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (field === 'likelihood') return gradeText(likelihoods, Number(value));
  if (field === 'impact') return gradeText(impacts, Number(value));
  if (field === 'ownerId') return names.get(Number(value)) ?? `account ${Number(value)}`;
  if (field === 'status') return statuses[value as RiskStatus].label;
  if (typeof value !== 'string') return JSON.stringify(value);
  return field === 'reviewOn' ? formatDate(value) : value;
}

const empty = {
  title: '',
  likelihood: '',
  impact: '',
  mitigation: '',
  ownerId: '',
  status: 'open',
  reviewOn: '',
  revision: 0,
};

/** A form for a new risk, or for one that is there. @throws NotFoundError */
export async function riskForm(id: number | null): Promise<PageLocals> {
  const risk = id === null ? null : await findRisk(id);
  const grades = (words: readonly string[]) => [
    { value: '', label: 'Choose' },
    ...words.map((word, index) => ({ value: String(index + 1), label: `${index + 1} – ${word}` })),
  ];
  return {
    title: risk?.title ?? 'New risk',
    riskId: id,
    risk: risk ?? empty,
    likelihoodOptions: grades(likelihoods),
    impactOptions: grades(impacts),
    statusOptions: Object.entries(statuses).map(([value, { label }]) => ({ value, label })),
    ownerOptions: await ownerOptions(risk?.ownerId ?? null),
  };
}

async function findRisk(id: number): Promise<Owned> {
  const risk = await Risk.findByPk(id, { include: [{ model: User, as: 'owner' }] });
  if (risk === null) throw new NotFoundError('There is no such risk.');
  return risk as Owned;
}
