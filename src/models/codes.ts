/** Code lists that have a CHECK in the database. The order is the order of display. */
export const roles = ['administrator', 'organiser', 'overseer'] as const;
export type Role = (typeof roles)[number];

export const sexes = ['female', 'male', 'prefer_not_to_say'] as const;
export type Sex = (typeof sexes)[number];

export const sectors = ['public', 'private', 'academia', 'other'] as const;
export type Sector = (typeof sectors)[number];

export const affiliations = [
  'member_economy',
  'guest',
  'international_organisation',
  'other',
] as const;
export type Affiliation = (typeof affiliations)[number];

export type ActorKind = 'user' | 'respondent' | 'command' | 'system';

/** Where an organiser's review of a submitted invitation or story stands. */
export const reviews = [
  'submitted',
  'published',
  'approved',
  'returned',
  'expired',
  'closed',
] as const;
export type Review = (typeof reviews)[number];

export const messageStatuses = [
  'queued',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'cancelled',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];
