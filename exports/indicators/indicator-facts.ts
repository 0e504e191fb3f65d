import type { Worksheet } from 'exceljs';
import { documents } from '../../src/features/indicators/indicator';
import { ratioText, releasedText } from '../../src/features/indicators/indicators.view-model';
import type { ProtectedIndicator } from '../../src/features/indicators/protect';
import type { IndicatorsDocument } from './document';
import * as tables from './evidence/tables';
import { asOfText } from './sheet-look';

/** What an indicator is in words, to stand below its calculation. */
export function factsOf(
  indicator: ProtectedIndicator,
  document: IndicatorsDocument,
): [label: string, value: string][] {
  const { definition, hidden, ratio, rule, targets, notes } = indicator;
  const released = releasedText(indicator, document.timeZone);
  const conflict = document.conflicts.find(({ indicators }) => indicators.includes(definition.id));
  const facts: [string, string | null][] = [
    ...notes.map((note): [string, string] => ['Beside the value', note]),
    ['Target', targets.length === 0 ? 'The documents set no target.' : null],
    [
      'Targets that differ',
      conflict === undefined ? null : `${conflict.title}. ${conflict.explanation}`,
    ],
    ['Why it is not shown', hidden],
    ['Definition', definition.definition],
    ['Calculated from', definition.formula],
    ['Rule in force', rule],
    ['Not counted', definition.notCounted],
    ['Records', definition.records],
    ['Counted', ratio === null ? null : ratioText(indicator)],
    ['Source', definition.sources.map((source) => documents[source]).join('; ')],
    ['As of', asOfText(document)],
    ['Released', released],
  ];
  return facts.flatMap(([label, text]) =>
    text === null || text === '' ? [] : [[label, text] as [string, string]],
  );
}

/** The sheets that the calculation of an indicator counts. */
const evidence: Readonly<Record<string, readonly { name: string }[]>> = {
  I01: [tables.economies, tables.answers],
  I02: [tables.clusters, tables.answers],
  I03: [tables.attendance, tables.attendanceBySector],
  I04: [tables.attendance],
  I05: [tables.comments, tables.economies],
  I06: [tables.evaluation],
  I07: [tables.invitations],
  I08: [tables.stories, tables.approvedStories],
  I09: [tables.laterStories, tables.approvedStories],
  I10: [tables.initiatives],
  I11: [tables.attendance],
  I12: [tables.attendance],
  I13: [tables.speakers],
  I14: [tables.speakers],
  I15: [tables.experts],
  I16: [tables.presented, tables.speakers],
  I17: [tables.members],
  I18: [tables.platform],
  I19: [tables.meetings],
};

/** Where the evidence stands, with a way there; in words where it is not for every reader. */
export function addEvidenceLinks(
  sheet: Worksheet,
  row: number,
  { definition }: ProtectedIndicator,
  { records }: IndicatorsDocument,
): void {
  const isTeam = records.audience === 'team';
  const notForReader: readonly { name: string }[] = isTeam
    ? [tables.attendanceBySector, tables.approvedStories]
    : [tables.answers, tables.evaluation, tables.stories, tables.laterStories];
  const found = (evidence[definition.id] ?? []).filter((table) => !notForReader.includes(table));
  const label = sheet.getCell(row, 1);
  label.value = 'Evidence';
  label.font = { bold: true };
  if (found.length === 0) {
    sheet.getCell(row, 2).value =
      'The evidence is made of single answers, which organisers alone can see.';
  }
  found.forEach(({ name }, index) => {
    const cell = sheet.getCell(row + index, 2);
    cell.value = { text: `Sheet “${name}”`, hyperlink: `#'${name}'!A1` };
    cell.font = { underline: true, color: { argb: 'FF0B5563' } };
  });
}
