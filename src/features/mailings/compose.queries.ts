import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import { now } from '../../lib/clock';
import type { Option } from '../people/person-codes';
import { languageOfVersion } from '../surveys/survey-cache';
import { currentVersionId, findSurvey, surveyState } from '../surveys/surveys.queries';
import { getProject, listEconomies, listWorkshopDays } from '../workshop/project.queries';
import type { ComposeFacts } from './compose.view-model';
import type { Selection } from './mailing.input';
import { resolveRecipients } from './recipients.queries';
import { workshopOptions } from './workshop-options';

/** Everything the page of a new mailing shows. @throws NotFoundError */
export async function getComposeFacts(form: string, selection: Selection): Promise<ComposeFacts> {
  const survey = await findSurvey(form);
  const [versionId, project, economies, clusters, days, list] = await Promise.all([
    currentVersionId(survey.id),
    getProject(),
    listEconomies(),
    clustersWithPeople(),
    listWorkshopDays(),
    resolveRecipients({ surveyId: survey.id, ...selection }),
  ]);
  return {
    survey,
    state: surveyState({ survey, hasVersion: versionId !== null, at: now() }),
    project,
    economies: economies.map(({ code, name }) => ({ value: code, label: name })),
    clusters,
    workshopOptions: workshopOptions(days),
    selection,
    list,
    language: await languageOfVersion(versionId),
  };
}

async function clustersWithPeople(): Promise<Option[]> {
  const rows = await db().query<{ id: number; name: string }>(
    `SELECT DISTINCT c.id, c.name, c.name_key FROM clusters c JOIN people p ON p.cluster_id = c.id
     ORDER BY c.name_key, c.id`,
    { type: QueryTypes.SELECT },
  );
  return rows.map(({ id, name }) => ({ value: String(id), label: name }));
}
