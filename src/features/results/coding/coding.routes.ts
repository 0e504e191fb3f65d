import { Router, type Request, type Response } from 'express';
import { requireOrganiser } from '../../../http/authorise';
import { submitForm } from '../../../http/form';
import { leaveNotice } from '../../../http/notices';
import { renderPage, type PageLocals } from '../../../http/render';
import { actorOf, currentUser } from '../../../http/request-context';
import { NotFoundError } from '../../../lib/errors';
import type { Survey } from '../../../models';
import { paths } from '../../../paths';
import { rowIdOf } from '../../people/row-id';
import { findSurvey } from '../../surveys/surveys.queries';
import { getProject } from '../../workshop/project.queries';
import { codeAnswer } from './code-answer';
import { readCodeTable } from './code-table';
import type { CodeableQuestion } from './codeable';
import {
  findAnswer,
  findCodeable,
  listCodeable,
  listCodeChanges,
  listCodes,
  nextAnswer,
} from './codes.queries';
import {
  parseCode,
  parseCodeCorrection,
  parseCodeDecision,
  parseCoding,
  parsePlace,
} from './coding.input';
import { answerCodingPage, codingPage, questionCodingPage } from './coding.view-model';
import { addCode, changeCode, decideCode, type CodePlace } from './write-code';

/** Answers in words never leave the team; only counts of codes do. */
export const codingRoutes = Router();

const questionView = 'results/question-coding';
const answerView = 'results/answer-coding';

interface Asked {
  survey: Survey;
  question: CodeableQuestion;
  place: CodePlace;
}

async function askedOf(req: Request): Promise<Asked> {
  const survey = await findSurvey(String(req.params['form']));
  const question = await findCodeable(survey, String(req.params['question']));
  return { survey, question, place: { surveyId: survey.id, question: question.name } };
}

const coderOf = (req: Request) => ({ ...actorOf(req), userId: currentUser(req).id });

codingRoutes.get('/surveys/:form/coding', requireOrganiser, async (req: Request, res) => {
  const survey = await findSurvey(String(req.params['form']));
  const questions = await listCodeable(survey);
  const lines = await Promise.all(
    questions.map(async (question) => ({
      question,
      table: await readCodeTable(survey.id, question),
      codes: (await listCodes(survey.id, question.name)).filter((code) => code.retiredAt === null)
        .length,
    })),
  );
  await renderPage(req, res, 'results/coding', codingPage(survey, lines));
});

async function questionLocals({ survey, question }: Asked): Promise<PageLocals> {
  const [project, codes, table, changes] = await Promise.all([
    getProject(),
    listCodes(survey.id, question.name),
    readCodeTable(survey.id, question),
    listCodeChanges(survey.id, question.name),
  ]);
  return questionCodingPage({ survey, project, question, codes, table, changes });
}

codingRoutes.get('/surveys/:form/coding/:question', requireOrganiser, async (req: Request, res) => {
  await renderPage(req, res, questionView, await questionLocals(await askedOf(req)));
});

async function changeQuestion(
  req: Request,
  res: Response,
  write: (asked: Asked) => Promise<unknown>,
  notice: string,
): Promise<void> {
  const asked = await askedOf(req);
  const page = { view: questionView, locals: () => questionLocals(asked) };
  if (!(await submitForm(req, res, () => write(asked), page))) return;
  leaveNotice(res, 'success', notice);
  res.redirect(303, paths.questionCoding(asked.survey.form, asked.question.name));
}

codingRoutes.post(
  '/surveys/:form/coding/:question/codes',
  requireOrganiser,
  async (req: Request, res) => {
    const write = ({ place }: Asked) => addCode(coderOf(req), place, parseCode(req.body));
    await changeQuestion(req, res, write, 'The code is added.');
  },
);

codingRoutes.post(
  '/surveys/:form/coding/:question/codes/:id',
  requireOrganiser,
  async (req: Request, res) => {
    const id = rowIdOf(req.params['id']);
    const write = ({ place }: Asked) =>
      changeCode(coderOf(req), place, id, parseCodeCorrection(req.body));
    await changeQuestion(req, res, write, 'The code is saved.');
  },
);

codingRoutes.post(
  '/surveys/:form/coding/:question/codes/:id/decision',
  requireOrganiser,
  async (req: Request, res) => {
    const id = rowIdOf(req.params['id']);
    const write = ({ place }: Asked) =>
      decideCode(coderOf(req), place, id, parseCodeDecision(req.body));
    await changeQuestion(req, res, write, 'The codebook is changed.');
  },
);

type Place = ReturnType<typeof parsePlace>;

async function answerLocals(
  asked: Asked,
  place: Place,
  answerId: string | null,
): Promise<PageLocals | null> {
  const { survey, question } = asked;
  const answer =
    answerId === null
      ? await nextAnswer(question, place)
      : await findAnswer(question.name, answerId);
  if (answer === null) return null;
  const [codes, { uncoded }] = await Promise.all([
    listCodes(survey.id, question.name),
    readCodeTable(survey.id, question),
  ]);
  return answerCodingPage({ survey, question, answer, codes, show: place.show, uncoded });
}

codingRoutes.get(
  '/surveys/:form/coding/:question/answers',
  requireOrganiser,
  async (req: Request, res) => {
    const asked = await askedOf(req);
    const locals = await answerLocals(asked, parsePlace(req.query), null);
    if (locals !== null) {
      await renderPage(req, res, answerView, locals);
      return;
    }
    leaveNotice(res, 'success', 'That was the last answer.');
    res.redirect(303, paths.questionCoding(asked.survey.form, asked.question.name));
  },
);

codingRoutes.post(
  '/surveys/:form/coding/:question/answers/:id',
  requireOrganiser,
  async (req: Request, res) => {
    const asked = await askedOf(req);
    const id = String(req.params['id']);
    const place = parsePlace(req.query);
    const again = async (): Promise<PageLocals> => {
      const locals = await answerLocals(asked, place, id);
      if (locals === null) throw new NotFoundError('There is no such answer.');
      return locals;
    };
    const write = () => codeAnswer(coderOf(req), asked.place, id, parseCoding(req.body));
    if (!(await submitForm(req, res, write, { view: answerView, locals: again }))) return;
    const next = `${paths.codingAnswers(asked.survey.form, asked.question.name)}?show=${place.show}`;
    res.redirect(303, `${next}&after=${encodeURIComponent(id)}`);
  },
);
