import { Consent } from '../../models';

/** Everything a person said about consent, oldest first. */
export async function listConsents(personId: number): Promise<Consent[]> {
  return Consent.findAll({ where: { personId }, order: ['id'] });
}

/** The consents that count: the last one said of each kind, in the order of the kinds. */
export async function latestConsents(personId: number): Promise<Consent[]> {
  const byKind = new Map((await listConsents(personId)).map((row) => [row.kind, row]));
  return [...byKind.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
