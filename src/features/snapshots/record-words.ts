import { sectorLabels, sexLabels } from '../people/person-codes';
import type { Sector, Sex } from '../../models/codes';
import type { EvidenceState, Fact, IndicatorRecords } from './evidence-state';
import { recordKey, type RecordNames } from './record-names.queries';

/** More of one kind are told by their number. */
export const listedAtMost = 20;

const factNames: Record<Fact, string> = {
  sex: 'sex',
  sector: 'sector',
  economy: 'economy',
  cluster: 'cluster',
  days: 'days',
  mark: 'mark',
};

/** "changed (sex, days)" */
export function changedFacts(facts: readonly Fact[]): string {
  return `changed (${facts.map((fact) => factNames[fact]).join(', ')})`;
}

/** One fact before and after, in words: "sex: Female → Not stated". */
function factChange(fact: Fact, before: EvidenceState, after: EvidenceState, names: RecordNames) {
  const word = (state: EvidenceState): string => valueWords(fact, state, names);
  return `${factNames[fact]}: ${word(before)} → ${word(after)}`;
}

function valueWords(fact: Fact, state: EvidenceState, names: RecordNames): string {
  const value = state[fact];
  switch (fact) {
    case 'sex':
      return value === '' ? 'Not stated' : sexLabels[value as Sex];
    case 'sector':
      return value === '' ? 'Not stated' : sectorLabels[value as Sector];
    case 'economy':
      return value === '' ? 'none' : (names.economies.get(value) ?? value);
    case 'cluster':
      return value === '' ? 'none' : `No. ${value}`;
    case 'days':
      return value === ''
        ? 'none'
        : value
            .split(' ')
            .map((day) => `Day ${day}`)
            .join(', ');
    case 'mark':
      return markWords[value] ?? value;
  }
}

const markWords: Record<string, string> = {
  '': 'none',
  headed_by_woman: 'presents a cluster headed by a woman',
  joint: 'joint one that counts',
};

/** The records by kind of change, with their names and where they open; for the team alone. */
export function recordsListed(records: IndicatorRecords, names: RecordNames) {
  const named = (state: EvidenceState) =>
    names.records.get(recordKey(state)) ?? { text: 'A record that is gone', href: null };
  const list = <T>(title: string, all: readonly T[], lineOf: (one: T) => object) => ({
    title,
    lines: all.slice(0, listedAtMost).map(lineOf),
    more: Math.max(0, all.length - listedAtMost),
  });
  const { added, removed, changed } = records;
  return [
    list('Show those added', added, (state) => ({ ...named(state), detail: '' })),
    list('Show those gone', removed, (state) => ({ ...named(state), detail: '' })),
    list('Show those changed', changed, ({ before, after, facts }) => ({
      ...named(after),
      detail: facts.map((fact) => factChange(fact, before, after, names)).join('; '),
    })),
  ].filter(({ lines }) => lines.length > 0);
}
