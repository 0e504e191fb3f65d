import { openData } from '../../../../src/boot';
import { badgeCode } from '../../../../src/lib/badge-code';
import { dateIn } from '../../../../src/lib/clock';
import { Attendance, AttendanceEvent, AuditEvent, WorkshopDay } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import { Client } from '../../../harness/client';
import { newTestDatabase } from '../../../harness/database';
import { seeded } from '../../../harness/seeded';
import { startServerProcess, type ServerProcess } from '../../../harness/server-process';
import { deskEvent, guest, type Answered } from './guests';

type Sent = Record<string, unknown> & { eventKey: string };

const people = 200;

/**
 * A desk as the browser's is: it keeps what it has scanned until the server has answered, and
 * sends it again, in order, until then.
 */
class Desk {
  private readonly waiting: Sent[] = [];
  readonly answers = new Map<string, string>();
  online = true;

  constructor(
    private readonly client: Client,
    private readonly url: () => string,
  ) {}

  scan(event: Sent): void {
    this.waiting.push(event);
  }

  get unsent(): number {
    return this.waiting.length;
  }

  /** Sends what waits; gives up at the first failure, as without network. */
  async send(most: number): Promise<void> {
    while (this.online && this.waiting.length > 0) {
      const events = this.waiting.slice(0, most);
      const body = { sentAt: new Date().toISOString(), events };
      const response = await fetch(this.url() + paths.deskEvents, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          'X-CSRF-Token': this.client.csrf,
          Cookie: this.client
            .cookies()
            .map((pair) => pair.join('='))
            .join('; '),
        },
      });
      const { answers } = (await response.json()) as { answers: Answered[] };
      for (const { eventKey, code } of answers) this.answers.set(eventKey, code);
      this.waiting.splice(0, events.length);
    }
  }
}

test('two desks, one long without network, and a server killed twice: everybody once, nobody lost', async () => {
  const database = await newTestDatabase();
  const close = await openData(database.config);
  await WorkshopDay.update({ date: dateIn('Europe/Moscow') }, { where: { number: 1 } });
  const guests = await Promise.all(Array.from({ length: people }, () => guest()));
  const ids = guests.map(({ id }) => id).sort((a, b) => a - b);
  const clients = [
    await new Client('').signInAs('organiser'),
    await new Client('').signInAs('organiser'),
  ];
  await close();

  const { dataDir, databaseUrl } = database.config;
  const environment = {
    DATA_DIR: dataDir,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
  let server: ServerProcess = await startServerProcess(environment);
  const [hall, door] = clients.map((client) => new Desk(client, () => server.url));
  if (hall === undefined || door === undefined) throw new Error('Two desks were meant.');

  // Everybody once, and every third of them again at the same or at the other desk.
  const random = seeded(3);
  const scans = ids.flatMap((id, index) => (index % 3 === 0 ? [id, id] : [id]));
  const repeated = scans.length - people;
  expect(repeated / scans.length).toBeGreaterThanOrEqual(0.2);
  const keys = new Set<string>();
  const atOnce = 6;
  for (let from = 0; from < scans.length; from += atOnce) {
    door.online = from >= scans.length / 2;
    for (const [index, id] of scans.slice(from, from + atOnce).entries()) {
      const desk = random() < 0.5 ? hall : door;
      const event = {
        ...deskEvent({ code: badgeCode(id) }),
        eventKey: `scan-${from + index}-${id}`,
      };
      keys.add(event.eventKey);
      desk.scan(event);
    }
    // Requests are under way when the server is killed, and some of their events are written.
    const killed = from === 84 || from === 168;
    const sending = Promise.allSettled([hall.send(2), door.send(20)]);
    if (killed) await server.stop('SIGKILL');
    await sending;
    if (killed) server = await startServerProcess(environment);
  }
  door.online = true;
  await Promise.all([hall.send(10), door.send(10)]);
  expect([hall.unsent, door.unsent]).toEqual([0, 0]);
  await server.stop('SIGTERM');

  const closeAgain = await openData(database.config);
  const rows = await Attendance.findAll({ where: { dayNumber: 1, present: true } });
  expect(rows.map(({ registrationId }) => registrationId).sort((a, b) => a - b)).toEqual(ids);
  const events = await AttendanceEvent.findAll();
  expect(new Set(events.map(({ eventKey }) => eventKey))).toEqual(keys);
  expect(events).toHaveLength(scans.length);
  expect(events.filter(({ outcome }) => outcome === 'checked_in')).toHaveLength(people);
  expect(await AuditEvent.count({ where: { action: 'attendance.checked_in' } })).toBe(people);
  const codes = [...hall.answers.values(), ...door.answers.values()];
  expect(codes.filter((code) => code === 'checked_in')).toHaveLength(people);
  expect(codes.filter((code) => code === 'already_in')).toHaveLength(repeated);
  await closeAgain();
  await database.remove();
}, 240_000);
