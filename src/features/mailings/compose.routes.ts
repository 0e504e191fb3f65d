import { Router, type Request, type Response } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { formatDateTime } from '../../http/format';
import { leaveNotice } from '../../http/notices';
import { renderPage } from '../../http/render';
import { actorOf, currentUser } from '../../http/request-context';
import { absoluteUrl } from '../../lib/base-url';
import { AppError, ValidationError } from '../../lib/errors';
import { paths } from '../../paths';
import { getComposeFacts } from './compose.queries';
import { composePage, previewFor, type ComposeFacts, type MailPreview } from './compose.view-model';
import {
  lenientSelection,
  parseMailingContent,
  parseIdempotencyKey,
  parseMailingKey,
  parseSelection,
  parseSendingTime,
} from './mailing.input';
import { getProject } from '../workshop/project.queries';
import { scheduleMailing } from './schedule-mailing';
import { sendMailing } from './send-mailing';
import { sendTestMail } from './send-test-mail';
import { writeMail, type MailSource } from './write-mail';

/** Preparing a mailing: everything typed stays on the page through each step. */
export const composeRoutes = Router();

const formOf = (req: Request): string => String(req.params.form);

interface Step {
  preview?: MailPreview;
  /** Said on top of the page. */
  done?: string;
}

async function show(req: Request, res: Response, input: unknown, step: Step = {}): Promise<void> {
  const facts = await getComposeFacts(formOf(req), lenientSelection(input));
  await renderPage(req, res, 'mailings/compose', {
    ...composePage(facts, step.preview),
    done: step.done,
    values: req.method === 'POST' ? { ...(input as object) } : {},
  });
}

/** Runs a step; what was typed comes back with the page, and with a refusal its reason. */
async function runStep(
  req: Request,
  res: Response,
  work: () => Promise<Step | undefined>,
): Promise<void> {
  try {
    const step = await work();
    if (step !== undefined) await show(req, res, req.body, step);
  } catch (error) {
    if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error;
    const facts = await getComposeFacts(formOf(req), lenientSelection(req.body));
    await renderPage(
      req,
      res,
      'mailings/compose',
      {
        ...composePage(facts),
        values: { ...(req.body as object) },
        errors: error instanceof ValidationError ? error.fields : {},
        problem: error.message,
      },
      error.status,
    );
  }
}

composeRoutes.get('/surveys/:form/mailings/new', requireOrganiser, async (req, res) => {
  await show(req, res, req.query);
});

composeRoutes.post('/surveys/:form/mailings/selection', requireOrganiser, async (req, res) => {
  await runStep(req, res, () => {
    parseSelection(req.body);
    return Promise.resolve({});
  });
});

async function sourceOf(req: Request): Promise<{ facts: ComposeFacts; source: MailSource }> {
  const selection = parseSelection(req.body);
  const content = parseMailingContent(req.body);
  const facts = await getComposeFacts(formOf(req), selection);
  const { survey, project } = facts;
  return { facts, source: { kind: selection.kind, content, survey, project } };
}

composeRoutes.post('/surveys/:form/mailings/preview', requireOrganiser, async (req, res) => {
  await runStep(req, res, async () => {
    const { facts, source } = await sourceOf(req);
    const { previewPerson: wanted } = req.body as Record<string, unknown>;
    const { recipients } = facts.list;
    const recipient =
      recipients.find(({ personId }) => String(personId) === wanted) ?? recipients[0];
    if (recipient === undefined) {
      throw new AppError(422, 'nobody', 'Nobody is on the list, so there is no mail to preview.');
    }
    return { preview: previewFor(source, recipient) };
  });
});

composeRoutes.post('/surveys/:form/mailings/test', requireOrganiser, async (req, res) => {
  await runStep(req, res, async () => {
    const { facts, source } = await sourceOf(req);
    const user = currentUser(req);
    const { list, language } = facts;
    const recipient = list.recipients[0] ?? { name: user.name, economy: null, language };
    await sendTestMail(actorOf(req), user, {
      content: writeMail(source, recipient),
      previewUrl: absoluteUrl(paths.surveyPreview(formOf(req))),
      form: formOf(req),
    });
    return { done: `A test mail to ${user.email} is on its way.` };
  });
});

composeRoutes.post('/surveys/:form/mailings/schedule', requireOrganiser, async (req, res) => {
  await runStep(req, res, async () => {
    const { timeZone } = await getProject();
    const scheduled = await scheduleMailing(actorOf(req), {
      form: formOf(req),
      selection: parseSelection(req.body),
      content: parseMailingContent(req.body),
      sendAt: parseSendingTime(req.body, timeZone),
      idempotencyKey: parseIdempotencyKey(req.body),
    });
    const when = formatDateTime(scheduled.sendAt, timeZone);
    leaveNotice(res, 'success', `The mailing goes out on ${when}, to those who fit then.`);
    res.redirect(303, paths.surveyMailings(formOf(req)));
    return undefined;
  });
});

composeRoutes.post('/surveys/:form/mailings', requireOrganiser, async (req, res) => {
  await runStep(req, res, async () => {
    const mailing = await sendMailing(actorOf(req), {
      form: formOf(req),
      selection: parseSelection(req.body),
      content: parseMailingContent(req.body),
      ...parseMailingKey(req.body),
    });
    const mails = mailing.recipients === 1 ? '1 mail is' : `${mailing.recipients} mails are`;
    leaveNotice(res, 'success', `${mails} in the outbox.`);
    res.redirect(303, paths.mailing(mailing.id));
    return undefined;
  });
});
