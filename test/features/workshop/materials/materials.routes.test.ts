import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { dataPath } from '../../../../src/lib/data-folder';
import { linkToken } from '../../../../src/lib/link-tokens';
import { AuditEvent, Material, ProgrammeSession, type Registration } from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { attend } from '../indicators/attendees';
import { macroSlides, odpSlides, pdfSlides, pptxSlides, workbook } from './slides';

let server: TestServer;
let organiser: Client;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  visitor = server.visitor();
});
afterAll(() => server.stop());

const tokenOf = ({ id }: Registration): string => linkToken(`registration:${id}`);
const speaker = (familyName: string): Promise<Registration> =>
  attend({ role: 'speaker', familyName });

/** What lies in the folders of files. */
function filesOnDisk(): string[] {
  return ['materials', 'unfinished'].flatMap((folder) =>
    existsSync(dataPath(folder))
      ? readdirSync(dataPath(folder)).map((name) => path.join(folder, name))
      : [],
  );
}

async function send(registration: Registration, name: string, content: Buffer): Promise<Material> {
  const answer = await visitor.upload(paths.ownMaterials(tokenOf(registration)), { name, content });
  expect(answer.status).toBe(303);
  const latest = await Material.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
  expect(latest.personId).toBe(registration.personId);
  return latest;
}

test.each([
  ['talk.pdf', pdfSlides, 'application/pdf', 'talk.pdf'],
  [
    '../../etc/Talk of <Ana>?.PPTX',
    pptxSlides,
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'Talk of Ana.PPTX',
  ],
  ['talk.exe', odpSlides, 'application/vnd.oasis.opendocument.presentation', 'talk.exe.odp'],
])('keeps %s as what it is by its content', async (name, content, mediaType, kept) => {
  const registration = await speaker('Sender');
  const material = await send(registration, name, content);
  expect([material.mediaType, material.fileName, material.release]).toEqual([
    mediaType,
    kept,
    'held',
  ]);
  const own = await visitor.get(paths.ownMaterialFile(tokenOf(registration), material.id));
  expect(own.body.equals(content)).toBe(true);
  expect(own.headers.get('content-type')).toBe(mediaType);
  expect(own.headers.get('x-content-type-options')).toBe('nosniff');
  expect(own.headers.get('content-disposition')).toMatch(/^attachment; filename="?[^/\\]+"?$/);
  const event = await AuditEvent.findOne({
    where: { action: 'material.added', subjectId: String(material.id) },
  });
  expect([event?.actorKind, event?.personId]).toEqual(['respondent', registration.personId]);
});

test('refuses what are no slides, and keeps nothing of it', async () => {
  const registration = await speaker('Wrong');
  const before = filesOnDisk();
  const wrong: [string, Buffer][] = [
    ['slides.pdf', Buffer.from('MZ this is a program, whatever its name says')],
    ['slides.pptx', await workbook()],
    ['slides.pptx', macroSlides],
    ['slides.pptx', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500, 7)])],
    ['slides.odp', Buffer.from('PK')],
  ];
  for (const [name, content] of wrong) {
    const page = await visitor.upload(
      paths.ownMaterials(tokenOf(registration)),
      { name, content },
      { title: 'My talk' },
    );
    expect([page.status, page.$('#field-file-error').text().slice(0, 40)]).toEqual([
      422,
      'These are no slides that can be kept: pl',
    ]);
  }
  const none = await visitor.post(paths.ownMaterials(tokenOf(registration)), { title: 'No file' });
  expect([none.status, none.$('#field-file-error').text()]).toEqual([422, 'Please choose a file.']);
  expect(await Material.count({ where: { personId: registration.personId } })).toBe(0);
  expect(filesOnDisk()).toEqual(before);
});

