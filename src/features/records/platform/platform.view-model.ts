import { formatDate } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { NotFoundError } from '../../../lib/errors';
import { PlatformRegistration } from '../../../models';
import { listEconomies } from '../../workshop/project.queries';

/** All member economies with where they stand. */
export async function platformPage(): Promise<PageLocals> {
  const [economies, registrations] = await Promise.all([
    listEconomies(),
    PlatformRegistration.findAll(),
  ]);
  const rows = economies.map(({ code, name }) => {
    const found = registrations.find(({ economyCode }) => economyCode === code);
    const published = found?.pagePublishedOn ?? null;
    const verified = found?.focalPointVerifiedOn ?? null;
    return {
      code,
      name,
      published: formatDate(published),
      verified: formatDate(verified),
      isRegistered: published !== null && verified !== null,
      isBegun: published !== null || verified !== null,
    };
  });
  return {
    title: 'Economies at the platform',
    economies: rows,
    registered: rows.filter(({ isRegistered }) => isRegistered).length,
  };
}

/** The form of one economy. @throws NotFoundError */
export async function platformEconomyPage(code: string): Promise<PageLocals> {
  const economy = (await listEconomies()).find((one) => one.code === code);
  if (economy === undefined) throw new NotFoundError('There is no such economy.');
  const registration = await PlatformRegistration.findByPk(code);
  return {
    title: `${economy.name} at the platform`,
    code,
    registration: registration ?? {
      pageAddress: '',
      pagePublishedOn: '',
      focalPointVerifiedOn: '',
      note: '',
      revision: 0,
    },
  };
}
