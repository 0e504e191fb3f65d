import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../src/db/transaction';
import { Response, Survey, SurveyVersion } from '../../src/models';
import type { Answers } from '../../src/survey-engine/answers';
import { compileDefinition, type CompiledSurvey } from '../../src/survey-engine/compile';
import type { SurveyDefinition } from '../../src/survey-engine/definition';

export interface PublishedForm {
  survey: Survey;
  version: SurveyVersion;
  definition: SurveyDefinition;
  compiled: CompiledSurvey;
}

/** A version of an installed form put straight into the database, its draft text by default. */
export async function publishedForm(
  form: string,
  definition?: SurveyDefinition,
): Promise<PublishedForm> {
  const survey = await Survey.findOne({ where: { form }, rejectOnEmpty: true });
  const text = definition === undefined ? survey.draftDefinition : JSON.stringify(definition);
  const versions = await SurveyVersion.count({ where: { surveyId: survey.id } });
  const version = await SurveyVersion.create({
    surveyId: survey.id,
    number: versions + 1,
    definition: text,
    firstPageHtml: '',
    publishedAt: new Date(),
  });
  const parsed = JSON.parse(text) as SurveyDefinition;
  return { survey, version, definition: parsed, compiled: compileDefinition(parsed) };
}

/** A submitted response put straight into the database, with nothing beside it. */
export async function storedResponse(
  form: PublishedForm,
  answers: Answers,
  facts: Partial<Response['_creationAttributes']> = {},
): Promise<Response> {
  const id = randomUUID();
  return inTransaction((transaction) =>
    Response.create(
      {
        id,
        surveyId: form.survey.id,
        versionId: form.version.id,
        accessKey: `key ${id}`,
        submissionId: `submission ${id}`,
        contentHash: '',
        receipt: id.slice(0, 8).toUpperCase(),
        origin: 'personal_link',
        language: 'en',
        answers: JSON.stringify(answers),
        submittedOn: '2020-05-04',
        ...facts,
      },
      { transaction },
    ),
  );
}
