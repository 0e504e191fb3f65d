import { Op } from 'sequelize';
import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { now } from '../../lib/clock';
import { demoMark } from '../../lib/demo-mark';
import { accessKeyOf, linkToken } from '../../lib/link-tokens';
import {
  AnswerCorrection,
  AuditEvent,
  ContactImport,
  Draft,
  EarlierAnswer,
  Message,
  Response,
  ResponseReview,
  Survey,
  Unsubscription,
  Upload,
} from '../../models';
import { nominationsHeldAbout } from '../workshop/nominations/export-nominations';
import { exportReadOnlyLinks } from '../oversight/personal-data';
import { exportRecords } from '../records/personal-data';
import { exportMeetings } from '../workshop/matchmaking/personal-data';
import { exportRegistration } from '../workshop/registrations/export-registration';
import { exportSpeaker } from '../workshop/speakers/export-speaker';
import { listConsents } from './consents.queries';
import { emailKeyOf } from './fold-name';
import { exportRetention } from './retention/personal-data';
import {
  aboutPerson,
  getPerson,
  getPersonHistory,
  type InvitationWithSurvey,
  type PersonWithPlace,
} from './person.queries';

/**
 * Everything that is held about one person, for the right to a copy: from all tables, nobody
 * else's data. Submitted answers to anonymous forms are not in it, since nobody can tell whose
 * they are. The export leaves a line in the audit trail.
 * @throws NotFoundError
 */
export async function exportPerson(actor: Actor, personId: number): Promise<object> {
  const person = await getPerson(personId);
  const { invitations } = await getPersonHistory(personId);
  const mark = demoMark();
  const held = {
    ...(mark === null ? {} : { note: mark }),
    exportedAt: now().toISOString(),
    person: personFacts(person),
    consents: (await listConsents(personId)).map(
      ({ kind, given, wording, source, recordedAt }) => ({
        kind,
        given,
        wording,
        source,
        recordedAt,
      }),
    ),
    invitations: invitations.map((one) => ({
      questionnaire: one.survey.title,
      anonymous: one.survey.anonymous,
      invitedAt: one.createdAt,
      // Of anonymous forms only the fact is kept, never when.
      openedAt: one.survey.anonymous ? null : one.openedAt,
      startedAt: one.survey.anonymous ? null : one.startedAt,
      finished: one.finished,
      finishedAt: one.finishedAt,
    })),
    keptLonger: await exportRetention(personId),
    registration: await exportRegistration(personId),
    speaker: await exportSpeaker(personId),
    meetings: await exportMeetings(personId),
    ...(await exportRecords(personId)),
    readOnlyLinks: await exportReadOnlyLinks(person.email),
    answers: await answersOf(personId),
    answersInProgress: await draftsOf(invitations),
    ...(await nominationsHeldAbout(person)),
    messages: await messagesOf(person, invitations),
    unsubscribedFrom: await unsubscriptionsOf(person),
    waitingImports: await importRowsOf(person),
    auditTrail: await auditLinesOf(personId),
  };
  await inTransaction((tx) =>
    recordAuditEvent(tx, actor, {
      action: 'person.exported',
      subjectType: 'person',
      subjectId: personId,
      personId,
    }),
  );
  return held;
}

/** The person's facts in full; the keys by which they are searched say nothing more. */
function personFacts(person: PersonWithPlace): object {
  const { economy, cluster } = person;
  const keys = ['nameKey', 'emailKey', 'organisationKey', 'economy', 'cluster'];
  const facts = Object.entries(person.get()).filter(([name]) => !keys.includes(name));
  return {
    ...Object.fromEntries(facts),
    economy: economy?.name ?? null,
    cluster: cluster?.name ?? null,
  };
}

