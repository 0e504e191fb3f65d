import { sectors, sexes, type Sector, type Sex } from '../../models/codes';
import type { Answers } from '../../survey-engine/answers';
import { localized, titleOf, walkQuestions } from '../../survey-engine/definition';
import type { SurveyDefinition } from '../../survey-engine/definition';
import type { SurveyFacts } from '../surveys/facts';
import { economies } from '../workshop/economies';

/** What every form says about its respondent, wherever it asks it: the columns of a response. */
export interface ResponseFacts {
  economyCode: string | null;
  sex: Sex | null;
  sector: Sector | null;
  clusterName: string | null;
  email: string | null;
  name: string | null;
}

const economyCodes = new Set(economies.map(({ code }) => code));

/** Reads the facts out of checked answers by the form's sheet of facts. */
export function factsIn(answers: Answers, { fields }: SurveyFacts): ResponseFacts {
  const text = (key: string): string | null => {
    const question = fields[key] ?? undefined;
    const value = question === undefined ? undefined : answers[question];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const economy = text('economy');
  const sex = text('sex');
  const sector = text('sector');
  return {
    economyCode: economy !== null && economyCodes.has(economy) ? economy : null,
    sex: sexes.find((code) => code === sex) ?? null,
    sector: sectors.find((code) => code === sector) ?? null,
    clusterName: text('cluster'),
    email: text('email'),
    name: text('name'),
  };
}

export interface AnsweredConsent {
  /** Name of the question. */
  question: string;
  kind: string;
  given: boolean;
  wording: string;
}

/** The consents among the answers: those the sheet of facts names, with the words shown. */
export function consentsIn(
  answers: Answers,
  { fields }: SurveyFacts,
  definition: SurveyDefinition,
): AnsweredConsent[] {
  const named = new Set(
    Object.entries(fields).flatMap(([key, question]) =>
      key.startsWith('consent') && question !== null ? [question] : [],
    ),
  );
  const consents: AnsweredConsent[] = [];
  walkQuestions(definition, (question) => {
    const given = answers[question.name];
    if (!named.has(question.name) || typeof given !== 'boolean') return;
    consents.push({
      question: question.name,
      kind: question.name.replace(/^consent_/, ''),
      given,
      wording: [titleOf(question), localized(question.description)].filter(Boolean).join(' '),
    });
  });
  return consents;
}
