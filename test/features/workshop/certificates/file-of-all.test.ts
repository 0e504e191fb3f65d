import { Certificate, Person, WorkshopSettings, type Registration } from '../../../../src/models';
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

const spelled: [familyName: string, givenName: string, economyCode: string, printed: string][] = [
  ['王', '小骨', 'CHN', '王小骨'],
  ['陳', '美玲', 'TWN', '陳美玲'],
  ['髙橋', 'さくら', 'JPN', '髙橋さくら'],
  ['김', '민수', 'KOR', '김민수'],
  ['ปิ่นแก้ว', 'ณัฐพงษ์', 'THA', 'ณัฐพงษ์ ปิ่นแก้ว'],
  ['Chan', 'Mei-ling (陳美玲)', 'HKG', 'Mei-ling (陳美玲) Chan'],
  ['Ёлкина', 'Жанна', 'RUS', 'Жанна Ёлкина'],
];

test('prints names and organisations in the letters of their economies, with no more of a typeface than that', async () => {
  const organisation = 'คลัสเตอร์ตัวอย่าง（東京）';
  const people = await Promise.all(
    spelled.map(([familyName, givenName, economyCode]) =>
      attend({ familyName, givenName, economyCode, days: [1] }),
    ),
  );
  const nam = await attend({ familyName: 'Suksawat', economyCode: 'THA', days: [1] });
  await Person.update({ organisation }, { where: { id: nam.personId } });
  await organiser.post(paths.certificateName(nam.id), { name: 'น้ำทิพย์ สุขสวัสดิ์' });
  await issue([...people, nam]);
  const { body } = await organiser.get(paths.certificatesFile);
  const { lines } = await readPdf(body);
  // SARA AM is drawn, and read, as the two signs it is made of, the tone above the first.
  const named = 'น\u0E4D\u0E49\u0E32ทิพย์ สุขสวัสดิ์';
  for (const printed of [...spelled.map(([, , , name]) => name), named]) {
    expect([printed, lines.filter((line) => line === printed).length]).toEqual([printed, 1]);
  }
  expect(lines.filter((line) => line === `${organisation}, Thailand`)).toHaveLength(1);
  const fonts = body.toString('latin1').matchAll(/\/FontName \/\w{6}\+(NotoSans[A-Z]+[a-z]*)/g);
  expect([...new Set(Array.from(fonts, ([, name]) => name))].sort()).toEqual([
    'NotoSansJP',
    'NotoSansKR',
    'NotoSansSC',
    'NotoSansTC',
    'NotoSansThai',
  ]);
  // The letters needed and those of the page; one of these typefaces alone weighs megabytes.
  expect(body.byteLength).toBeLessThan(150_000);
});
