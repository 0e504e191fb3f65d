import { formatDateTime } from '../../http/format';
import type { PageLocals } from '../../http/render';
import { deliveryMode } from '../../mail/delivery-mode';
import { messageStatuses, type ScheduledMailingStatus } from '../../models/codes';
import type {
  Cluster,
  Economy,
  Project,
  ScheduledMailing,
  Survey,
  WorkshopDay,
} from '../../models';
import { paths } from '../../paths';
import {
  affiliationOptions,
  languageOptions,
  roleOptions,
  sectorOptions,
  sexOptions,
  type Option,
} from '../people/person-codes';
import { statusWords } from './mail-words';
import { messageTable, underWay } from './message.view-model';
import type {
  MailingLine,
  MailingWithSurvey,
  MessageFilter,
  MessagePage,
} from './messages.queries';
import { recipientFilter } from './recipient-filter';
import { workshopOptions } from './workshop-options';

export interface MailingListFacts {
  survey: Survey;
  lines: MailingLine[];
  scheduled: ScheduledMailing[];
  project: Project;
  economies: Economy[];
  days: WorkshopDay[];
}

export function mailingListPage(facts: MailingListFacts): PageLocals {
  const { survey, lines, project } = facts;
  return {
    timeZone: project.timeZone,
    scheduled: facts.scheduled.map((line) => scheduledLine(line, facts)),
    title: 'Mailings',
    form: survey.form,
    surveyTitle: survey.title,
    keptAsFiles: deliveryMode() === 'files',
    statuses: messageStatuses.map(statusWords),
    mailings: lines.map(({ mailing, author, counts }) => ({
      id: mailing.id,
      kind: mailing.kind === 'invitation' ? 'Invitation' : 'Reminder',
      when: formatDateTime(mailing.createdAt, project.timeZone),
      subject: mailing.subject,
      recipients: mailing.recipients,
      counts,
      author,
    })),
  };
}

const scheduledStates: Record<ScheduledMailingStatus, [label: string, tone: string]> = {
  waiting: ['Waits for its time', 'status-active'],
  sent: ['Sent', 'status-good'],
  refused: ['Not sent', 'status-bad'],
  cancelled: ['Cancelled', ''],
};

function scheduledLine(line: ScheduledMailing, facts: MailingListFacts) {
  const [state, tone] = scheduledStates[line.status];
  return {
    id: line.id,
    when: formatDateTime(line.sendAt, facts.project.timeZone),
    kind: line.kind === 'invitation' ? 'Invitation' : 'Reminder',
    subject: line.subject,
    chosen: chosenWords({ ...facts, cluster: null }, line.filter),
    state,
    tone,
    outcome: line.outcome,
    mailingId: line.mailingId,
    waits: line.status === 'waiting',
  };
}

export interface MailingFacts {
  mailing: MailingWithSurvey;
  author: string | null;
  project: Project;
  economies: Economy[];
  cluster: Cluster | null;
  days: WorkshopDay[];
  found: MessagePage;
  filter: MessageFilter;
  page: number;
}

export function mailingPage(facts: MailingFacts): PageLocals {
  const { mailing, found, filter, page, project } = facts;
  const { timeZone } = project;
  const kind = mailing.kind === 'invitation' ? 'Invitation' : 'Reminder';
  return {
    title: `${kind} of ${formatDateTime(mailing.createdAt, timeZone)}`,
    form: mailing.survey.form,
    surveyTitle: mailing.survey.title,
    ...messageTable(found, { filter, page, timeZone, address: paths.mailing(mailing.id) }),
    mailing,
    author: facts.author,
    counts: found.counts,
    underWay: underWay(found.counts),
    boxes: messageStatuses
      .filter((status) => status === 'sent' || found.counts[status] > 0)
      .map(statusWords),
    chosen: chosenWords(facts, mailing.filter),
    filter,
    showKind: false,
    emptyText: 'No mail of this mailing is in this state.',
  };
}

/** "Chile; Japan · Public sector": the filter in words. */
function chosenWords(
  facts: Pick<MailingFacts, 'economies' | 'cluster' | 'days'>,
  stored: string,
): string {
  const { economies, cluster, days } = facts;
  const parsed = recipientFilter.safeParse(JSON.parse(stored));
  if (!parsed.success) return '–';
  const filter = parsed.data;
  const economyOptions = economies.map(({ code, name }) => ({ value: code, label: name }));
  const sexes = [...sexOptions, { value: 'not_stated', label: 'Not stated' }];
  const chosen = (options: Option[], codes: readonly string[]): string[] =>
    options.filter(({ value }) => codes.includes(value)).map(({ label }) => label);
  const parts = [
    chosen(economyOptions, filter.economy),
    chosen(sectorOptions, filter.sector),
    chosen(sexes, filter.sex),
    chosen(roleOptions, filter.role),
    chosen(affiliationOptions, filter.affiliation),
    chosen(languageOptions, filter.language),
    chosen(workshopOptions(days), filter.workshop),
    filter.cluster === null ? [] : [cluster?.name ?? 'a cluster that is gone'],
  ];
  const words = parts.filter((labels) => labels.length > 0).map((labels) => labels.join('; '));
  return words.length === 0 ? 'Everyone' : words.join(' · ');
}