async function answersOf(personId: number): Promise<object[]> {
  const responses = await Response.findAll({
    where: { personId },
    include: [{ model: Survey, as: 'survey', attributes: ['title'] }],
    order: ['submittedOn', 'id'],
  });
  const [reviews, uploads, earlier, corrections] = await Promise.all([
    ResponseReview.findAll({ where: { responseId: responses.map(({ id }) => id) }, order: ['id'] }),
    Upload.findAll({ where: { accessKey: responses.map(({ accessKey }) => accessKey) } }),
    EarlierAnswer.findAll({
      where: { responseId: responses.map(({ id }) => id) },
      order: ['contentVersion'],
    }),
    AnswerCorrection.findAll({
      where: { responseId: responses.map(({ id }) => id) },
      order: ['contentVersion'],
    }),
  ]);
  return (responses as (Response & { survey: Survey })[]).map((response) => ({
    questionnaire: response.survey.title,
    receipt: response.receipt,
    submittedOn: response.submittedOn,
    submittedAt: response.submittedAt,
    corrections: response.corrections,
    review: response.review,
    answers: JSON.parse(response.answers) as unknown,
    // As they were when a data set was frozen, before they were corrected.
    earlierAnswers: earlier
      .filter(({ responseId }) => responseId === response.id)
      .map(({ answers }) => JSON.parse(answers) as unknown),
    correctionsByTheTeam: corrections
      .filter(({ responseId }) => responseId === response.id)
      .map(({ beforeAnswers, afterAnswers, reason, madeAt }) => ({
        before: JSON.parse(beforeAnswers) as unknown,
        after: JSON.parse(afterAnswers) as unknown,
        reason,
        madeAt,
      })),
    reviews: reviews
      .filter(({ responseId }) => responseId === response.id)
      .map(({ decision, reason, decidedAt }) => ({ decision, reason, decidedAt })),
    files: uploads
      .filter(({ accessKey }) => accessKey === response.accessKey)
      .map(({ fileName, mediaType, bytes, createdOn }) => ({
        fileName,
        mediaType,
        bytes,
        createdOn,
      })),
  }));
}

async function draftsOf(invitations: InvitationWithSurvey[]): Promise<object[]> {
  const named = invitations.filter(({ survey }) => !survey.anonymous);
  const titles = new Map(
    named.map(({ id, survey }) => [accessKeyOf(linkToken(`invitation:${id}`)), survey.title]),
  );
  const drafts = await Draft.findAll({ where: { accessKey: [...titles.keys()] } });
  return drafts.map(({ accessKey, answers, savedAt }) => ({
    questionnaire: titles.get(accessKey),
    savedAt,
    answers: JSON.parse(answers) as unknown,
  }));
}

async function messagesOf(
  { id, email }: PersonWithPlace,
  invitations: InvitationWithSurvey[],
): Promise<object[]> {
  const messages = await Message.findAll({
    where: {
      [Op.or]: [
        { personId: id },
        { invitationId: invitations.map((invitation) => invitation.id) },
        ...(email === null ? [] : [{ toAddress: [email, emailKeyOf(email)] }]),
      ],
    },
    order: ['id'],
  });
  return messages.map((message) => ({
    kind: message.kind,
    to: message.toAddress,
    name: message.toName,
    subject: message.subject,
    text: message.textBody,
    calendar: message.calendarBody,
    status: message.status,
    createdAt: message.createdAt,
    sentAt: message.sentAt,
    lastReply: message.lastReply,
  }));
}

async function unsubscriptionsOf({ emailKey }: PersonWithPlace): Promise<object[]> {
  if (emailKey === null) return [];
  const rows = await Unsubscription.findAll({ where: { addressKey: emailKey } });
  return rows.map(({ kind, createdAt }) => ({ kind, since: createdAt }));
}

async function importRowsOf({ emailKey }: PersonWithPlace): Promise<object[]> {
  if (emailKey === null) return [];
  const waiting = await ContactImport.findAll({ where: { status: 'uploaded' }, order: ['id'] });
  return waiting.flatMap(({ headers, rows }) => {
    const names = JSON.parse(headers) as string[];
    return (JSON.parse(rows) as { cells: string[] }[])
      .filter(({ cells }) => cells.some((cell) => emailKeyOf(cell) === emailKey))
      .map(({ cells }) => Object.fromEntries(cells.map((cell, i) => [names[i] ?? `${i}`, cell])));
  });
}

/** Lines about the person; the names of the team who acted are not the person's data. */
async function auditLinesOf(personId: number): Promise<object[]> {
  const lines = await AuditEvent.findAll({ where: aboutPerson(personId), order: ['id'] });
  return lines.map(({ at, actorKind, action, changes }) => ({
    at,
    by: actorKind,
    action,
    changes: JSON.parse(changes) as unknown,
  }));
}
