import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../src/db/transaction';
import { addRegistration } from '../../src/features/workshop/registrations/add-registration';
import { badgeCode } from '../../src/lib/badge-code';
import { dateIn } from '../../src/lib/clock';
import { secretKey } from '../../src/lib/secret-key';
import { deriveToken, hashToken } from '../../src/lib/tokens';
import { Attendance, Project, WorkshopDay } from '../../src/models';
import { withData } from './place';
import { percentile } from './respondents';
import { ServerProcess } from './server-process';

const people = 1000;
const desks = 8;

/** What a desk needs to send scans. */
interface Desks {
  codes: string[];
  headers: Record<string, string>;
}

/** Registers a thousand of the people on record for a workshop day that is today. */
async function prepare(cookie: string): Promise<Desks> {
  const project = await Project.findByPk(1, { rejectOnEmpty: true });
  await WorkshopDay.update({ date: dateIn(project.timeZone) }, { where: { number: 1 } });
  const codes = await inTransaction(async (tx) => {
    const made: string[] = [];
    for (let personId = 1; personId <= people; personId += 1) {
      const { id } = await addRegistration(tx, {
        personId,
        role: 'participant',
        origin: 'invitation',
        status: 'registered',
        mode: 'on_site',
        days: [1],
        by: 'Bench',
      });
      made.push(badgeCode(id));
    }
    return made;
  });
  const token = cookie.replace('pec_session=', '');
  const csrf = deriveToken(secretKey(), 'csrf', hashToken(token));
  return {
    codes,
    headers: {
      cookie,
      'x-csrf-token': csrf,
      'content-type': 'application/json',
      accept: 'application/json',
    },
  };
}

async function scan(url: string, code: string, desk: string, headers: Record<string, string>) {
  const at = new Date().toISOString();
  const event = {
    eventKey: randomUUID(),
    code,
    day: 1,
    kind: 'check_in',
    method: 'scan',
    desk,
    at,
  };
  const response = await fetch(`${url}/workshop/desk/events`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ sentAt: at, events: [event] }),
  });
  const text = await response.text();
  if (!text.includes('"checked_in"')) throw new Error(`A scan was answered ${text}.`);
}

/** Eight desks, each scanning one badge after the other; each answer waits for the disk. */
export async function measureCheckIns(
  dataDir: string,
  cookie: string,
): Promise<{ check_ins_per_s: number; check_in_p95_ms: number }> {
  const { codes, headers } = await withData({ dataDir }, () => prepare(cookie));
  const server = await ServerProcess.start({ dataDir });
  const latencies: number[] = [];
  const began = performance.now();
  const work = async (desk: number): Promise<void> => {
    for (let index = desk; index < codes.length; index += desks) {
      const start = performance.now();
      await scan(server.url, codes[index] ?? '', `Desk ${desk}`, headers);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: desks }, (_none, desk) => work(desk)));
  const seconds = (performance.now() - began) / 1000;
  await server.stop('SIGTERM');
  const counted = await withData({ dataDir }, () =>
    Attendance.count({ where: { dayNumber: 1, present: true } }),
  );
  if (counted !== people) throw new Error(`${counted} of ${people} people were counted.`);
  return {
    check_ins_per_s: Math.round(people / seconds),
    check_in_p95_ms: Number(percentile(latencies, 0.95).toFixed(1)),
  };
}
