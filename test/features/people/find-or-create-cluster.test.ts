import { inTransaction } from '../../../src/db/transaction';
import { findOrCreateCluster } from '../../../src/features/people/find-or-create-cluster';
import { Cluster, Person } from '../../../src/models';
import { startTestServer, type TestServer } from '../../harness/server';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await Person.destroy({ where: {} });
  await Cluster.destroy({ where: {} });
});

const find = (name: string, economyCode: string): Promise<number | null> =>
  inTransaction((tx) => findOrCreateCluster(tx, name, economyCode));

test('one cluster, however it is spelt; another in another economy', async () => {
  const id = await find('São Paulo-Style Cluster', 'CHL');
  for (const name of ['sao paulo style cluster', ' SÃO PAULO  STYLE CLUSTER. ']) {
    expect(await find(name, 'CHL')).toBe(id);
  }
  expect(await find('São Paulo-Style Cluster', 'PER')).not.toBe(id);
  expect((await Cluster.findByPk(id ?? 0))?.name).toBe('São Paulo-Style Cluster');
  expect(await find('!!!', 'CHL')).toBeNull();
  expect(await Cluster.count()).toBe(2);
});

test('twenty writers at the same moment get the same cluster', async () => {
  const ids = await Promise.all(
    Array.from({ length: 20 }, (_, index) => find(index % 2 ? 'ALPHA' : 'alpha', 'JPN')),
  );
  expect(new Set(ids).size).toBe(1);
  expect(await Cluster.count()).toBe(1);
});
