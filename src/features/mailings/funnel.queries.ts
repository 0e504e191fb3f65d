import { QueryTypes } from 'sequelize';
import { db } from '../../db/transaction';
import type { Affiliation, Sector, Sex } from '../../models/codes';

/** The steps from an invitation to answers, in order. Each one is a count of people. */
export const funnelSteps = ['invited', 'accepted', 'opened', 'started', 'finished'] as const;
export type FunnelStep = (typeof funnelSteps)[number];

/** People of one kind, with how many of them came to each step. */
export interface FunnelGroup extends Record<FunnelStep, number> {
  economy: string | null;
  affiliation: Affiliation;
  sex: Sex | null;
  sector: Sector | null;
}

/**
 * The invited people of a form, grouped by economy, affiliation, sex and sector as the list of
 * contacts has them. Accepted: a mail server took one of the mails about this form.
 */
export async function getFunnel(surveyId: number): Promise<FunnelGroup[]> {
  return db().query<FunnelGroup>(
    `SELECT p.economy_code AS economy, p.affiliation, p.sex, p.sector,
       ${count('1 = 1')} AS invited,
       ${count('m.invitation_id IS NOT NULL')} AS accepted,
       ${count('i.opened_at IS NOT NULL')} AS opened,
       ${count('i.started_at IS NOT NULL')} AS started,
       ${count('i.finished')} AS finished
     FROM invitations i
     JOIN people p ON p.id = i.person_id
     LEFT JOIN (SELECT DISTINCT invitation_id FROM messages
       WHERE kind IN ('survey_invitation', 'survey_reminder') AND status = 'sent') m
       ON m.invitation_id = i.id
     WHERE i.survey_id = :surveyId
     GROUP BY p.economy_code, p.affiliation, p.sex, p.sector`,
    { type: QueryTypes.SELECT, replacements: { surveyId } },
  );
}

/**
 * Answers that came without a personal link, grouped by what the respondents said of themselves.
 * For anonymous forms these are all answers, whatever the link.
 */
export interface OpenLinkGroup {
  economy: string | null;
  sex: Sex | null;
  sector: Sector | null;
  answers: number;
}

export async function getOpenLinkAnswers(surveyId: number): Promise<OpenLinkGroup[]> {
  return db().query<OpenLinkGroup>(
    `SELECT economy_code AS economy, sex, sector, CAST(COUNT(*) AS INTEGER) AS answers
     FROM responses WHERE survey_id = :surveyId AND valid AND origin = 'open_link'
     GROUP BY economy_code, sex, sector`,
    { type: QueryTypes.SELECT, replacements: { surveyId } },
  );
}

function count(condition: string): string {
  return `CAST(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS INTEGER)`;
}
