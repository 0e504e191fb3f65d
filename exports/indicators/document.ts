import type { EvidenceColumn, EvidenceRow } from '../../src/features/indicators/evidence';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import type { ChartSpec } from '../../src/charts/chart-spec';
import type { SexTable } from '../../src/statistics/sex-split';

/** The records behind one indicator, without anything about a person. */
export interface Evidence {
  columns: EvidenceColumn[];
  rows: EvidenceRow['cells'][];
}

/** Everything the workbook "indicators" is made of. */
export interface IndicatorsDocument {
  projectName: string;
  /** In which times are written. */
  timeZone: string;
  /** True when small groups are hidden, so that the file may be passed on. */
  isProtected: boolean;
  /** Groups smaller than this are small. */
  k: number;
  /** All of them, computed at one moment. */
  indicators: ProtectedIndicator[];
  /** By id; without the indicators that have none to show. */
  evidence: Map<string, Evidence>;
  /** The member economies in their order. */
  economies: string[];
  /** The question on overall satisfaction; null before the evaluation form was published. */
  satisfaction: { title: string; table: SexTable } | null;
  /** Said on every sheet and every printed page, for data that is not real; null otherwise. */
  mark: string | null;
}

/** A chart with the table it is drawn from. Both hold the same figures. */
export interface ChartTable {
  title: string;
  /** What the figures are and what is left out. */
  note: string;
  headers: string[];
  /** Texts and numbers; null is an empty cell. */
  rows: (string | number | null)[][];
  /** Null when there is nothing to draw yet. */
  spec: ChartSpec | null;
  /** A mark across all bars. */
  line?: number;
}

export interface Picture {
  png: Buffer;
  /** In pixels, as they are to be shown. */
  width: number;
  height: number;
}

/**
 * Draws a chart.
 * @param line a mark on the axis of figures, drawn across all bars
 */
export type DrawChart = (spec: ChartSpec, options: { width: number; line?: number }) => Picture;
