import { inTransaction } from '../../../../src/db/transaction';
import { Meeting, MeetingRequest, MeetingSlot } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import { startTestServer, type TestServer } from '../../../harness/server';
import { valueAndStatus } from '../../indicators/computed';
import { newCluster } from '../../indicators/seed';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function meeting(tableNumber: number, slotId: number): Promise<Meeting> {
  const low = await newCluster(`Asking ${tableNumber}`, 'HKG');
  const high = await newCluster(`Asked ${tableNumber}`, 'VNM');
  return inTransaction(async (tx) => {
    const request = await MeetingRequest.create(
      {
        fromClusterId: high,
        toClusterId: low,
        lowClusterId: low,
        highClusterId: high,
        askedBy: null,
        message: '',
        status: 'accepted',
        revision: 1,
      },
      { transaction: tx },
    );
    return Meeting.create(
      {
        requestId: request.id,
        slotId,
        tableNumber,
        status: 'planned',
        outcome: 'none',
        note: '',
        settledBy: null,
        revision: 1,
      },
      { transaction: tx },
    );
  });
}

test('I19 counts meetings held, and has no data before it is known of one', async () => {
  const slot = await MeetingSlot.create({
    dayNumber: 2,
    startsAt: '14:00',
    endsAt: '14:20',
    tableCount: 3,
    revision: 1,
  });
  const [first, second, third] = [
    await meeting(1, slot.id),
    await meeting(2, slot.id),
    await meeting(3, slot.id),
  ];
  await third.update({ status: 'cancelled' });
  expect(await valueAndStatus('I19')).toEqual([null, 'no_data']);
  await first.update({ status: 'no_show' });
  expect(await valueAndStatus('I19')).toEqual([0, 'no_target']);
  await second.update({ status: 'held' });
  expect(await valueAndStatus('I19')).toEqual([1, 'no_target']);
  const { $ } = await (await server.visitor().signInAs('overseer')).get(paths.indicator('I19'));
  const cells = $('section[aria-labelledby="evidence-title"] tbody td')
    .toArray()
    .map((cell) => $(cell).text());
  expect(cells).toEqual(['2', '14:00', 'Asked 2', 'Viet Nam', 'Asking 2', 'Hong Kong, China']);
});
