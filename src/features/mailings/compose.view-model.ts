import type { PageLocals } from '../../http/render';
import { newToken } from '../../lib/tokens';
import { deliveryMode } from '../../mail/delivery-mode';
import { suggestedInvitation } from '../../mail/messages/survey-invitation';
import { placeholders } from '../../mail/messages/survey-mail';
import { suggestedReminder } from '../../mail/messages/survey-reminder';
import { fillPlaceholders, hiddenLinks } from '../../mail/placeholders';
import type { Project, Survey } from '../../models';
import {
  affiliationOptions,
  languageOptions,
  roleOptions,
  sectorOptions,
  sexOptions,
  type Option,
} from '../people/person-codes';
import { parseFacts } from '../surveys/facts';
import type { SurveyState } from '../surveys/surveys.queries';
import { leftOutWords } from './mail-words';
import type { Selection } from './mailing.input';
import { whyNotNow } from './mailing.policy';
import type { RecipientFilter } from './recipient-filter';
import type { Recipient, ResolvedList } from './recipients.queries';
import { writeMail, type MailSource } from './write-mail';

export interface ComposeFacts {
  survey: Survey;
  state: SurveyState;
  project: Project;
  economies: Option[];
  clusters: Option[];
  workshopOptions: Option[];
  selection: Selection;
  list: ResolvedList;
  /** The questionnaire is asked in; the suggested text is written in it. */
  language: string;
}

export interface MailPreview {
  name: string;
  address: string;
  subject: string;
  text: string;
  /** A whole document for a sandboxed frame. */
  html: string;
}

/** The page on which a mailing is prepared: recipients, text, test and sending. */
export function composePage(facts: ComposeFacts, preview?: MailPreview): PageLocals {
  const { survey, state, project, selection, list } = facts;
  const { kind, filter, rules } = selection;
  const isInvitation = kind === 'invitation';
  const { minutes } = parseFacts(survey.facts);
  const suggest = isInvitation ? suggestedInvitation : suggestedReminder;
  return {
    title: isInvitation ? 'New invitation' : 'New reminder',
    form: survey.form,
    surveyTitle: survey.title,
    kind,
    rules,
    keptAsFiles: deliveryMode() === 'files',
    notNow: whyNotNow(kind, state),
    notYetOpen: state === 'not_yet_open',
    closingTimeMissing: survey.closesAt === null,
    suggested: suggest({
      surveyTitle: survey.title,
      minutes,
      from: project.contactName,
      language: facts.language,
    }),
    placeholders: placeholders.map((name) => `{{${name}}}`),
    groups: filterGroups(filter, facts.economies, facts.workshopOptions),
    timeZone: project.timeZone,
    clusters: [{ value: '', label: 'All clusters' }, ...facts.clusters],
    cluster: filter.cluster ?? '',
    list,
    leftOut: list.leftOut.map((group) => ({ ...group, words: leftOutWords[group.reason] })),
    leftOutCount: list.leftOut.reduce((sum, { count }) => sum + count, 0),
    newKey: newToken(),
    preview,
  };
}

/** The mail as this recipient gets it, without the personal link. */
export function previewFor(source: MailSource, recipient: Recipient): MailPreview {
  const content = writeMail(source, recipient);
  const { text, html } = fillPlaceholders(content, hiddenLinks());
  // The page's security policy lets no style sheet through; the styles are beside the elements.
  const framed = html.replace(/<style>[\s\S]*?<\/style>\s*/, '');
  const { name, address } = recipient;
  return { name, address, subject: content.subject, text, html: framed };
}

/** The choices of people as groups of boxes; a group without options is left out. */
export function filterGroups(filter: RecipientFilter, economies: Option[], workshop: Option[]) {
  const groups: [keyof RecipientFilter, string, Option[], readonly string[]][] = [
    ['economy', 'Economies', economies, filter.economy],
    ['sector', 'Sectors', sectorOptions, filter.sector],
    ['sex', 'Sex', [...sexOptions, { value: 'not_stated', label: 'Not stated' }], filter.sex],
    ['role', 'Roles', roleOptions, filter.role],
    ['workshop', 'At the workshop', workshop, filter.workshop],
    ['affiliation', 'Affiliations', affiliationOptions, filter.affiliation],
    ['language', 'Languages', languageOptions, filter.language],
  ];
  const shown = groups.filter(([, , options]) => options.length > 0);
  return shown.map(([name, label, options, chosen]) => ({
    name,
    label,
    options: options.map((option) => ({ ...option, chosen: chosen.includes(option.value) })),
    summary:
      options
        .filter(({ value }) => chosen.includes(value))
        .map((option) => option.label)
        .join('; ') || 'all',
  }));
}
