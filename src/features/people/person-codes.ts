import { affiliations, sectors, sexes } from '../../models/codes';
import type { Affiliation, Sector, Sex } from '../../models/codes';

/** What a person is to the project. The order is the order of display. */
export const personRoles = [
  'contact',
  'focal_point',
  'ppsti_member',
  'cluster_manager',
  'cluster_member',
  'policy_maker',
  'researcher',
  'agency',
  'participant',
  'speaker',
  'expert',
  'other',
] as const;
export type PersonRole = (typeof personRoles)[number];

/** Languages in which a person can be noted as preferring mail, as BCP 47 tags. */
export const personLanguages = [
  'en',
  'es',
  'fr',
  'id',
  'ja',
  'ko',
  'ms',
  'ru',
  'th',
  'vi',
  'fil',
  'zh-Hans',
  'zh-Hant',
] as const;

export const sexLabels: Record<Sex, string> = {
  female: 'Female',
  male: 'Male',
  prefer_not_to_say: 'Prefer not to say',
};

export const sectorLabels: Record<Sector, string> = {
  public: 'Public sector',
  private: 'Private sector',
  academia: 'Academia',
  other: 'Other',
};

export const affiliationLabels: Record<Affiliation, string> = {
  member_economy: 'Member economy',
  guest: 'Guest',
  international_organisation: 'International organisation',
  other: 'Other',
};

export const roleLabels: Record<PersonRole, string> = {
  contact: 'Contact',
  focal_point: 'Focal point of an economy',
  ppsti_member: 'PPSTI member',
  cluster_manager: 'Cluster manager',
  cluster_member: 'Cluster member',
  policy_maker: 'Policy maker',
  researcher: 'Researcher',
  agency: 'Agency staff',
  participant: 'Participant',
  speaker: 'Speaker',
  expert: 'Expert',
  other: 'Other',
};

export const languageLabels: Record<(typeof personLanguages)[number], string> = {
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  id: 'Indonesian',
  ja: 'Japanese',
  ko: 'Korean',
  ms: 'Malay',
  ru: 'Russian',
  th: 'Thai',
  vi: 'Vietnamese',
  fil: 'Filipino',
  'zh-Hans': 'Chinese (simplified)',
  'zh-Hant': 'Chinese (traditional)',
};

export interface Option {
  value: string;
  label: string;
}

/** The codes of a list with their labels, as a form offers them. */
export function optionsOf<Code extends string>(
  codes: readonly Code[],
  labels: Record<Code, string>,
): Option[] {
  return codes.map((value) => ({ value, label: labels[value] }));
}

export const sexOptions = optionsOf(sexes, sexLabels);
export const sectorOptions = optionsOf(sectors, sectorLabels);
export const affiliationOptions = optionsOf(affiliations, affiliationLabels);
export const roleOptions = optionsOf(personRoles, roleLabels);
export const languageOptions = optionsOf(personLanguages, languageLabels);

/** The label of a code that may be unknown to this version, or missing. */
export function labelOf(options: Option[], code: string | null): string {
  return options.find((option) => option.value === code)?.label ?? code ?? 'Not stated';
}
