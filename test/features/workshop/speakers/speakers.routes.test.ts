import { linkToken } from '../../../../src/lib/link-tokens';
import {
  AuditEvent,
  Cluster,
  Consent,
  SpeakerSheet,
  type Registration,
} from '../../../../src/models';
import { paths } from '../../../../src/paths';
import type { Client } from '../../../harness/client';
import { countQueries, startTestServer, type TestServer } from '../../../harness/server';
import { attend } from '../indicators/attendees';

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

const written = {
  biography: 'Ana leads a cluster of lighting firms.',
  clusterExperience: 'Since 2009.',
  clusterName: 'Lighting Valley',
  clusterEconomyCode: 'CHL',
  headedByWoman: 'yes',
  mayPublish: 'yes',
  revision: '0',
};

async function sheetOf({ personId }: Registration): Promise<SpeakerSheet | null> {
  return SpeakerSheet.findOne({ where: { personId } });
}

test('a speaker fills the own sheet by the link, with consent and the cluster', async () => {
  const speaker = await attend({ role: 'speaker', familyName: 'Filler' });
  const address = paths.ownSheet(tokenOf(speaker), 'speaker');
  expect((await visitor.get(address)).$('#field-biography').val()).toBe('');
  const answer = await visitor.post(address, written);
  expect([answer.status, answer.location]).toEqual([303, address]);
  const sheet = await sheetOf(speaker);
  const cluster = await Cluster.findByPk(sheet?.presentsClusterId ?? 0);
  expect([sheet?.kind, sheet?.biography, sheet?.clusterHeadedByWoman, cluster?.name]).toEqual([
    'speaker',
    written.biography,
    true,
    'Lighting Valley',
  ]);
  const consent = await Consent.findOne({ where: { personId: speaker.personId } });
  expect([consent?.kind, consent?.given, consent?.source]).toEqual([
    'publish_biography',
    true,
    'speaker_sheet',
  ]);
  const page = await visitor.get(address);
  expect([page.$('#field-biography').val(), page.$('#field-mayPublish').is(':checked')]).toEqual([
    written.biography,
    true,
  ]);
  const event = await AuditEvent.findOne({
    where: { action: 'speaker_sheet.saved', personId: speaker.personId },
  });
  expect([event?.actorKind, event?.changes.includes('lighting')]).toEqual(['respondent', false]);
  const withoutConsent = Object.fromEntries(
    Object.entries(written).filter(([name]) => name !== 'mayPublish'),
  );
  await visitor.post(address, { ...withoutConsent, revision: '1' });
  const consents = await Consent.findAll({ where: { personId: speaker.personId }, order: ['id'] });
  expect(consents.map(({ given }) => given)).toEqual([true, false]);
  // The same again says nothing new.
  await visitor.post(address, { ...withoutConsent, revision: '1' });
  const lines = await AuditEvent.findAll({
    where: { personId: speaker.personId, subjectType: 'speaker_sheet' },
    order: ['id'],
  });
  expect(lines.map(({ action, actorKind }) => [action, actorKind])).toEqual([
    ['speaker_sheet.consent_given', 'respondent'],
    ['speaker_sheet.saved', 'respondent'],
    ['speaker_sheet.consent_refused', 'respondent'],
  ]);
  expect(
    (await visitor.post(address, { ...written, biography: 'Old', revision: '0' })).status,
  ).toBe(409);
});

test.each([
  ['a cluster without its economy', { clusterEconomyCode: '' }, 'clusterEconomyCode'],
  ['an unknown economy', { clusterEconomyCode: 'XXX' }, 'clusterEconomyCode'],
  ['a head without a cluster', { clusterName: '' }, 'clusterName'],
  ['a cluster named in signs', { clusterName: '!!!' }, 'clusterName'],
  ['a long text', { biography: 'a'.repeat(4001) }, 'biography'],
])('refuses %s and keeps what was typed', async (_name, wrong, field) => {
  const speaker = await attend({ role: 'speaker', familyName: 'Wrong' });
  const page = await visitor.post(paths.ownSheet(tokenOf(speaker), 'speaker'), {
    ...written,
    ...wrong,
  });
  expect([page.status, page.$(`#field-${field}-error`).length]).toEqual([422, 1]);
  expect(page.$('#field-clusterExperience').val()).toBe(written.clusterExperience);
  expect(await sheetOf(speaker)).toBeNull();
});

test('participants have no sheet, nor does a wrong link; those who declined are asked nothing', async () => {
  const participant = await attend({ familyName: 'Listener' });
  expect((await visitor.get(paths.ownSheet(tokenOf(participant), 'speaker'))).status).toBe(404);
  const speaker = await attend({ role: 'speaker', familyName: 'Declined' });
  expect((await visitor.get(paths.ownSheet(tokenOf(speaker), 'expert'))).status).toBe(404);
  expect((await visitor.get(paths.ownSheet('wrong', 'speaker'))).status).toBe(404);
  await speaker.update({ status: 'declined' });
  expect((await visitor.post(paths.ownSheet(tokenOf(speaker), 'speaker'), written)).status).toBe(
    403,
  );
  expect(await sheetOf(speaker)).toBeNull();
});

