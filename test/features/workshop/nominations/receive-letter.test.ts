import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { sweepLetters } from '../../../../src/features/workshop/nominations/letter-files';
import { NominationLetter } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { startTestServer, type TestServer } from '../../../harness/server';
import { makeFocalPoint } from './example-nominations';

let server: TestServer;
let visitor: Client;
let organiser: Client;

beforeAll(async () => {
  server = await startTestServer();
  visitor = server.visitor();
  organiser = await server.visitor().signInAs('organiser');
});
afterAll(() => server.stop());

const pdf = (name: string) => ({ name, content: Buffer.from('%PDF-1.7\nInvented letter\n%%EOF') });
const lettersFolder = (): string => path.join(server.config.dataDir, 'letters');

test('a letter is kept for organisers alone, under a name that is safe', async () => {
  const { token } = await makeFocalPoint('KOR');
  const sent = await visitor.upload(paths.focalPointLetters(token), pdf('../..\\Our <letter>.exe'));
  expect([sent.status, sent.location]).toEqual([303, paths.focalPoint(token)]);
  const letter = await NominationLetter.findOne({
    where: { economyCode: 'KOR' },
    rejectOnEmpty: true,
  });
  expect([letter.fileName, letter.mediaType]).toEqual(['Our letter.exe.pdf', 'application/pdf']);
  const download = await organiser.get(paths.nominationLetter(letter.id));
  expect([
    download.status,
    download.headers.get('content-type'),
    download.headers.get('content-disposition'),
    download.headers.get('x-content-type-options'),
    download.text,
  ]).toEqual([
    200,
    'application/pdf',
    'attachment; filename="Our letter.exe.pdf"',
    'nosniff',
    pdf('').content.toString(),
  ]);
  expect((await visitor.get(paths.nominationLetter(letter.id))).status).toBe(302);
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(paths.nominationLetter(letter.id))).status).toBe(403);
  expect((await visitor.get(`/letters/${letter.id}`)).status).toBe(404);
  const other = await makeFocalPoint('SGP');
  const removal = (of: string) => visitor.post(paths.focalPointLetterRemoval(of, letter.id));
  expect((await removal(other.token)).status).toBe(404);
  expect(existsSync(path.join(lettersFolder(), letter.id))).toBe(true);
  expect((await removal(token)).status).toBe(303);
  expect(existsSync(path.join(lettersFolder(), letter.id))).toBe(false);
});

test('what is no letter is refused and leaves no file; a Word document is told from a workbook', async () => {
  const { token } = await makeFocalPoint('NZL');
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('A');
  const xlsx = Buffer.from(await workbook.xlsx.writeBuffer());
  const before = existsSync(lettersFolder()) ? readdirSync(lettersFolder()) : [];
  const wrong = [
    { name: 'letter.pdf', content: Buffer.from('<html>letter</html>') },
    { name: 'letter.docx', content: xlsx },
    { name: 'letter.docx', content: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(50)]) },
    { name: 'empty.pdf', content: Buffer.alloc(0) },
  ];
  for (const file of wrong) {
    const answer = await visitor.upload(paths.focalPointLetters(token), file);
    expect([answer.status, answer.$('#letter-error').length]).toEqual([422, 1]);
  }
  const large = { name: 'scan.pdf', content: Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-1.7') };
  expect((await visitor.upload(paths.focalPointLetters(token), large)).status).toBe(422);
  expect(existsSync(lettersFolder()) ? readdirSync(lettersFolder()) : []).toEqual(before);
  expect(await NominationLetter.count({ where: { economyCode: 'NZL' } })).toBe(0);
  for (let at = 0; at < 5; at += 1) {
    expect((await visitor.upload(paths.focalPointLetters(token), pdf('a.pdf'))).status).toBe(303);
  }
  expect((await visitor.upload(paths.focalPointLetters(token), pdf('a.pdf'))).status).toBe(422);
  expect(readdirSync(lettersFolder())).toHaveLength(before.length + 5);
});

test('bytes that a crash left without a row are swept up, others stay', async () => {
  const kept = readdirSync(lettersFolder()).length;
  writeFileSync(path.join(lettersFolder(), '00000000-0000-4000-8000-000000000000'), 'left');
  await sweepLetters();
  expect(readdirSync(lettersFolder())).toHaveLength(kept + 1);
  await sweepLetters(-1);
  expect(readdirSync(lettersFolder())).toHaveLength(kept);
});
