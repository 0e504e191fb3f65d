import type { PageLocals } from '../../http/render';
import type { Role } from '../../models/codes';
import { joinEconomies } from './economies';
import type { ProjectOverview } from './project.queries';

/** The page of the project: a form for organisers, the same facts to read for overseers. */
export function projectPage(overview: ProjectOverview, role: Role | undefined): PageLocals {
  const { project, economies, coSponsorCodes, days } = overview;
  const nameOf = (code: string): string =>
    economies.find((economy) => economy.code === code)?.name ?? code;
  return {
    title: 'Project',
    mayEdit: role !== 'overseer',
    project,
    days,
    coSponsorCodes,
    economies: economies.map((economy) => ({ ...economy.get() })),
    economyOptions: economies.map(({ code, name }) => ({ value: code, label: name })),
    zoneOptions: ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({
      value: zone,
      label: zone,
    })),
    proposer: nameOf(project.proposerCode),
    host: nameOf(project.hostCode),
    coSponsors: joinEconomies(
      economies.filter(({ code }) => coSponsorCodes.includes(code)).map(({ name }) => name),
    ),
  };
}
