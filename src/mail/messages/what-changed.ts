import { composeMail, type MailContent } from '../compose-mail';
import { greetingFor, signature } from './wording';

export interface WhatChangedFacts {
  toName: string;
  project: string;
  /** The milestone that was reached; null for the mail of a week. */
  milestone: string | null;
  /** Dates (YYYY-MM-DD) of the two snapshots that are compared; the same when there is no newer one. */
  from: string;
  until: string;
  /** The indicators that changed, in their order, as overseers may see them. */
  changes: { indicator: string; text: string }[];
  contactName: string;
  contactEmail: string;
}

/** Tells a reader what changed in the indicators since the last such mail. */
export function whatChangedMail(facts: WhatChangedFacts): MailContent {
  const { milestone, changes, project } = facts;
  const period =
    facts.from === facts.until
      ? `on ${dateText(facts.until)}`
      : `between ${dateText(facts.from)} and ${dateText(facts.until)}`;
  const count = changes.length;
  return composeMail({
    subject:
      milestone === null
        ? `What changed: ${count === 0 ? 'nothing' : countText(count)}`
        : `${milestone}: what changed`,
    greeting: greetingFor(facts.toName),
    blocks: [
      ...(milestone === null
        ? []
        : [
            {
              kind: 'paragraph',
              text: `the milestone “${milestone}” of the “${project}” is reached.`,
            } as const,
          ]),
      {
        kind: 'paragraph',
        text:
          count === 0
            ? `Nothing changed in the indicators of the “${project}” ${period}.`
            : `${countText(count)} of the “${project}” changed ${period}:`,
      },
      ...(count === 0
        ? []
        : [
            {
              kind: 'facts',
              rows: changes.map(({ indicator, text }): [string, string] => [indicator, text]),
            } as const,
          ]),
      { kind: 'link', label: 'Open the indicators' },
    ],
    footer: `You get this mail because you agreed to be told what changes. Figures made of answers are those released last; small groups are protected. ${signature(facts)}`,
    unsubscribe: true,
  });
}

function countText(count: number): string {
  return `${count} ${count === 1 ? 'indicator' : 'indicators'}`;
}

/** "12 May 2020" */
function dateText(date: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' },
  }).format(new Date(`${date}T00:00:00Z`));
}
