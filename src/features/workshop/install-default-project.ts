import { inTransaction } from '../../db/transaction';
import { CoSponsor, Economy, Project, WorkshopDay } from '../../models';
import { economies, travelEligibleAsOf } from './economies';

const coSponsors = ['CHN', 'CHL', 'TWN', 'KOR', 'THA'];

// The project documents say "June 2020" without days; organisers set the real ones.
const days = [
  {
    number: 1,
    date: '2020-06-16',
    theme:
      'Cluster policies in the APEC: benchmarking the leading economies and inspiring the emerging ones',
  },
  { number: 2, date: '2020-06-17', theme: 'Cluster management in APEC: best practices' },
  { number: 3, date: '2020-06-18', theme: 'Cluster career: the gender dimension' },
];

/** Gives a new database the 21 economies and the default project; later calls change nothing. */
export async function installDefaultProject(): Promise<void> {
  await inTransaction(async (transaction) => {
    if ((await Economy.count({ transaction })) === 0) {
      await Economy.bulkCreate(
        economies.map((economy, index) => ({
          ...economy,
          languages: economy.languages.join(' '),
          sort: index + 1,
          travelEligibleAsOf,
        })),
        { transaction },
      );
    }
    if ((await Project.count({ transaction })) > 0) return;
    await Project.create(
      {
        id: 1,
        name: 'Workshop on cluster collaboration opportunities in the Asia-Pacific',
        objective:
          'To establish sustainable links among clusters of APEC member economies on a complementary basis.',
        forum: 'PPSTI',
        fund: 'IERG Sub-Fund',
        startsOn: '2019-12-01',
        endsOn: '2020-11-30',
        timeZone: 'Europe/Moscow',
        proposerCode: 'RUS',
        hostCode: 'RUS',
        contactName: 'Project team',
        contactEmail: '',
        suppressionK: 5,
        revision: 1,
      },
      { transaction },
    );
    await CoSponsor.bulkCreate(
      coSponsors.map((economyCode) => ({ economyCode })),
      { transaction },
    );
    await WorkshopDay.bulkCreate(days, { transaction });
  });
}
