import { Router, type Request } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { submitForm } from '../../http/form';
import { leaveNotice } from '../../http/notices';
import { renderPage, type PageLocals } from '../../http/render';
import { actorOf } from '../../http/request-context';
import { GoneError } from '../../lib/errors';
import { paths } from '../../paths';
import { getProject, listEconomies } from '../workshop/project.queries';
import { addPerson } from './add-person';
import { correctPerson } from './correct-person';
import { erasePerson } from './erase-person';
import { exportPerson } from './export-person';
import { fullName } from './fold-name';
import { parseErasure, parsePerson, parseRevision } from './person.input';
import {
  findPersonByEmail,
  getPerson,
  getPersonHistory,
  type PersonWithPlace,
} from './person.queries';
import { personForm, personPage } from './person.view-model';

export const personRoutes = Router();

const idOf = (req: Request): number => Number(req.params.id);

/** The form again; when the address belongs to somebody else, with a link to them. */
async function formLocals(req: Request, person?: PersonWithPlace): Promise<PageLocals> {
  const { email } = (req.body ?? {}) as { email?: unknown };
  const other = typeof email === 'string' && email !== '' ? await findPersonByEmail(email) : null;
  const duplicate = other?.id === person?.id ? null : other;
  return personForm(await listEconomies(), person, duplicate);
}

async function livingPerson(req: Request): Promise<PersonWithPlace> {
  const person = await getPerson(idOf(req));
  if (person.erasedAt !== null) throw new GoneError('This person has been erased.');
  return person;
}

personRoutes.get(paths.newPerson, requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'people/edit', await formLocals(req));
});

personRoutes.post(paths.people, requireOrganiser, async (req, res) => {
  let id = 0;
  const write = async (): Promise<void> => {
    id = (await addPerson(actorOf(req), parsePerson(req.body))).id;
  };
  const done = await submitForm(req, res, write, {
    view: 'people/edit',
    locals: () => formLocals(req),
  });
  if (!done) return;
  leaveNotice(res, 'success', 'The person is added.');
  res.redirect(303, paths.person(id));
});

personRoutes.get('/people/:id', requireOrganiser, async (req, res) => {
  const person = await getPerson(idOf(req));
  const [history, project] = await Promise.all([getPersonHistory(person.id), getProject()]);
  await renderPage(req, res, 'people/person', personPage(person, history, project));
});

personRoutes.get('/people/:id/edit', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'people/edit', await formLocals(req, await livingPerson(req)));
});

personRoutes.post('/people/:id/edit', requireOrganiser, async (req, res) => {
  const person = await livingPerson(req);
  const write = (): Promise<void> =>
    correctPerson(actorOf(req), person.id, parseRevision(req.body), parsePerson(req.body));
  const done = await submitForm(req, res, write, {
    view: 'people/edit',
    locals: () => formLocals(req, person),
  });
  if (!done) return;
  leaveNotice(res, 'success', 'The changes are saved.');
  res.redirect(303, paths.person(person.id));
});

personRoutes.get('/people/:id/export.json', requireOrganiser, async (req, res) => {
  const person = await getPerson(idOf(req));
  const held = await exportPerson(actorOf(req), person.id);
  res.attachment(`person-${person.id}.json`);
  res.setHeader('Cache-Control', 'no-store');
  res.type('json').send(`${JSON.stringify(held, null, 2)}\n`);
});

personRoutes.get('/people/:id/erasure', requireOrganiser, async (req, res) => {
  await renderPage(req, res, 'people/erase', await erasureLocals(req));
});

personRoutes.post('/people/:id/erasure', requireOrganiser, async (req, res) => {
  const person = await livingPerson(req);
  const write = (): Promise<unknown> =>
    erasePerson(actorOf(req), person.id, parseErasure(req.body).answers);
  const done = await submitForm(req, res, write, {
    view: 'people/erase',
    locals: () => erasureLocals(req),
  });
  if (!done) return;
  leaveNotice(res, 'success', 'The person is erased.');
  res.redirect(303, paths.people);
});

async function erasureLocals(req: Request): Promise<PageLocals> {
  const person = await livingPerson(req);
  const { responses, messages } = await getPersonHistory(person.id);
  return {
    title: `Erase ${fullName(person)}`,
    person,
    responses: responses.map(({ survey }) => survey.title),
    waiting: messages.filter(({ status }) => status === 'queued').length,
  };
}
