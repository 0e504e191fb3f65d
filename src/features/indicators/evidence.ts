import { getProject, listWorkshopDays } from '../workshop/project.queries';
import { attendanceEvidence } from './attendance-evidence';
import { definitionOf } from './catalogue';
import { countedInvitations } from './count-invitations';
import { meetingsHeld } from './count-meetings';
import { inReport, countable } from './count-stories';
import {
  clustersThatAnswered,
  economiesThatAnswered,
  evaluationForms,
  recordsWhere,
  type EvidenceSource,
} from './evidence-sources';
import { lastDateOf } from '../records/last-workshop-day';
import {
  commentEvidence,
  initiativeEvidence,
  memberEvidence,
  platformEvidence,
} from './record-evidence';
import { allDates, isMadeOfAnswers, within, type Period, type Within } from './period';
import { rosterEvidence } from './roster-evidence';
import { rulesInForce } from './rules/rules.queries';
import { boundaryOf, boundaryValues, sentBefore, type Boundary } from './workshop-boundaries';

/** `team`: organisers and administrators. `overseer`: no personal data and no answers. */
export type Audience = 'team' | 'overseer';

export type { EvidenceColumn, EvidenceRow, EvidenceSource } from './evidence-sources';

/**
 * The records behind an indicator, to be read in pages. Null for overseers where the records are
 * answers of single people (I06); what is made of answers is never cut by period for them.
 *
 * @throws NotFoundError for a number that is no indicator
 */
export async function evidenceOf(
  id: string,
  audience: Audience,
  period: Period = allDates,
): Promise<EvidenceSource | null> {
  const definition = definitionOf(id);
  const { fedBy } = definition;
  const [project, days] = await Promise.all([getProject(), listWorkshopDays()]);
  const isCut = audience === 'team' || !isMadeOfAnswers(definition);
  const when = within(isCut ? period : allDates, project.timeZone);
  if (fedBy === 'comments') return commentEvidence(audience, when);
  if (fedBy === 'platform') return platformEvidence(audience, when);
  if (fedBy === 'meetings') return meetingsHeld(when);
  if (fedBy === 'speakers' || fedBy === 'experts') {
    return rosterEvidence(id, audience, days, when);
  }
  if (fedBy === 'initiatives') return initiativeEvidence(project.hostCode, when);
  if (fedBy === 'members') return memberEvidence(audience, lastDateOf(days), when);
  if (fedBy === 'attendance') return attendanceEvidence(id, audience, project, days, when);
  const sent = when.sent('r');
  const { values } = when;
  switch (id) {
    case 'I01':
      return respondentsBefore(boundaryOf(1, project, days), audience, when);
    case 'I02':
      return audience === 'overseer'
        ? clustersThatAnswered(when)
        : recordsWhere(fedBy, `r.cluster_id IS NOT NULL AND ${sent}`, values, 'respondents');
    case 'I06':
      return audience === 'overseer'
        ? null
        : evaluationForms((await rulesInForce()).satisfaction, when);
    case 'I07':
      return invitations(
        boundaryOf((await rulesInForce()).invitationsFromDay, project, days),
        audience,
        when,
      );
    case 'I08':
      return recordsWhere(
        fedBy,
        `${inReport} AND ${sent}`,
        values,
        audience === 'overseer' ? 'clusters' : 'stories',
      );
    case 'I09':
      return recordsWhere(
        fedBy,
        `${countable} AND ${sent}`,
        values,
        audience === 'overseer' ? 'clusters' : 'stories',
      );
    default:
      return null;
  }
}

function respondentsBefore(
  dayOne: Boundary | undefined,
  audience: Audience,
  when: Within,
): EvidenceSource {
  const condition = `r.economy_code IS NOT NULL AND ${sentBefore('r', 'dayOne')}
    AND ${when.sent('r')}`;
  const values = { ...boundaryValues('dayOne', dayOne), ...when.values };
  return audience === 'overseer'
    ? economiesThatAnswered(condition, values)
    : recordsWhere('cluster_survey', condition, values, 'respondents');
}

async function invitations(
  dayThree: Boundary | undefined,
  audience: Audience,
  when: Within,
): Promise<EvidenceSource> {
  const ids = (await countedInvitations(dayThree, when)).map(({ id }) => id);
  return recordsWhere(
    'collaboration_invitation',
    'r.id IN (:ids)',
    { ids: ids.length === 0 ? [''] : ids },
    audience === 'overseer' ? 'published' : 'invitations',
  );
}

/** Every row of a source, read in batches, for exports. */
export async function* allEvidence(source: EvidenceSource, batch = 500) {
  for (let offset = 0; ; offset += batch) {
    const rows = await source.rows(batch, offset);
    yield* rows;
    if (rows.length < batch) return;
  }
}
