import { deskContext } from '../../../../src/features/workshop/attendance/desk-context';
import { Project, WorkshopDay } from '../../../../src/models';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const read = async () => {
  const { zone, dates } = await deskContext(new Date());
  return { zone, dates: Object.fromEntries(dates) };
};

test('the zone and the days are those of now, in one statement', async () => {
  const dates = { 1: '2020-06-16', 2: '2020-06-17', 3: '2020-06-18' };
  expect(await read()).toEqual({ zone: 'Europe/Moscow', dates });
  await WorkshopDay.update({ date: '2020-06-19' }, { where: { number: 2 } });
  await Project.update({ timeZone: 'Asia/Tokyo' }, { where: { id: 1 } });
  expect(await read()).toEqual({ zone: 'Asia/Tokyo', dates: { ...dates, 2: '2020-06-19' } });
  expect(await countQueries(read)).toBe(1);
});

test('a workshop without days has none', async () => {
  await WorkshopDay.destroy({ where: {} });
  expect(await read()).toEqual({ zone: 'Asia/Tokyo', dates: {} });
});
