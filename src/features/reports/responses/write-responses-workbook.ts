import { responsesWorkbook } from '../../../../exports/responses';
import { now } from '../../../lib/clock';
import { writeWorkbook } from '../../../lib/workbook/write-workbook';
import { Project, Survey, SurveyVersion } from '../../../models';
import { columnsOf } from '../../../survey-engine/columns';
import type { SurveyDefinition } from '../../../survey-engine/definition';
import type { WritingTask } from '../answer-tasks';
import { responseIds, responseRows } from './response-rows.queries';

export interface ResponsesDetails {
  surveyId: number;
  /** Said in the file of data that is not real; null otherwise. */
  mark: string | null;
}

/**
 * Writes the workbook of one form's responses to a file.
 * @returns the number of responses in it
 * @throws Error when the sheets do not hold every response there was at the start
 */
export async function writeResponsesWorkbook({
  surveyId,
  file,
  mark,
}: WritingTask & ResponsesDetails): Promise<number> {
  const ids = await responseIds(surveyId);
  const responses = ids.length;
  // Read after the ids, so that no response is of a version unknown here.
  const [survey, project, versions] = await Promise.all([
    Survey.findByPk(surveyId, { rejectOnEmpty: true }),
    Project.findByPk(1, { rejectOnEmpty: true }),
    SurveyVersion.findAll({ where: { surveyId } }),
  ]);
  const { build, streamed } = responsesWorkbook({
    title: survey.title,
    projectName: project.name,
    mark,
    anonymous: survey.anonymous,
    madeAt: now(),
    responses,
    versions: versions.map((version) => ({
      version: version.number,
      columns: columnsOf(JSON.parse(version.definition) as SurveyDefinition),
    })),
    rows: () => responseRows(ids),
  });
  const written = await writeWorkbook(file, build, streamed);
  if (written < responses) {
    throw new Error(`The sheets hold ${written} of ${responses} responses.`);
  }
  return responses;
}
