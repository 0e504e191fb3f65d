import { formatDateTime } from '../../http/format';
import type { PageLocals } from '../../http/render';
import type { Survey, SurveyVersion } from '../../models';
import type { SurveyDefinition } from '../../survey-engine/definition';
import { definitionChanges } from './definition-changes';
import { summaryOf } from './definition.view-model';
import type { CheckedText } from './definition-check/check-text';
import { parseFacts } from './facts';

export interface PublicationData {
  survey: Survey;
  last: SurveyVersion | null;
  checked: CheckedText;
  zone: string;
}

/** What would be published: problems, changes against the last version, what the figures lose. */
export function publicationPage({ survey, last, checked, zone }: PublicationData): PageLocals {
  const { sound, problems } = checked;
  const unchanged = last?.definition === survey.draftDefinition;
  return {
    title: `Publish: ${survey.title}`,
    form: survey.form,
    surveyTitle: survey.title,
    revision: survey.draftRevision,
    next: (last?.number ?? 0) + 1,
    last: last && { number: last.number, when: formatDateTime(last.publishedAt, zone) },
    unchanged,
    sound,
    problems,
    summary: summaryOf(problems),
    changes: sound && !unchanged ? changesOf(survey, last) : undefined,
  };
}

function changesOf(survey: Survey, last: SurveyVersion | null) {
  const read = (text: string): SurveyDefinition => JSON.parse(text) as SurveyDefinition;
  return definitionChanges(
    survey.form,
    parseFacts(survey.facts),
    last === null ? undefined : read(last.definition),
    read(survey.draftDefinition),
  );
}

export function versionPage(survey: Survey, version: SurveyVersion, zone: string): PageLocals {
  return {
    title: `Version ${version.number}: ${survey.title}`,
    form: survey.form,
    surveyTitle: survey.title,
    version,
    when: formatDateTime(version.publishedAt, zone),
  };
}
