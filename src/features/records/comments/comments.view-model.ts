import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { NotFoundError } from '../../../lib/errors';
import { DraftComment, Economy, Person, User } from '../../../models';
import type { DraftName } from '../../../models/codes';
import { fullName } from '../../people/fold-name';
import { getProject } from '../../workshop/project.queries';
import { economyOptions } from '../member-economy';
import { decisionOf, decisionValue } from '../decision.view-model';
import { listNamed } from '../named-people.queries';

export const draftNames: Record<DraftName, string> = {
  questionnaire: 'Questionnaire',
  blueprint: 'Blueprint',
  final_report: 'Final Report',
};

type Joined = DraftComment & { economy: Economy; person: Person | null; decider: User | null };

const joined = [
  { model: Economy, as: 'economy' },
  { model: Person, as: 'person' },
  { model: User, as: 'decider' },
];

const words = { yes: 'Substantial', no: 'Not substantial', open: 'To be decided' };

/** All comments, latest first. */
export async function commentsPage(): Promise<PageLocals> {
  const comments = (await DraftComment.findAll({
    include: joined,
    order: [
      ['receivedOn', 'DESC'],
      ['id', 'DESC'],
    ],
  })) as Joined[];
  return {
    title: 'Comments on drafts',
    comments: comments.map((one) => ({
      id: one.id,
      draft: draftNames[one.draft],
      economy: one.economy.name,
      person: one.person === null ? '' : fullName(one.person),
      receivedOn: formatDate(one.receivedOn),
      beginning: one.comment.length > 120 ? `${one.comment.slice(0, 120)}…` : one.comment,
      decision: decisionOf(one.substantial, words),
    })),
    undecided: comments.filter(({ substantial }) => substantial === null).length,
  };
}

/** A form for a new comment, or for one that is there. @throws NotFoundError */
export async function commentPage(id: number | null): Promise<PageLocals> {
  const [found, project] = await Promise.all([
    id === null ? null : DraftComment.findByPk(id, { include: joined }),
    getProject(),
  ]);
  if (id !== null && found === null) throw new NotFoundError('There is no such comment.');
  const comment = found as Joined | null;
  return {
    title:
      comment === null
        ? 'New comment'
        : `Comment of ${comment.economy.name} on the ${draftNames[comment.draft]}`,
    commentId: id,
    comment: comment ?? {
      draft: '',
      economyCode: '',
      personId: '',
      receivedOn: '',
      comment: '',
      revision: 0,
    },
    draftOptions: [
      { value: '', label: 'Choose' },
      ...Object.entries(draftNames).map(([value, label]) => ({ value, label })),
    ],
    economyOptions: [{ value: '', label: 'Choose' }, ...economyOptions],
    personOptions: [
      { value: '', label: 'Nobody in particular' },
      ...(await listNamed(
        ['focal_point', 'ppsti_member', 'policy_maker'],
        comment?.personId ?? null,
      )),
    ],
    decision: comment && {
      counts: decisionValue(comment.substantial),
      ...decisionOf(comment.substantial, words),
      reason: comment.decisionReason ?? '',
      decidedBy: comment.decider?.name ?? '',
      decidedAt: comment.decidedAt,
    },
    timeZone: project.timeZone,
  };
}