test('organisers write on behalf, without giving consent for the person', async () => {
  const speaker = await attend({ role: 'speaker', familyName: 'Helped' });
  const address = paths.speakerSheet(speaker.personId, 'speaker');
  expect((await organiser.post(address, written)).status).toBe(303);
  expect((await sheetOf(speaker))?.biography).toBe(written.biography);
  expect(await Consent.count({ where: { personId: speaker.personId } })).toBe(0);
  const page = await organiser.get(address);
  expect(page.$('#consent-title ~ p .status').text()).toBe('Not asked yet');
});

test('experts are reviewed with a reason and marked as contributing; the history stays', async () => {
  const expert = await attend({ role: 'expert', familyName: 'Reviewed' });
  const { personId } = expert;
  const review = (fields: Record<string, string>): Promise<number> =>
    organiser
      .post(paths.speakerSheetReview(personId, 'expert'), fields)
      .then(({ status }) => status);
  const mark = (contributed: string): Promise<number> =>
    organiser
      .post(paths.speakerContribution(personId, 'expert'), { contributed })
      .then(({ status }) => status);
  expect(await review({ review: 'not_suitable', reason: '', revision: '0' })).toBe(422);
  expect(await review({ review: 'maybe', reason: 'x', revision: '0' })).toBe(422);
  expect(await review({ review: 'not_suitable', reason: 'No cluster work', revision: '0' })).toBe(
    303,
  );
  expect(await mark('yes')).toBe(409);
  expect(await review({ review: 'suitable', reason: 'Sent references', revision: '0' })).toBe(409);
  expect(await review({ review: 'suitable', reason: 'Sent references', revision: '1' })).toBe(303);
  expect(await mark('yes')).toBe(303);
  expect(await review({ review: 'not_suitable', reason: 'Again', revision: '3' })).toBe(409);
  const sheet = await sheetOf(expert);
  expect([sheet?.review, sheet?.contributed, sheet?.reviewedBy]).toEqual([
    'suitable',
    true,
    organiser.user?.id,
  ]);
  const page = await organiser.get(paths.speakerSheet(personId, 'expert'));
  expect(
    page
      .$('#history-title ~ .file-list li p:first-child')
      .map((_, line) => page.$(line).text())
      .get(),
  ).toEqual([
    'Marked as having contributed',
    'Suitable: Sent references',
    'Not suitable: No cluster work',
  ]);
  const overseer = await server.visitor().signInAs('overseer');
  for (const address of [
    paths.speakerSheetReview(personId, 'expert'),
    paths.speakerContribution(personId, 'expert'),
  ]) {
    expect((await overseer.post(address, { review: 'suitable', contributed: 'no' })).status).toBe(
      403,
    );
  }
  expect((await overseer.get(paths.speakers)).status).toBe(403);
  expect((await visitor.get(paths.speakers)).status).toBe(302);
});

test('the list says what is missing, in the same number of queries for one and for three', async () => {
  const cost = (): Promise<number> => countQueries(() => organiser.get(paths.speakers));
  await attend({ role: 'speaker', familyName: 'Empty' });
  const before = Math.min(await cost(), await cost());
  await attend({ role: 'speaker', familyName: 'Empty2' });
  await attend({ role: 'expert', familyName: 'Empty3' });
  expect(Math.min(await cost(), await cost())).toBe(before);
  const list = await organiser.get(paths.speakers);
  expect(list.$('tr:contains("Empty2") td').eq(3).text()).toBe(
    'Lacks biography, cluster experience, cluster presented, slides',
  );
});

test('erasing a person empties the sheet, which goes on counting', async () => {
  const speaker = await attend({ role: 'speaker', familyName: 'Forgotten' });
  await organiser.post(paths.speakerSheet(speaker.personId, 'speaker'), written);
  const exported = (await organiser.get(paths.personExport(speaker.personId))).json() as {
    speaker: { sheets: { biography: string; presentsCluster: string }[] };
  };
  expect(exported.speaker.sheets.map((one) => [one.biography, one.presentsCluster])).toEqual([
    [written.biography, 'Lighting Valley'],
  ]);
  await organiser.post(paths.personErasure(speaker.personId), {
    answers: 'keep',
    confirmation: 'ERASE',
  });
  const sheet = await sheetOf(speaker);
  expect([sheet?.biography, sheet?.clusterExperience, sheet?.clusterHeadedByWoman]).toEqual([
    '',
    '',
    true,
  ]);
  expect((await organiser.get(paths.speakerSheet(speaker.personId, 'speaker'))).status).toBe(404);
});
