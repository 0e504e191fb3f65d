import type { PageLocals } from '../../http/render';
import { localTime } from '../../lib/zoned-time';
import { indicatorView } from '../indicators/indicators.view-model';
import type { Completion } from './read-completion';

/** The page of the completion figures; only the team is led to where things are done. */
export function completionPage(completion: Completion, isTeam: boolean): PageLocals {
  const { project, asOf, participants, implementers, satisfaction, evaluation, missing } =
    completion;
  return {
    title: 'Completion',
    projectName: project.name,
    asOf,
    timeZone: project.timeZone,
    participants,
    implementers,
    satisfaction: satisfaction && indicatorView(satisfaction, project.timeZone),
    evaluation: evaluation && {
      releasedOn: localTime(evaluation.releasedAt, project.timeZone).slice(0, 10),
      forms: evaluation.forms,
      questions: evaluation.questions,
    },
    missing,
    linksTo: ({ href }: { href: string }) => isTeam || href.startsWith('/indicators/'),
    k: project.suppressionK,
  };
}
