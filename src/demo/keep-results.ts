import type { Actor } from '../audit/record-audit-event';
import { codeAnswer } from '../features/results/coding/code-answer';
import { findCodeable, nextAnswer } from '../features/results/coding/codes.queries';
import { addCode } from '../features/results/coding/write-code';
import { freezeDataSet } from '../features/results/data-sets/freeze-data-set';
import { reviewResponse } from '../features/responses/review-response';
import { findSurvey } from '../features/surveys/surveys.queries';
import { Response } from '../models';

type Organiser = Actor & { userId: number };

const form = 'cluster_survey';

/** What was presented on Day 1: frozen the evening before. */
export async function freezePreliminary(actor: Organiser): Promise<void> {
  await freezeDataSet(actor, form, {
    kind: 'preliminary',
    note: 'Demo: as presented on Day 1.',
  });
}

/** After the workshop one answer is taken out, and the answers are frozen for the report. */
export async function freezeAdjusted(actor: Organiser): Promise<void> {
  const { id: surveyId } = await findSurvey(form);
  const response = await Response.findOne({
    where: { surveyId },
    order: [['submittedAt', 'ASC']],
    rejectOnEmpty: true,
  });
  await reviewResponse(actor, response.id, {
    decision: 'invalidate',
    reason: 'Demo: the same cluster answered twice.',
  });
  await freezeDataSet(actor, form, { kind: 'adjusted', note: 'Demo: adjusted for the report.' });
}

/** A small codebook, and codes for the first answers in words. */
export async function codeDemoAnswers(actor: Organiser): Promise<void> {
  const survey = await findSurvey(form);
  const question = await findCodeable(survey, 'barriers_comment');
  const place = { surveyId: survey.id, question: question.name };
  const codes = [
    await addCode(actor, place, { name: 'Money', description: 'Demo: funds, costs, fees.' }),
    await addCode(actor, place, { name: 'Rules', description: 'Demo: law, standards, customs.' }),
    await addCode(actor, place, { name: 'Trust', description: '' }),
  ];
  let after = '';
  for (let coded = 0; coded < 4; coded++) {
    const answer = await nextAnswer(question, { after, show: 'uncoded' });
    if (answer === null) return;
    after = answer.responseId;
    const code = codes[coded % codes.length];
    await codeAnswer(actor, place, after, {
      codes: code === undefined ? [] : [code],
      seen: [],
      newCode: '',
    });
  }
}
