import { systemActor } from '../../../src/audit/record-audit-event';
import { inTransaction } from '../../../src/db/transaction';
import { findOrCreateCluster } from '../../../src/features/people/find-or-create-cluster';
import { renameCluster } from '../../../src/features/people/rename-cluster';
import { Cluster, Person } from '../../../src/models';
import { startTestServer, type TestServer } from '../../harness/server';
import { makePerson } from './example-people';

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

test('a new name keeps the people, and must not be that of another cluster', async () => {
  const person = await makePerson({ clusterName: 'Alpha', economyCode: 'VNM' });
  const id = person.clusterId ?? 0;
  await find('Beta', 'VNM');
  await renameCluster(systemActor, id, 'Gamma');
  await person.reload();
  expect([person.clusterId, (await Cluster.findByPk(id))?.nameKey]).toEqual([id, 'gamma']);
  await expect(renameCluster(systemActor, id, ' BETA ')).rejects.toMatchObject({
    fields: { name: 'This economy has another cluster of that name.' },
  });
  await expect(renameCluster(systemActor, id, ' ')).rejects.toMatchObject({ status: 422 });
  await expect(renameCluster(systemActor, 0, 'X')).rejects.toMatchObject({ status: 404 });
});
