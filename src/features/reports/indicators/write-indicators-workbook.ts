import { indicatorsWorkbook } from '../../../../exports/indicators';
import { writeWorkbook } from '../../../lib/workbook/write-workbook';
import type { WritingTask } from '../answer-tasks';
import { inOneSnapshot } from '../in-one-snapshot';
import { readIndicators } from './read-indicators';

export interface IndicatorsDetails {
  /** Hides small groups, so that the file may be passed on to anybody who may see the indicators. */
  isProtected: boolean;
  /** Said in the file of data that is not real; null otherwise. */
  mark: string | null;
}

/** Writes the workbook of the indicators as they stand now. */
export async function writeIndicatorsWorkbook({
  file,
  isProtected,
  mark,
}: WritingTask & IndicatorsDetails): Promise<null> {
  return inOneSnapshot(async () => {
    const document = await readIndicators(isProtected);
    const { build, streamed } = indicatorsWorkbook({ ...document, mark });
    await writeWorkbook(file, build, ...streamed);
    return null;
  });
}
