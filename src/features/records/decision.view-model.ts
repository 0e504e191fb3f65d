/** How a decision reads in a list. */
export interface DecisionView {
  label: string;
  tone: string;
}

export function decisionOf(
  counts: boolean | null,
  words: { yes: string; no: string; open: string },
): DecisionView {
  if (counts === null) return { label: words.open, tone: 'status-caution' };
  return counts ? { label: words.yes, tone: 'status-good' } : { label: words.no, tone: '' };
}

/** The value of the field "counts" in a form. */
export function decisionValue(counts: boolean | null): 'yes' | 'no' | '' {
  if (counts === null) return '';
  return counts ? 'yes' : 'no';
}
