import type { Tx } from '../../db/transaction';
import { CoSponsor, Economy, Project, WorkshopDay } from '../../models';

export interface ProjectOverview {
  project: Project;
  /** in the order of APEC */
  economies: Economy[];
  coSponsorCodes: string[];
  days: WorkshopDay[];
}

/** The project of this installation. It is made at the first start and never removed. */
export async function getProject(tx?: Tx): Promise<Project> {
  return Project.findByPk(1, { rejectOnEmpty: true, transaction: tx ?? null });
}

/** All 21 economies, in the order of APEC. */
export async function listEconomies(): Promise<Economy[]> {
  return Economy.findAll({ order: ['sort'] });
}

/** The workshop's days by number; day 1 splits "before the workshop" from the rest. */
export async function listWorkshopDays(tx?: Tx): Promise<WorkshopDay[]> {
  return WorkshopDay.findAll({ order: ['number'], transaction: tx ?? null });
}

export async function getProjectOverview(): Promise<ProjectOverview> {
  const [project, economies, coSponsors, days] = await Promise.all([
    getProject(),
    listEconomies(),
    CoSponsor.findAll(),
    listWorkshopDays(),
  ]);
  return {
    project,
    economies,
    coSponsorCodes: coSponsors.map((coSponsor) => coSponsor.economyCode),
    days,
  };
}
