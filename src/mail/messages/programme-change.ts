import { composeMail, type MailContent } from '../compose-mail';
import { plainValue } from '../plain-value';
import { greetingFor, signature } from './wording';

export interface ProgrammeChangeFacts {
  toName: string;
  workshop: string;
  /** IANA zone of all times in the changes. */
  timeZone: string;
  /** Number of the version that is told of. */
  version: number;
  contact: { contactName: string; contactEmail: string };
  /** Only those that concern the recipient, in the order of the programme. */
  changes: Change[];
}

interface Change {
  kind: 'workshop' | 'day' | 'added' | 'removed' | 'changed';
  title: string;
  when: string;
  facts: { label: string; before: string; after: string }[];
}

/** Tells one person what has changed in the published programme for them. */
export function programmeChangeMail(facts: ProgrammeChangeFacts): MailContent {
  return composeMail({
    subject: `The programme has changed: ${facts.workshop}`,
    greeting: greetingFor(facts.toName),
    blocks: [
      {
        kind: 'paragraph',
        text: `The programme of the “${facts.workshop}” has changed where you take part. All times are those of ${facts.timeZone}.`,
      },
      { kind: 'facts', rows: facts.changes.map((change) => [change.title, textOf(change)]) },
      { kind: 'link', label: 'Open the programme' },
    ],
    footer: `Version ${facts.version} of the programme holds. ${signature(facts.contact)}`,
  });
}

function textOf({ kind, when, facts }: Change): string {
  if (kind === 'added') return `New: ${when}`;
  if (kind === 'removed') return `No longer takes place (was ${when})`;
  return `${when === '' ? '' : `${when}. `}${facts.map(factText).join('; ')}`;
}

function factText({ label, before, after }: Change['facts'][number]): string {
  // Both states of a long text would hide what else has changed.
  if (label === 'Description') return 'The description is a new one';
  const shown = (value: string): string =>
    // Names and organisations may be what people typed about themselves.
    value === '' ? 'none' : value.split('; ').map(plainValue).join('; ');
  return `${label}: ${shown(after)} (before: ${shown(before)})`;
}
