import type { PageLocals } from '../../http/render';
import type { Economy, Message, Person, Project } from '../../models';
import { fullName } from './fold-name';
import { factLabels } from './imports/compare-contact';
import {
  affiliationLabels,
  affiliationOptions,
  labelOf,
  languageOptions,
  roleOptions,
  sectorOptions,
  sexOptions,
} from './person-codes';
import type { InvitationWithSurvey, PersonHistory, PersonWithPlace } from './person.queries';

export function personPage(
  person: PersonWithPlace,
  history: PersonHistory,
  project: Project,
): PageLocals {
  const named = new Map(history.responses.map((response) => [response.surveyId, response.id]));
  return {
    title: nameOrErased(person),
    person,
    timeZone: project.timeZone,
    facts: factsOf(person),
    consents: history.consents.map(({ kind, given, wording, source, recordedAt }) => ({
      kind: inWords(kind),
      given,
      wording,
      source: inWords(source),
      recordedAt,
    })),
    invitations: history.invitations.map((invitation) => ({
      title: invitation.survey.title,
      form: invitation.survey.form,
      anonymous: invitation.survey.anonymous,
      at: invitation.createdAt,
      ...standingOf(invitation),
      responseId: named.get(invitation.surveyId),
    })),
    uninvitedResponses: history.responses.filter(
      ({ surveyId }) => !history.invitations.some((one) => one.surveyId === surveyId),
    ),
    messages: history.messages.map((message) => ({
      id: message.id,
      subject: message.subject,
      at: message.sentAt ?? message.createdAt,
      reply: message.lastReply,
      status: message.status,
      tone: toneOf[message.status],
    })),
    audit: history.audit.map(({ at, actorName, action, changes }) => ({
      at,
      actorName,
      action,
      fields: changedLabels(action, changes),
    })),
  };
}

/** A code as a phrase: "data_use" as "Data use". */
function inWords(code: string): string {
  return (code.charAt(0).toUpperCase() + code.slice(1)).replaceAll('_', ' ');
}

/** Which facts a line of the audit trail changed; a new person's are all of them. */
function changedLabels(action: string, changes: string): string {
  if (action !== 'person.corrected') return '';
  const labels: Record<string, string> = { ...factLabels, clusterId: factLabels.clusterName };
  const fields = Object.keys(JSON.parse(changes) as object);
  return fields.map((field) => labels[field] ?? inWords(field)).join(', ');
}

/** The name as a page shows it: erased people have none. */
export function nameOrErased(person: Person): string {
  return person.erasedAt === null ? fullName(person) : `Erased person ${person.id}`;
}

const toneOf: Record<Message['status'], string> = {
  queued: 'active',
  sending: 'active',
  sent: 'good',
  failed: 'bad',
  uncertain: 'caution',
  cancelled: 'none',
};

function standingOf(invitation: InvitationWithSurvey): { standing: string; tone: string } {
  if (invitation.finished) return { standing: 'Finished', tone: 'good' };
  if (invitation.startedAt !== null) return { standing: 'Started', tone: 'active' };
  if (invitation.openedAt !== null) return { standing: 'Opened', tone: 'active' };
  return { standing: 'Not opened yet', tone: 'none' };
}

function factsOf(person: PersonWithPlace): [label: string, value: string][] {
  const { economy } = person;
  return [
    ['Title', person.title ?? '–'],
    ['E-mail', person.email ?? 'None: this person cannot be invited by mail'],
    ['Sex', labelOf(sexOptions, person.sex)],
    ['Affiliation', affiliationLabels[person.affiliation]],
    ['Economy', economy?.name ?? '–'],
    ['Travel-eligible', economy === null ? '–' : economy.travelEligible ? 'Yes' : 'No'],
    ['Sector', labelOf(sectorOptions, person.sector)],
    ['Organisation', person.organisation ?? '–'],
    ['Position', person.position ?? '–'],
    ['Role', labelOf(roleOptions, person.role)],
    ['Cluster', person.cluster?.name ?? '–'],
    ['Language', labelOf(languageOptions, person.language)],
    ['Notes', person.notes ?? '–'],
  ];
}

const notStated = { value: '', label: 'Not stated' };

/** The form for a new person or, with `person`, for one that is there. */
export function personForm(
  economies: Economy[],
  person: PersonWithPlace | undefined,
  duplicate: Person | null,
): PageLocals {
  return {
    title: person === undefined ? 'Add a person' : `Edit ${fullName(person)}`,
    person,
    duplicate: duplicate === null ? undefined : { id: duplicate.id, name: fullName(duplicate) },
    sexOptions: [notStated, ...sexOptions],
    sectorOptions: [notStated, ...sectorOptions],
    affiliationOptions,
    roleOptions,
    languageOptions,
    economyOptions: [
      { value: '', label: 'None' },
      ...economies.map(({ code, name }) => ({ value: code, label: name })),
    ],
  };
}
