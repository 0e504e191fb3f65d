import { Op } from 'sequelize';
import { NotFoundError } from '../../lib/errors';
import {
  AuditEvent,
  Cluster,
  Consent,
  Economy,
  Invitation,
  Message,
  Person,
  Response,
  Survey,
} from '../../models';
import { listConsents } from './consents.queries';
import { emailKeyOf } from './fold-name';
import { isRowId } from './row-id';

export type PersonWithPlace = Person & { economy: Economy | null; cluster: Cluster | null };

/** A person with the economy and the cluster. @throws NotFoundError */
export async function getPerson(personId: number): Promise<PersonWithPlace> {
  const person = isRowId(personId)
    ? await Person.findByPk(personId, {
        include: [
          { model: Economy, as: 'economy' },
          { model: Cluster, as: 'cluster' },
        ],
      })
    : null;
  if (person === null) throw new NotFoundError('There is no such person.');
  return person as PersonWithPlace;
}

/** The person who has this address, whatever its case. */
export async function findPersonByEmail(email: string): Promise<Person | null> {
  return Person.findOne({ where: { emailKey: emailKeyOf(email) } });
}

export type InvitationWithSurvey = Invitation & { survey: Survey };

export interface PersonHistory {
  consents: Consent[];
  invitations: InvitationWithSurvey[];
  /** answers given in this person's name; anonymous answers belong to nobody */
  responses: (Response & { survey: Survey })[];
  /** newest first, without the bodies */
  messages: Message[];
  /** newest first */
  audit: AuditEvent[];
}

const newest = 100;

/** What happened with one person, for their page: at most 100 mails and 100 lines of the audit trail. */
export async function getPersonHistory(personId: number): Promise<PersonHistory> {
  const survey = { model: Survey, as: 'survey', attributes: ['id', 'form', 'title', 'anonymous'] };
  const [consents, invitations, responses, messages, audit] = await Promise.all([
    listConsents(personId),
    Invitation.findAll({ where: { personId }, include: [survey], order: ['id'] }),
    Response.findAll({
      attributes: ['id', 'surveyId', 'submittedOn', 'corrections', 'valid'],
      where: { personId },
      include: [survey],
      order: ['submittedOn', 'id'],
    }),
    Message.findAll({
      attributes: ['id', 'kind', 'subject', 'status', 'createdAt', 'sentAt', 'lastReply'],
      where: { personId },
      order: [['id', 'DESC']],
      limit: newest,
    }),
    AuditEvent.findAll({ where: aboutPerson(personId), order: [['id', 'DESC']], limit: newest }),
  ]);
  return {
    consents,
    invitations: invitations as InvitationWithSurvey[],
    responses: responses as (Response & { survey: Survey })[],
    messages,
    audit,
  };
}

/** The lines of the audit trail that are about a person. */
export function aboutPerson(personId: number) {
  return {
    [Op.or]: [{ personId }, { subjectType: 'person', subjectId: String(personId) }],
  };
}
