import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { AppError, ConflictError, NotFoundError, ValidationError } from '../../lib/errors';
import { AnswerCorrection, Response, Survey } from '../../models';
import type { Answers } from '../../survey-engine/answers';
import { answerValues } from '../../survey-engine/answer-values';
import { checkAnswers } from '../../survey-engine/check-answers';
import { recordConsents } from '../people/record-consents';
import { loadVersion, type LoadedVersion } from '../surveys/survey-cache';
import { clusterOf } from './cluster-of';
import type { CorrectionInput } from './correction.input';
import { requireCorrectable } from './correction.policy';
import { factsOf } from './facts-of-form';
import { changedQuestions } from './frozen-answers';
import { lockLink } from './lock-link';
import { consentsIn, factsIn, type AnsweredConsent } from './response-facts';
import { parseAnswers } from './stored-answers';
import { requireOwnFiles } from './uploads.queries';
import { replaceResponse } from './write-response';

type Corrector = Actor & { userId: number };

/**
 * Puts answers that an organiser corrected in the place of those stored, by the same check and the same
 * write as a respondent's own correction. What changed is kept with the reason; frozen data sets keep
 * what they hold. A link keeps what its device sent last, so that a late repetition changes nothing.
 *
 * @throws NotFoundError; AppError 422 `answers_refused` with problems; ValidationError when no answer
 * differs; ConflictError `not_possible`, or `changed_meanwhile` with `corrections` and `answers` as they
 * are stored now
 */
export async function correctResponse(
  actor: Corrector,
  responseId: string,
  input: CorrectionInput,
): Promise<void> {
  const { accessKey, versionId, submittedOn } = await findResponse(responseId);
  const version = await loadVersion(versionId);
  const answers = checked(version, input.answers, submittedOn);
  await inTransaction(async (tx) => {
    await lockLink(tx, accessKey);
    const response = await findResponse(responseId, tx);
    const survey = await Survey.findByPk(response.surveyId, {
      attributes: ['form', 'anonymous'],
      transaction: tx,
      rejectOnEmpty: true,
    });
    requireCorrectable({ anonymous: survey.anonymous, accessKey: response.accessKey });
    const before = parseAnswers(response.answers);
    if (response.corrections !== input.corrections || response.versionId !== versionId) {
      throw new ConflictError(
        'These answers were corrected by somebody else meanwhile. Nothing was stored yet.',
        'changed_meanwhile',
        { corrections: response.corrections, answers: before },
      );
    }
    const changed = changedQuestions(before, answers);
    if (changed.length === 0) {
      throw new ValidationError({}, 'No answer differs from what is stored. Nothing was changed.');
    }
    await requireOwnFiles(response, answers, tx);
    await write(
      tx,
      actor,
      { response, form: survey.form, version, before, answers, changed },
      input,
    );
  });
}

async function findResponse(id: string, tx?: Tx): Promise<Response> {
  const response = await Response.findByPk(
    id,
    tx === undefined ? {} : { transaction: tx, lock: tx.LOCK.UPDATE },
  );
  if (response === null) throw new NotFoundError('There is no such response.');
  return response;
}

/** By the rules of the day the answers were first sent: a deadline that has passed since was none then. */
function checked({ compiled }: LoadedVersion, answers: Answers, today: string): Answers {
  const result = checkAnswers(compiled, answers, { today });
  if (result.ok) return result.answers;
  throw new AppError(422, 'answers_refused', 'Some answers need another look.', {
    problems: result.problems,
  });
}

interface Correction {
  response: Response;
  form: string;
  version: LoadedVersion;
  before: Answers;
  answers: Answers;
  /** Names of the questions whose answers differ. */
  changed: string[];
}

async function write(
  tx: Tx,
  actor: Corrector,
  { response, form, version, before, answers, changed }: Correction,
  { reason }: CorrectionInput,
): Promise<void> {
  const facts = await factsOf(version);
  const told = factsIn(answers, facts);
  const withdrawn = withdrawnConsents(
    consentsIn(before, facts, version.definition),
    consentsIn(answers, facts, version.definition),
  );
  await replaceResponse(
    tx,
    {
      ...response.get(),
      clusterId: await clusterOf(tx, told),
      economyCode: told.economyCode,
      sex: told.sex,
      sector: told.sector,
      answers: JSON.stringify(answers),
    },
    answerValues(version.compiled, answers),
    { kind: 'corrected_by_staff', reason, madeBy: actor.userId },
  );
  const contentVersion = response.corrections + 1;
  await AnswerCorrection.create(
    {
      responseId: response.id,
      contentVersion,
      versionId: response.versionId,
      beforeAnswers: JSON.stringify(pick(before, changed)),
      afterAnswers: JSON.stringify(pick(answers, changed)),
      reason,
      madeBy: actor.userId,
      madeAt: now(),
    },
    { transaction: tx },
  );
  const { personId } = response;
  if (personId !== null) {
    const source = `${form}_corrected_by_the_team`;
    await recordConsents(tx, { personId, source, given: withdrawn });
  }
  await recordAuditEvent(tx, actor, {
    action: 'response.corrected_by_team',
    subjectType: 'response',
    subjectId: response.id,
    ...(personId === null ? {} : { personId }),
    changes: {
      form,
      corrections: [response.corrections, contentVersion],
      questions: changed.join('; '),
      reason,
    },
  });
}

/**
 * The consents that a correction takes back.
 * @throws AppError 422 `answers_refused` where it would give one: nobody agrees for somebody else
 */
function withdrawnConsents(before: AnsweredConsent[], after: AnsweredConsent[]): AnsweredConsent[] {
  const had = before.filter(({ given }) => given);
  const has = after.filter(({ given }) => given);
  const lacks = (list: AnsweredConsent[], { kind }: AnsweredConsent): boolean =>
    !list.some((one) => one.kind === kind);
  const added = has.filter((consent) => lacks(had, consent));
  if (added.length > 0) {
    throw new AppError(422, 'answers_refused', 'Some answers need another look.', {
      problems: added.map(({ question }) => ({
        question,
        path: question,
        code: 'consent_of_others',
        message: 'Only the person can agree to this. Please ask them to do so by their own link.',
      })),
    });
  }
  return had
    .filter((consent) => lacks(has, consent))
    .map((consent) => ({ ...consent, given: false }));
}

function pick(answers: Answers, names: readonly string[]): Answers {
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(answers, name) ? [[name, answers[name]]] : [])),
  );
}
