import { linkToken } from '../../../../src/lib/link-tokens';
import { certificateCode } from '../../../../src/lib/certificate-code';
import {
  Attendance,
  AuditEvent,
  Certificate,
  Message,
  Person,
  Registration,
  WorkshopSettings,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { readPdf } from '../../../harness/read-pdf';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { attend, type Attendee } from '../indicators/attendees';

let server: TestServer;
let organiser: Client;
let visitor: Client;

beforeAll(async () => {
  server = await startTestServer();
  organiser = await server.visitor().signInAs('organiser');
  visitor = server.visitor();
  await WorkshopSettings.update(
    { certificateSignatory: 'Irina Example', certificateSignatoryPosition: 'Project Overseer' },
    { where: { id: 1 } },
  );
});
afterAll(() => server.stop());

const tokenOf = (registration: Registration): string =>
  linkToken(`registration:${registration.id}`);

async function issue(registrations: Registration[], tell = false): Promise<string | undefined> {
  const ids = registrations.map(({ id }) => String(id));
  const fields = { ids, ...(tell ? { tell: 'yes' } : {}) };
  return (await organiser.post(paths.certificateIssue, fields)).location;
}

async function certificatesOf({ id }: Registration): Promise<Certificate[]> {
  return Certificate.findAll({ where: { registrationId: id }, order: ['id'] });
}

async function issued(attendee: Attendee): Promise<[Registration, Certificate]> {
  const registration = await attend(attendee);
  await issue([registration]);
  const [certificate] = await certificatesOf(registration);
  if (certificate === undefined) throw new Error('No certificate was issued.');
  return [registration, certificate];
}

const names: [string, string, string][] = [
  ['NGUYỄN', 'Thị Hường', 'Thị Hường NGUYỄN'],
  ['de la Cruz', 'María José', 'María José de la Cruz'],
  ["O'Brien", 'Siobhán', "Siobhán O'Brien"],
  ['McDonald', 'Ewan', 'Ewan McDonald'],
  ['Ёлкина', 'Жанна', 'Жанна Ёлкина'],
];

test.each(names)('prints %s as the person writes it', async (familyName, givenName, printed) => {
  const [, certificate] = await issued({ familyName, givenName, economyCode: 'VNM', days: [1, 3] });
  const answer = await organiser.get(paths.certificateFile(certificate.id));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const code = certificateCode(certificate.id);
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename=certificate-${code}.pdf`,
  );
  const pdf = await readPdf(answer.body);
  expect([pdf.pages, pdf.size, pdf.title]).toEqual([
    1,
    [842, 595],
    `Certificate of attendance: ${printed}`,
  ]);
  const text = pdf.lines.map((line) => line.normalize('NFC'));
  expect(text.filter((line) => line === printed)).toEqual([printed]);
  expect(text.filter((line) => line.startsWith('Day '))).toEqual([
    'Day 1, Tuesday 16 June 2020',
    'Day 3, Thursday 18 June 2020',
  ]);
  expect(text.filter((line) => line === 'Viet Nam')).toHaveLength(1);
  expect(text.filter((line) => line === 'Irina Example')).toHaveLength(1);
  expect(text.filter((line) => line === code)).toHaveLength(1);
  expect(text.join('')).toMatch(new RegExp(`${server.url}/certificates/${code}`));
});

test('shows exactly what would be issued, then issues it once, with one mail each', async () => {
  const ana = await attend({ familyName: 'Preview', email: 'ana@people.example', days: [2] });
  const never = await attend({ familyName: 'Absent', days: [], takenBack: [1] });
  const fields = { ids: [String(ana.id), String(never.id)], tell: 'yes' };
  const preview = await organiser.post(paths.certificatePreview, fields);
  expect(preview.status).toBe(200);
  expect(
    preview
      .$('tbody tr')
      .map((_, row) => preview.$(row).text())
      .get(),
  ).toEqual(['Ana PreviewChile2–ana@people.example']);
  expect(
    preview
      .$('main form input[name=ids]')
      .map((_, one) => preview.$(one).val())
      .get(),
  ).toEqual([String(ana.id)]);
  expect(await certificatesOf(ana)).toEqual([]);

  expect(await issue([ana, never], true)).toBe(paths.certificates);
  expect(await issue([ana, never], true)).toBe(paths.certificates);
  const [certificate, ...more] = await certificatesOf(ana);
  expect(more).toEqual([]);
  expect(await certificatesOf(never)).toEqual([]);
  const mails = await Message.findAll({ where: { kind: 'certificate', personId: ana.personId } });
  expect(mails.map((mail) => [mail.dedupeKey, mail.toAddress, mail.linkSubject])).toEqual([
    [`certificate:${certificate?.id ?? 0}`, 'ana@people.example', `registration:${ana.id}`],
  ]);
  const events = await AuditEvent.findAll({
    where: { action: 'certificate.issued', personId: ana.personId },
  });
  expect(events.map(({ actorUserId }) => actorUserId)).toEqual([organiser.user?.id]);
});

test('two organisers at once issue one certificate', async () => {
  const both = await attend({ familyName: 'Twice', days: [1] });
  await Promise.all([issue([both]), issue([both]), issue([both])]);
  expect((await certificatesOf(both)).map(({ state }) => state)).toEqual(['valid']);
});

test('gives none to somebody who never came, nor to those below the rule', async () => {
  const never = await attend({ familyName: 'Never', days: [] });
  const once = await attend({ familyName: 'Once', days: [1] });
  await WorkshopSettings.update({ certificateDaysMin: 2 }, { where: { id: 1 } });
  try {
    await issue([never, once]);
    expect([await certificatesOf(never), await certificatesOf(once)]).toEqual([[], []]);
    for (const one of [never, once]) {
      const answer = await visitor.post(paths.ownCertificate(tokenOf(one)));
      expect(answer.status).toBe(409);
      expect((await visitor.get(paths.ownCertificateFile(tokenOf(one)))).status).toBe(404);
    }
  } finally {
    await WorkshopSettings.update({ certificateDaysMin: 1 }, { where: { id: 1 } });
  }
});

test('a person takes their own by their link, and gets the same one again', async () => {
  const own = await attend({ familyName: 'Own', days: [1, 2, 3] });
  const page = await visitor.get(paths.participant(tokenOf(own)));
  expect(page.$('#certificate-title ~ form').attr('action')).toBe(
    paths.ownCertificate(tokenOf(own)),
  );
  for (let time = 0; time < 2; time += 1) {
    const answer = await visitor.post(paths.ownCertificate(tokenOf(own)));
    expect([answer.status, answer.location]).toEqual([303, paths.ownCertificateFile(tokenOf(own))]);
  }
  expect((await certificatesOf(own)).map(({ state }) => state)).toEqual(['valid']);
  const file = await visitor.get(paths.ownCertificateFile(tokenOf(own)));
  const pdf = await readPdf(file.body);
  expect(pdf.lines.filter((line) => line.startsWith('Day '))).toHaveLength(3);
  expect((await visitor.get(paths.ownCertificateFile('wrong'))).status).toBe(404);
});

test('nobody takes a certificate in the name of somebody who was not there', async () => {
  const here = await attend({
    familyName: 'Nguyen',
    givenName: 'Lan',
    days: [1],
    email: 'l@a.example',
  });
  const correct = (givenName: string, familyName: string) =>
    visitor.post(paths.participantRegistration(tokenOf(here)), {
      ...{ givenName, familyName, email: 'l@a.example', sector: 'public', sex: 'female' },
      ...{ days: ['1', '2', '3'], dataUse: 'yes' },
    });
  const refused = await correct('Somebody', 'Else');
  expect([refused.status, refused.$('.field-error').text()]).toEqual([
    422,
    'You were checked in as Lan Nguyen. To have another name, please write to the contact on this page.',
  ]);
  expect((await correct('Lan', 'NGUYỄN')).status).toBe(303);
  await visitor.post(paths.ownCertificate(tokenOf(here)));
  expect((await certificatesOf(here)).map(({ holderName }) => holderName)).toEqual(['Lan NGUYỄN']);
});

test('a correction of the attendance makes it outdated; a new one takes its place', async () => {
  const [registration, first] = await issued({ familyName: 'Corrected', days: [1, 2] });
  await Attendance.update(
    { present: false },
    { where: { registrationId: registration.id, dayNumber: 2 } },
  );
  const verdict = async (certificate: Certificate): Promise<string> => {
    const page = await visitor.get(paths.certificate(certificateCode(certificate.id)));
    return page.$('.check-verdict').text();
  };
  expect(await verdict(first)).toBe('Outdated.');
  const list = await organiser.get(paths.certificates);
  expect(list.$('tr:contains("Corrected") .status').text()).toBe('Outdated');
  await issue([registration]);
  const [before, after] = await certificatesOf(registration);
  expect([before?.state, after?.state]).toEqual(['replaced', 'valid']);
  expect(await verdict(first)).toBe('Replaced.');
  if (after === undefined) throw new Error('No second certificate.');
  expect(await verdict(after)).toBe('Valid.');
});

test('the check says valid with name and days, revoked, or unknown', async () => {
  const [, certificate] = await issued({ familyName: 'Checked', days: [3] });
  const code = certificateCode(certificate.id);
  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' ').slice(5)]) {
    const page = await visitor.get(paths.certificate(typed));
    expect([page.status, page.$('.check-verdict').text()]).toEqual([200, 'Valid.']);
    expect(page.$('dt:contains("Name") + dd').text()).toBe('Ana Checked');
    expect(page.$('dt:contains("Days attended") + dd').text()).toBe('Day 3, Thursday 18 June 2020');
  }
  const forged = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  for (const wrong of [forged, 'CERT-0000-0000-0000', '<script>', 'x'.repeat(500)]) {
    const page = await visitor.get(paths.certificate(wrong));
    expect([page.status, page.$('.check-verdict').text()]).toEqual([404, 'Unknown.']);
    expect(page.$('dl')).toHaveLength(0);
  }
  const asked = await visitor.get(`${paths.certificateCheck}?code=${encodeURIComponent(code)}`);
  expect([asked.status, asked.location]).toEqual([303, paths.certificate(code)]);

  const noReason = await organiser.post(paths.certificateRevocation(certificate.id), {
    reason: ' ',
  });
  expect(noReason.status).toBe(422);
  const overseer = await server.visitor().signInAs('overseer');
  const refused = await overseer.post(paths.certificateRevocation(certificate.id), {
    reason: 'No',
  });
  expect(refused.status).toBe(403);
  await organiser.post(paths.certificateRevocation(certificate.id), {
    reason: 'Issued by mistake',
  });
  const page = await visitor.get(paths.certificate(code));
  expect(page.$('.check-verdict').text()).toBe('Revoked.');
  expect(page.text.includes('by mistake')).toBe(false);
  const again = await organiser.post(paths.certificateRevocation(certificate.id), {
    reason: 'Again',
  });
  expect(again.status).toBe(409);
  const stamped = await readPdf((await organiser.get(paths.certificateFile(certificate.id))).body);
  expect(stamped.lines.filter((line) => line === 'REVOKED')).toHaveLength(1);
});

test('a revoked one is not taken back by the person', async () => {
  const [registration, certificate] = await issued({ familyName: 'Stopped', days: [1] });
  await organiser.post(paths.certificateRevocation(certificate.id), { reason: 'Wrong person' });
  expect((await visitor.post(paths.ownCertificate(tokenOf(registration)))).status).toBe(409);
  expect((await certificatesOf(registration)).map(({ state }) => state)).toEqual(['revoked']);
});

test('a name that cannot be printed waits for a spelling that can', async () => {
  const registration = await attend({ familyName: 'शर्मा', givenName: 'Anita', days: [1] });
  await issue([registration]);
  expect(await certificatesOf(registration)).toEqual([]);
  const list = await organiser.get(paths.certificates);
  const row = list.$(`tr:has(input[value="${registration.id}"])`);
  expect(row.find('.status').text()).toBe('Name to be set');
  expect(row.find('th span.small').text()).toBe('Cannot be printed: श र्मा');
  const mend = row.find('th a.small');
  expect([mend.text(), mend.attr('href')]).toEqual([
    'Write the name in letters that can be printed for Anita शर्मा',
    paths.certificateName(registration.id),
  ]);
  const unfit = await organiser.post(paths.certificateName(registration.id), { name: 'Anita श' });
  expect([unfit.status, unfit.$('#field-name').val()]).toEqual([422, 'Anita श']);
  await organiser.post(paths.certificateName(registration.id), { name: 'Anita SHARMA' });
  await issue([registration]);
  expect((await certificatesOf(registration)).map(({ holderName }) => holderName)).toEqual([
    'Anita SHARMA',
  ]);
});

test('nobody but organisers sees the list, issues or downloads', async () => {
  const overseer = await server.visitor().signInAs('overseer');
  expect((await overseer.get(paths.certificates)).status).toBe(403);
  expect((await overseer.post(paths.certificateIssue, { ids: '1' })).status).toBe(403);
  expect((await overseer.get(paths.certificateFile(1))).status).toBe(403);
  expect((await visitor.get(paths.certificates)).status).toBe(302);
  expect((await organiser.post(paths.certificatePreview)).status).toBe(422);
});

test('the list costs the same number of queries for one more and for three more', async () => {
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.certificates));
  await issued({ familyName: 'More1' });
  const before = Math.min(await cost(), await cost());
  await issued({ familyName: 'More2' });
  await issued({ familyName: 'More3' });
  expect(Math.min(await cost(), await cost())).toBe(before);
});

test('erasing a person removes the certificate; its code is unknown then', async () => {
  const [registration, certificate] = await issued({ familyName: 'Erased', days: [1] });
  const exported = (await organiser.get(paths.personExport(registration.personId))).json() as {
    speaker: { certificates: { code: string; days: unknown[] }[] };
  };
  const code = certificateCode(certificate.id);
  expect(exported.speaker.certificates.map((one) => [one.code, one.days.length])).toEqual([
    [code, 1],
  ]);
  await organiser.post(paths.personErasure(registration.personId), {
    answers: 'erase',
    confirmation: 'ERASE',
  });
  expect((await Person.findByPk(registration.personId))?.erasedAt).toBeInstanceOf(Date);
  expect((await visitor.get(paths.certificate(code))).$('.check-verdict').text()).toBe('Unknown.');
});
