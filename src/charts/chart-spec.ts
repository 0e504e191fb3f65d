/** What a series stands for, which decides how it is drawn: a sex, everyone, or a step of a scale. */
export type Tone = 'women' | 'men' | 'notStated' | 'total' | { step: number; of: number };

export interface ChartSeries {
  name: string;
  tone: Tone;
  /** One a label; null where there is no figure or it is not shown. */
  values: (number | null)[];
  /** What stands at the bars: "48.0 % (12)"; where a figure is not shown, the word that says so. */
  texts: string[];
}

/**
 * A chart as numbers, without any look.
 * - `groups`: one bar a series beside each other for each label (women and men).
 * - `stack`: the series are parts of one bar for each label (the steps of a scale).
 */
export interface ChartSpec {
  kind: 'groups' | 'stack';
  labels: string[];
  series: ChartSeries[];
  /** Of the axis; '' for plain numbers. */
  unit: '%' | '';
  /** End of the axis; null leaves it to the numbers. */
  max: number | null;
}

/** The same in words, for those who cannot see the chart: "Public sector: women 48.0 % (12)". */
export function describeChart({ labels, series }: ChartSpec): string {
  return labels
    .map((label, index) => {
      const parts = series.flatMap(({ name, values, texts }) =>
        (values[index] ?? null) === null ? [] : [`${name} ${texts[index] ?? ''}`],
      );
      return `${label}: ${parts.length === 0 ? 'not shown' : parts.join(', ')}`;
    })
    .join('; ');
}

/** A label in lines of at most so many letters; a longer word stays whole. */
export function wrapLabel(label: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
