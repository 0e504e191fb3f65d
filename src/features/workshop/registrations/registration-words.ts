import type {
  AttendanceMode,
  Funding,
  RegistrationOrigin,
  RegistrationRole,
  RegistrationStatus,
} from '../../../models/codes';
import { attendanceModes, fundings, registrationRoles } from '../../../models/codes';
import { optionsOf } from '../../people/person-codes';
import { fundingOf, type FundingFacts } from './funding';

export const roleLabels: Record<RegistrationRole, string> = {
  participant: 'Participant',
  speaker: 'Speaker',
  expert: 'Expert',
  organising_team: 'Organising team',
};

/** "as a speaker": how an invitation says it. */
export const asRole: Record<RegistrationRole, string> = {
  participant: 'a participant',
  speaker: 'a speaker',
  expert: 'an expert',
  organising_team: 'a member of the organising team',
};

export const statusLabels: Record<RegistrationStatus, string> = {
  invited: 'Invited',
  registered: 'Registered',
  waiting: 'Waiting list',
  declined: 'Declined',
  cancelled: 'Cancelled',
};

/** Class of .status that shows it. */
export const statusTones: Record<RegistrationStatus, string> = {
  invited: 'status-active',
  registered: 'status-good',
  waiting: 'status-caution',
  declined: '',
  cancelled: 'status-bad',
};

export const fundingLabels: Record<Funding, string> = {
  apec_funded: 'Funded by APEC',
  own_economy: 'Funded by the own economy',
  own_organisation: 'Funded by the own organisation',
  host: 'Funded by the host',
  other: 'Other funding',
};

/** For tables that have no room for more. */
export function shortFunding({ category, state }: ReturnType<typeof fundingOf>): {
  by: string;
  note: string;
} {
  const names: Record<Funding, string> = {
    apec_funded: 'APEC',
    own_economy: 'Own economy',
    own_organisation: 'Own organisation',
    host: 'Host',
    other: 'Other',
  };
  return {
    by: category === null ? 'Not decided' : names[category],
    note: state === 'told' ? 'Told, not confirmed' : '',
  };
}

/** The one category with how sure it is: "Funded by APEC (told, not confirmed)". */
export function fundingWords(facts: FundingFacts): string {
  const { category, state } = fundingOf(facts);
  return state === 'told'
    ? `${fundingLabel(category)} (told, not confirmed)`
    : fundingLabel(category);
}

export function fundingLabel(funding: Funding | null): string {
  return funding === null ? 'Not decided yet' : fundingLabels[funding];
}

export const modeLabels: Record<AttendanceMode, string> = {
  on_site: 'On site',
  online: 'Online',
};

export const originLabels: Record<RegistrationOrigin, string> = {
  nomination: 'Nominated',
  invitation: 'Invited by the team',
  walk_in: 'Came without registration',
  demo: 'Demo',
};

export const roleOptions = optionsOf(registrationRoles, roleLabels);
export const fundingOptions = optionsOf(fundings, fundingLabels);
export const modeOptions = optionsOf(attendanceModes, modeLabels);
