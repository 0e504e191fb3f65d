import { formatDateTime } from '../../http/format';
import type { PageLocals } from '../../http/render';
import { deliveryMode } from '../../mail/delivery-mode';
import { messageStatuses } from '../../models/codes';
import type { Cluster, Economy, Project, Survey } from '../../models';
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

export function mailingListPage(
  survey: Survey,
  lines: MailingLine[],
  project: Project,
): PageLocals {
  return {
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

export interface MailingFacts {
  mailing: MailingWithSurvey;
  author: string | null;
  project: Project;
  economies: Economy[];
  cluster: Cluster | null;
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
    chosen: chosenWords(facts),
    filter,
    showKind: false,
    emptyText: 'No mail of this mailing is in this state.',
  };
}

/** "Chile; Japan · Public sector": the filter in words. */
function chosenWords({ mailing, economies, cluster }: MailingFacts): string {
  const parsed = recipientFilter.safeParse(JSON.parse(mailing.filter));
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
    filter.cluster === null ? [] : [cluster?.name ?? 'a cluster that is gone'],
  ];
  const words = parts.filter((labels) => labels.length > 0).map((labels) => labels.join('; '));
  return words.length === 0 ? 'Everyone' : words.join(' · ');
}
