import { formatDate, formatDateTime } from '../../../http/format';
import type { PageLocals } from '../../../http/render';
import { dateIn } from '../../../lib/clock';
import { NotFoundError } from '../../../lib/errors';
import { Person, PlatformRegistration } from '../../../models';
import { fullName } from '../../people/fold-name';
import { getProject, listEconomies } from '../../workshop/project.queries';
import { listVerifications, methodWords, type VerificationRow } from './verifications.queries';

/** All member economies with where they stand. */
export async function platformPage(): Promise<PageLocals> {
  const [economies, registrations, verifications] = await Promise.all([
    listEconomies(),
    PlatformRegistration.findAll(),
    listVerifications(),
  ]);
  const rows = economies.map(({ code, name }) => {
    const found = registrations.find(({ economyCode }) => economyCode === code);
    const published = found?.pagePublishedOn ?? null;
    const own = verifications.filter(({ economyCode }) => economyCode === code);
    const holding = own.filter(({ holds }) => holds);
    const first = holding.map(({ verifiedOn }) => verifiedOn).sort()[0] ?? null;
    return {
      code,
      name,
      published: formatDate(published),
      verified: formatDate(first),
      who: holding.map(whoOf).join('; '),
      hasLapsed: first === null && own.some(({ takenBackAt }) => takenBackAt === null),
      isRegistered: published !== null && first !== null,
      isBegun: published !== null || first !== null,
    };
  });
  return {
    title: 'Economies at the platform',
    economies: rows,
    registered: rows.filter(({ isRegistered }) => isRegistered).length,
  };
}

/** The forms of one economy. @throws NotFoundError */
export async function platformEconomyPage(code: string): Promise<PageLocals> {
  const economy = (await listEconomies()).find((one) => one.code === code);
  if (economy === undefined) throw new NotFoundError('There is no such economy.');
  const [registration, verifications, people, { timeZone }] = await Promise.all([
    PlatformRegistration.findByPk(code),
    listVerifications(code),
    Person.findAll({
      where: { economyCode: code, role: 'focal_point', erasedAt: null },
      order: ['nameKey', 'id'],
    }),
    getProject(),
  ]);
  const open = verifications.filter(({ takenBackAt }) => takenBackAt === null);
  const verified = new Set(open.map(({ personId }) => personId));
  const unverified = people.filter(({ id }) => !verified.has(id));
  const choose = { value: '', label: 'Choose' };
  return {
    title: `${economy.name} at the platform`,
    code,
    registration: registration ?? {
      pageAddress: '',
      pagePublishedOn: '',
      note: '',
      revision: 0,
    },
    today: dateIn(timeZone),
    hasFocalPoints: people.length > 0,
    personOptions:
      unverified.length === 0
        ? []
        : [
            choose,
            ...unverified.map((person) => ({
              value: String(person.id),
              label: [fullName(person), person.organisation].filter(Boolean).join(', '),
            })),
          ],
    methodOptions: [
      choose,
      ...Object.entries(methodWords).map(([value, label]) => ({ value, label })),
    ],
    takeBackOptions: open.map((one) => ({
      value: String(one.id),
      label: `${whoOf(one)}, ${formatDate(one.verifiedOn)}`,
    })),
    history: verifications.map((one) => ({
      who: whoOf(one),
      personId: one.name === null ? null : one.personId,
      on: formatDate(one.verifiedOn),
      how: one.method === null ? '' : methodWords[one.method],
      note: one.note,
      by: one.verifiedByName,
      standing: standingOf(one),
      takenBack:
        one.takenBackAt === null
          ? null
          : {
              at: formatDateTime(one.takenBackAt, timeZone),
              by: one.takenBackByName ?? '',
              reason: one.takenBackReason ?? '',
            },
    })),
  };
}

function whoOf({ personId, name }: Pick<VerificationRow, 'personId' | 'name'>): string {
  if (personId === null) return 'Verified before the person was kept';
  return name ?? `Erased person No. ${personId}`;
}

function standingOf({ holds, takenBackAt }: VerificationRow): { label: string; tone: string } {
  if (takenBackAt !== null) return { label: 'Taken back', tone: '' };
  return holds
    ? { label: 'Holds', tone: 'status-good' }
    : { label: 'Not focal point any more', tone: 'status-bad' };
}
