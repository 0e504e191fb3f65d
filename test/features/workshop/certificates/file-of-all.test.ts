import { Certificate, WorkshopSettings, type Registration } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import { certificateCode } from '../../../../src/lib/certificate-code';
import type { Client } from '../../../harness/client';
import { readPdf } from '../../../harness/read-pdf';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { attend } from '../indicators/attendees';

let server: TestServer;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  await WorkshopSettings.update({ certificateSignatory: 'Irina Example' }, { where: { id: 1 } });
});
afterAll(() => server.stop());

async function issue(registrations: Registration[]): Promise<void> {
  const ids = registrations.map(({ id }) => String(id));
  expect((await organiser.post(paths.certificateIssue, { ids })).status).toBe(303);
}

async function codeOf({ id }: Registration): Promise<string> {
  const certificate = await Certificate.findOne({
    where: { registrationId: id, state: 'valid' },
    rejectOnEmpty: true,
  });
  return certificateCode(certificate.id);
}

test('it is for organisers, and there is none before a certificate is in force', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  expect((await server.visitor().get(paths.certificatesFile)).status).toBe(302);
  expect((await overseer.get(paths.certificatesFile)).status).toBe(403);
  await attend({ familyName: 'Waiting', days: [1, 2, 3] });
  expect((await organiser.get(paths.certificatesFile)).status).toBe(404);
  const page = await organiser.get(paths.certificates);
  expect(page.$(`a[href="${paths.certificatesFile}"]`)).toHaveLength(0);
});

test('one file has a page for each certificate in force, by name, at the same cost for one and three', async () => {
  const zoe = await attend({ familyName: 'Zeller', days: [1, 2, 3] });
  await issue([zoe]);
  const download = () => organiser.get(paths.certificatesFile);
  const alone = await readPdf((await download()).body);
  expect([alone.pages, alone.title]).toEqual([1, 'Certificate of attendance: Ana Zeller']);
  const cost = await countQueries(download);
  const anton = await attend({ familyName: 'Abel', days: [1, 2, 3] });
  const revoked = await attend({ familyName: 'Revoked', days: [1, 2, 3] });
  const may = await attend({ familyName: 'Mayer', days: [1, 2, 3] });
  await issue([anton, revoked, may]);
  expect(await countQueries(download)).toBe(cost);
  const certificate = await Certificate.findOne({
    where: { registrationId: revoked.id },
    rejectOnEmpty: true,
  });
  const revocation = await organiser.post(paths.certificateRevocation(certificate.id), {
    reason: 'Issued by mistake.',
  });
  expect(revocation.status).toBe(303);
  const answer = await download();
  expect([
    answer.status,
    answer.headers.get('content-type'),
    answer.headers.get('content-disposition'),
    answer.headers.get('cache-control'),
  ]).toEqual([
    200,
    'application/pdf',
    'attachment; filename=certificates.pdf',
    'private, no-store',
  ]);
  const file = await readPdf(answer.body);
  expect([file.pages, file.size, file.title]).toEqual([
    3,
    [842, 595],
    'Certificates of attendance',
  ]);
  const codes = [await codeOf(anton), await codeOf(may), await codeOf(zoe)];
  expect(file.lines.filter((line) => /^Ana |^[0-9A-Z]{4,}-/.test(line))).toEqual(
    ['Ana Abel', 'Ana Mayer', 'Ana Zeller'].flatMap((name, at) => [name, codes[at]]),
  );
  const page = await organiser.get(paths.certificates);
  expect(page.$(`a[href="${paths.certificatesFile}"]`)).toHaveLength(1);
});
