/** What the check on the server answers, one entry a problem; places are counted from 1. */
export interface Problem {
  severity: 'error' | 'warning';
  message: string;
  line?: number;
  column?: number;
}

export interface Checked {
  sound: boolean;
  problems: Problem[];
}

/** "1 error, 3 remarks": the words in which the page of the server says it too. */
export function summaryOf(problems: Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const remarks = problems.length - errors;
  const parts = [
    errors === 0 ? 'No errors' : errors === 1 ? '1 error' : `${errors} errors`,
    remarks === 0 ? '' : remarks === 1 ? '1 remark' : `${remarks} remarks`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
