import { QueryTypes, type WhereOptions } from 'sequelize';
import { db } from '../../db/transaction';
import { NotFoundError } from '../../lib/errors';
import { Mailing, Message, Survey } from '../../models';
import { messageStatuses, type MessageStatus } from '../../models/codes';

export const pageSize = 50;

export interface MessageFilter {
  status: MessageStatus | undefined;
  kind: string | undefined;
  personId: number | undefined;
  mailingId: number | undefined;
}

export type StatusCounts = Record<MessageStatus, number>;

export interface MessagePage {
  messages: Message[];
  /** How many the filter finds. */
  total: number;
  /** By state, whatever state the filter asks for. */
  counts: StatusCounts;
}

/** One page of messages without their bodies, newest first. @param page from 1 */
export async function listMessages(filter: MessageFilter, page: number): Promise<MessagePage> {
  const { status, kind, personId, mailingId } = filter;
  const about = {
    ...(kind === undefined ? {} : { kind }),
    ...(personId === undefined ? {} : { personId }),
    ...(mailingId === undefined ? {} : { mailingId }),
  };
  const where: WhereOptions = status === undefined ? about : { ...about, status };
  const [messages, counts] = await Promise.all([
    Message.findAll({
      attributes: { exclude: ['textBody', 'htmlBody'] },
      where,
      order: [['id', mailingId === undefined ? 'DESC' : 'ASC']],
      limit: pageSize,
      offset: (page - 1) * pageSize,
    }),
    countByStatus(about),
  ]);
  const total =
    status === undefined
      ? Object.values(counts).reduce((sum, count) => sum + count, 0)
      : counts[status];
  return { messages, total, counts };
}

async function countByStatus(where: WhereOptions): Promise<StatusCounts> {
  const rows = (await Message.count({ where, group: ['status'] })) as {
    status: string;
    count: number | string;
  }[];
  const counts = Object.fromEntries(messageStatuses.map((status) => [status, 0])) as StatusCounts;
  for (const { status, count } of rows) counts[status as MessageStatus] = Number(count);
  return counts;
}

/** @throws NotFoundError */
export async function getMessage(id: unknown): Promise<Message> {
  const message = /^[1-9]\d{0,9}$/.test(String(id)) ? await Message.findByPk(Number(id)) : null;
  if (message === null) throw new NotFoundError('There is no such message.');
  return message;
}

export type MailingWithSurvey = Mailing & { survey: Survey };

/** @throws NotFoundError */
export async function getMailing(id: unknown): Promise<MailingWithSurvey> {
  const mailing = /^[1-9]\d{0,9}$/.test(String(id))
    ? await Mailing.findByPk(Number(id), {
        include: [{ model: Survey, as: 'survey', attributes: ['id', 'form', 'title'] }],
      })
    : null;
  if (mailing === null) throw new NotFoundError('There is no such mailing.');
  return mailing as MailingWithSurvey;
}

export interface MailingLine {
  mailing: Mailing;
  author: string | null;
  counts: StatusCounts;
}

/** The mailings of a form, newest first, with how many of their mails are in each state. */
export async function listMailings(surveyId: number): Promise<MailingLine[]> {
  const [mailings, rows] = await Promise.all([
    Mailing.findAll({ where: { surveyId }, order: [['id', 'DESC']] }),
    db().query<{
      mailing_id: number;
      author: string | null;
      status: MessageStatus | null;
      count: number;
    }>(
      `SELECT g.id AS mailing_id, u.name AS author, m.status, CAST(COUNT(m.id) AS INTEGER) AS count
       FROM mailings g LEFT JOIN users u ON u.id = g.created_by
       LEFT JOIN messages m ON m.mailing_id = g.id
       WHERE g.survey_id = :surveyId GROUP BY g.id, u.name, m.status`,
      { type: QueryTypes.SELECT, replacements: { surveyId } },
    ),
  ]);
  return mailings.map((mailing) => {
    const own = rows.filter((row) => row.mailing_id === mailing.id);
    const counts = Object.fromEntries(
      messageStatuses.map((status) => [
        status,
        own.find((row) => row.status === status)?.count ?? 0,
      ]),
    ) as StatusCounts;
    return { mailing, author: own[0]?.author ?? null, counts };
  });
}
