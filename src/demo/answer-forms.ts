import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { db } from '../db/transaction';
import { requireLink } from '../features/responses/answering.policy';
import { beginOpenAnswer } from '../features/responses/begin-open-answer';
import { findLink } from '../features/responses/find-link';
import { recordOpening } from '../features/responses/mark-invitation';
import { saveDraft } from '../features/responses/save-draft';
import { submitAnswers } from '../features/responses/submit-answers';
import { loadVersion, type LoadedVersion } from '../features/surveys/survey-cache';
import { currentVersionId, findSurvey } from '../features/surveys/surveys.queries';
import { dateIn } from '../lib/clock';
import { linkToken } from '../lib/link-tokens';
import type { Answers } from '../survey-engine/answers';
import { questionsIn, type SurveyDefinition } from '../survey-engine/definition';
import type { Chance } from './chance';
import { inventAnswers, type DemoForm } from './invent-answers';
import type { InventedPerson } from './invent-people';

/** Lets invented people answer through their own links, by the same writes as the answering page. */
export class Respondents {
  private readonly answered = new Map<DemoForm, number>();

  constructor(private readonly chance: Chance) {}

  async open(form: DemoForm, person: InventedPerson): Promise<void> {
    await recordOpening(requireLink(await findLink(await tokenOf(form, person))));
  }

  /** Opens the form, fills in the first half of it and leaves. */
  async leaveHalfDone(form: DemoForm, person: InventedPerson): Promise<void> {
    await this.open(form, person);
    const { version, answers } = await this.invent(form, person);
    const half = Object.entries(answers).slice(0, Math.ceil(Object.keys(answers).length / 2));
    await saveDraft(await tokenOf(form, person), {
      revision: 0,
      answers: Object.fromEntries(half),
      page: pageOf(version.definition, half.at(-1)?.[0]),
      versionId: version.version.id,
      sent: null,
    });
  }

  async send(form: DemoForm, person: InventedPerson): Promise<void> {
    await this.open(form, person);
    await this.submit(form, person, await tokenOf(form, person));
  }

  /** Sends other answers in the place of those sent before. */
  async correct(form: DemoForm, person: InventedPerson): Promise<void> {
    await this.submit(form, person, await tokenOf(form, person), 0);
  }

  /** Answers without an invitation, through the link that everybody may use. */
  async sendByOpenLink(form: DemoForm, person: InventedPerson): Promise<void> {
    const survey = await findSurvey(form);
    await this.submit(form, person, await beginOpenAnswer(survey));
  }

  /** Sends answers through a link of this token, however it was opened. */
  async submit(
    form: DemoForm,
    person: InventedPerson,
    token: string,
    sent?: number,
  ): Promise<void> {
    const { version, answers } = await this.invent(form, person);
    await submitAnswers(token, {
      submissionId: randomUUID(),
      answers,
      versionId: version.version.id,
      ...(sent === undefined ? {} : { sent }),
    });
  }

  private async invent(
    form: DemoForm,
    person: InventedPerson,
  ): Promise<{ version: LoadedVersion; answers: Answers }> {
    const survey = await findSurvey(form);
    const versionId = await currentVersionId(survey.id);
    if (versionId === null) throw new Error(`The form ${form} is not published.`);
    const version = await loadVersion(versionId);
    const number = this.answered.get(form) ?? 0;
    this.answered.set(form, number + 1);
    const { compiled } = version;
    const order = { form, compiled, person, number, day: dateIn('UTC') };
    return { version, answers: inventAnswers(this.chance, order) };
  }
}

/** Where somebody stopped whose last answer was this one: the index of the page. */
function pageOf({ pages }: SurveyDefinition, question: string | undefined): number {
  const index = pages.findIndex((page) =>
    questionsIn(page.elements).some(({ name }) => name === question),
  );
  return Math.max(0, index);
}

/** The invitation of a person to a form. @throws Error when there is none */
export async function invitationOf(form: DemoForm, person: InventedPerson): Promise<number> {
  const [row] = await db().query<{ id: number }>(
    `SELECT i.id FROM invitations i JOIN surveys s ON s.id = i.survey_id
     JOIN people p ON p.id = i.person_id WHERE s.form = :form AND p.email = :email`,
    { type: QueryTypes.SELECT, replacements: { form, email: person.email } },
  );
  if (row === undefined) throw new Error(`${person.email} is not invited to ${form}.`);
  return row.id;
}

async function tokenOf(form: DemoForm, person: InventedPerson): Promise<string> {
  return linkToken(`invitation:${await invitationOf(form, person)}`);
}