/** Sends so many bytes of a PDF file in pieces, and tells what came back. */
function sendLarge(
  address: string,
  megabytes: number,
  announced: boolean,
): Promise<[number, string]> {
  const boundary = 'pec-large';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="large.pdf"\r\n\r\n%PDF-1.7\n`;
  const bytes = megabytes * 1024 * 1024;
  return new Promise((resolve, reject) => {
    const sending = request(
      server.url + address,
      {
        method: 'POST',
        headers: {
          'Content-Type': `multipart/form-data; boundary=${boundary}`,
          Accept: 'text/html',
          ...(announced ? { 'Content-Length': head.length + bytes + boundary.length + 8 } : {}),
        },
      },
      (answer) => {
        let text = '';
        answer.on('data', (part: Buffer) => (text += part.toString('utf8')));
        answer.on('end', () => {
          resolve([answer.statusCode ?? 0, text]);
          sending.destroy();
        });
      },
    );
    sending.on('error', reject);
    sending.write(head);
    const piece = Buffer.alloc(1024 * 1024, 32);
    let sent = 0;
    const go = (): void => {
      while (sent < megabytes && !sending.destroyed) {
        sent += 1;
        if (!sending.write(piece)) {
          sending.once('drain', go);
          return;
        }
      }
      if (!sending.destroyed) sending.end(`\r\n--${boundary}--\r\n`);
    };
    go();
  });
}

test.each([
  ['says so', true],
  ['does not say so', false],
])('refuses slides of 300 MB by a sender who %s', async (_name, announced) => {
  const registration = await speaker('Large');
  const before = filesOnDisk();
  const [status, page] = await sendLarge(paths.ownMaterials(tokenOf(registration)), 300, announced);
  expect([status, page.includes('This file is too large: at most 100 MB.')]).toEqual([422, true]);
  expect(filesOnDisk()).toEqual(before);
});

test('only released files reach participants and the public, and no more when withdrawn', async () => {
  const giver = await speaker('Giver');
  const reader = await attend({ familyName: 'Reader' });
  const file = await send(giver, 'shared.pdf', pdfSlides);
  const statuses = async (): Promise<number[]> => [
    (await visitor.get(paths.ownMaterialFile(tokenOf(giver), file.id))).status,
    (await visitor.get(paths.ownMaterialFile(tokenOf(reader), file.id))).status,
    (await visitor.get(paths.publicMaterialFile(file.id))).status,
  ];
  const release = async (to: string): Promise<number> =>
    (await organiser.post(paths.materialReleases, { ids: String(file.id), release: to })).status;
  expect(await statuses()).toEqual([200, 404, 404]);
  expect(await release('participants')).toBe(303);
  expect(await statuses()).toEqual([200, 200, 404]);
  expect(await release('public')).toBe(303);
  expect(await statuses()).toEqual([200, 200, 200]);
  const page = await visitor.get(paths.publicMaterials);
  expect(page.$(`a[href="${paths.publicMaterialFile(file.id)}"]`).text()).toBe('shared');
  expect(await release('held')).toBe(303);
  expect(await statuses()).toEqual([200, 404, 404]);
  await reader.update({ status: 'cancelled' });
  await release('participants');
  expect(await statuses()).toEqual([200, 404, 404]);
  expect(await release('everybody')).toBe(422);
  expect((await organiser.post(paths.materialReleases, { release: 'public' })).status).toBe(422);
  const missing = await organiser.post(paths.materialReleases, {
    ids: [String(file.id), '99999'],
    release: 'public',
  });
  expect(missing.status).toBe(404);
  expect((await Material.findByPk(file.id))?.release).toBe('participants');
});

test('a person removes their own file while nobody else sees it', async () => {
  const [mine, other] = [await speaker('Mine'), await speaker('Other')];
  const file = await send(mine, 'mine.pdf', pdfSlides);
  expect((await visitor.post(paths.ownMaterialRemoval(tokenOf(other), file.id))).status).toBe(404);
  await organiser.post(paths.materialReleases, { ids: String(file.id), release: 'participants' });
  expect((await visitor.post(paths.ownMaterialRemoval(tokenOf(mine), file.id))).status).toBe(409);
  await organiser.post(paths.materialReleases, { ids: String(file.id), release: 'held' });
  expect((await visitor.post(paths.ownMaterialRemoval(tokenOf(mine), file.id))).status).toBe(303);
  expect([
    await Material.findByPk(file.id),
    existsSync(dataPath('materials', file.fileKey)),
  ]).toEqual([null, false]);
});

test('slides are taken from speakers and experts only, for their own sessions, ten at most', async () => {
  const participant = await attend({ familyName: 'Listener' });
  const upload = { name: 'a.pdf', content: pdfSlides };
  expect((await visitor.upload(paths.ownMaterials(tokenOf(participant)), upload)).status).toBe(403);
  const one = await speaker('Eager');
  const session = await ProgrammeSession.create({
    dayNumber: 1,
    startsAt: '09:00',
    endsAt: '10:00',
    type: 'presentation',
    title: 'A session of others',
    description: '',
    genderDimension: false,
    revision: 1,
  });
  const foreign = await visitor.upload(paths.ownMaterials(tokenOf(one)), upload, {
    sessionId: String(session.id),
  });
  expect([foreign.status, foreign.$('#field-sessionId-error').text()]).toEqual([
    422,
    'Please choose a session of the list.',
  ]);
  for (let number = 0; number < 10; number += 1) await send(one, `${number}.pdf`, pdfSlides);
  const more = await visitor.upload(paths.ownMaterials(tokenOf(one)), upload);
  expect([more.status, more.$('#field-file-error').text()]).toEqual([
    422,
    'There are 10 files already. Please remove one first.',
  ]);
});

test('organisers add files of their own and correct them; others may not', async () => {
  const added = await organiser.upload(
    paths.materials,
    { name: 'results.pdf', content: pdfSlides },
    { title: 'Survey results', personId: '', sessionId: '' },
  );
  expect([added.status, added.location]).toEqual([303, paths.materials]);
  const material = await Material.findOne({
    where: { title: 'Survey results' },
    rejectOnEmpty: true,
  });
  const fields = {
    title: 'Results of the survey',
    sessionId: '',
    revision: String(material.revision),
  };
  expect((await organiser.post(paths.material(material.id), fields)).status).toBe(303);
  expect((await organiser.post(paths.material(material.id), fields)).status).toBe(409);
  expect((await organiser.post(paths.material(material.id), { ...fields, title: '' })).status).toBe(
    422,
  );
  await material.reload();
  expect(material.title).toBe('Results of the survey');
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(paths.materials)).status).toBe(403);
  expect((await overseer.post(paths.materialRemoval(material.id))).status).toBe(403);
  expect((await visitor.get(paths.materialFile(material.id))).status).toBe(302);
  expect((await organiser.post(paths.materialRemoval(material.id))).status).toBe(303);
  expect(await Material.findByPk(material.id)).toBeNull();
});

test('the list costs the same number of queries for one more and for three more', async () => {
  const giver = await speaker('Counted');
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.materials));
  await send(giver, '1.pdf', pdfSlides);
  const before = Math.min(await cost(), await cost());
  await send(giver, '2.pdf', pdfSlides);
  await send(giver, '3.pdf', pdfSlides);
  expect(Math.min(await cost(), await cost())).toBe(before);
});

test('erasing a person removes their files from the disk, too', async () => {
  const giver = await speaker('Forgotten');
  const { fileKey } = await send(giver, 'gone.pdf', pdfSlides);
  expect(existsSync(dataPath('materials', fileKey))).toBe(true);
  await organiser.post(paths.personErasure(giver.personId), {
    answers: 'keep',
    confirmation: 'ERASE',
  });
  expect([
    await Material.count({ where: { personId: giver.personId } }),
    existsSync(dataPath('materials', fileKey)),
  ]).toEqual([0, false]);
});
