import { composeMail, type MailContent } from '../compose-mail';
import { greetingFor } from './wording';

export interface MilestoneReminderFacts {
  toName: string;
  milestone: string;
  project: string;
  /** "16 Jun 2020" */
  due: string;
  /** Days from today until it is due; 0 is today. */
  daysLeft: number;
  /** What organisers noted about it; may be empty. */
  note: string;
}

/** Tells whoever owns a milestone that it comes near. */
export function milestoneReminderMail(facts: MilestoneReminderFacts): MailContent {
  const when =
    facts.daysLeft === 0
      ? 'today'
      : facts.daysLeft === 1
        ? 'tomorrow'
        : `in ${facts.daysLeft} days`;
  return composeMail({
    subject: `Due ${when}: ${facts.milestone}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      {
        kind: 'paragraph',
        text: `the milestone “${facts.milestone}” of the “${facts.project}” is due ${when}, on ${facts.due}.`,
      },
      ...(facts.note === '' ? [] : [{ kind: 'paragraph', text: facts.note } as const]),
      { kind: 'link', label: 'Open the milestones' },
    ],
    footer:
      'You get this mail because the milestone is yours, or because nobody in particular owns it.',
  });
}
