import { Router } from 'express';
import { requireOrganiser } from '../../http/authorise';
import { renderPage } from '../../http/render';
import { Survey } from '../../models';
import { paths } from '../../paths';
import { listEconomies } from '../workshop/project.queries';
import { parsePeopleFilter } from './people-filter';
import { countPeople, listPeople } from './people.queries';
import { peoplePage } from './people.view-model';

export const peopleRoutes = Router();

peopleRoutes.get(paths.people, requireOrganiser, async (req, res) => {
  const filter = parsePeopleFilter(req.query);
  const page = Math.min(100_000, Math.max(1, Math.trunc(Number(req.query.page)) || 1));
  const [people, counts, all, economies, surveys] = await Promise.all([
    listPeople(filter, page),
    countPeople(filter),
    countPeople({}),
    listEconomies(),
    Survey.findAll({ attributes: ['form', 'title'], order: ['id'] }),
  ]);
  const list = { filter, page, people, counts, everyone: all.total, economies, surveys };
  await renderPage(req, res, 'people/list', peoplePage(list));
});
