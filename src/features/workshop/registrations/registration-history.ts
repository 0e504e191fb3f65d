import { formatDateTime } from '../../../http/format';
import type { RegistrationStatus } from '../../../models/codes';
import {
  fundingLabel,
  fundingLabels,
  modeLabels,
  roleLabels,
  statusLabels,
} from './registration-words';
import type { RegistrationHistory } from './registrations.queries';

export interface HistoryLine {
  when: string;
  who: string;
  what: string;
  why: string;
}

/** Changes of the status and of all else, the latest first. */
export function historyLines(
  { changes, events }: Pick<RegistrationHistory, 'changes' | 'events'>,
  zone: string,
): HistoryLine[] {
  const lines = [
    ...changes.map(({ fromStatus, toStatus, reason, changedBy, changedAt }) => ({
      at: changedAt,
      who: changedBy,
      what: statusWords(fromStatus, toStatus),
      why: reason ?? '',
    })),
    ...events.flatMap(({ at, actorKind, actorName, changes: json }) => {
      const facts = JSON.parse(json) as Record<string, unknown>;
      const what = changedWords(facts);
      return what === ''
        ? []
        : [
            {
              at,
              who: actorKind === 'respondent' ? 'The person' : actorName,
              what,
              why: typeof facts.reason === 'string' ? facts.reason : '',
            },
          ];
    }),
  ];
  return lines
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .map(({ at, who, what, why }) => ({ when: formatDateTime(at, zone), who, what, why }));
}

function statusWords(from: RegistrationStatus | null, to: RegistrationStatus): string {
  return from === null ? statusLabels[to] : `${statusLabels[from]} → ${statusLabels[to]}`;
}

type Describe = (value: never) => string;

const described: Record<string, [label: string, describe: Describe]> = {
  role: ['Role', (code: keyof typeof roleLabels) => roleLabels[code]],
  funding: ['Funding', (code: Parameters<typeof fundingLabel>[0]) => fundingLabel(code)],
  fundingTold: [
    'Funding as told',
    (code: keyof typeof fundingLabels | null) => (code === null ? 'Not told' : fundingLabels[code]),
  ],
  mode: ['Takes part', (code: keyof typeof modeLabels) => modeLabels[code]],
  days: ['Days', (days: number[]) => days.join(', ')],
};

/** "Role: Participant → Speaker; Days: 1, 2 → 1"; details of the person by name only. */
function changedWords(facts: Record<string, unknown>): string {
  const words: string[] = [];
  for (const [field, change] of Object.entries(facts)) {
    if (!Array.isArray(change) || change.length !== 2 || field === 'status') continue;
    const [label, describe] = described[field] ?? [];
    if (label === undefined || describe === undefined) {
      words.push(`Corrected: ${fieldWords[field] ?? field}`);
    } else {
      words.push(`${label}: ${describe(change[0] as never)} → ${describe(change[1] as never)}`);
    }
  }
  if (facts.needs === 'changed') words.push('Needs changed');
  return words.join('; ');
}

const fieldWords: Record<string, string> = {
  givenName: 'given names',
  familyName: 'family name',
  email: 'e-mail',
  position: 'position',
  organisation: 'organisation',
  sex: 'sex',
  sector: 'sector',
};
