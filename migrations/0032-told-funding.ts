import type { Migration } from './dialect';

export const toldFunding: Migration = {
  name: '0032-told-funding',
  async up({ sql }) {
    // What people told about their funding at the registration, beside `funding`, which the team
    // has confirmed: what somebody hopes for must never pass for what was decided.
    await sql(
      `ALTER TABLE registrations ADD COLUMN funding_told TEXT CHECK (funding_told IN ('apec_funded', 'own_economy', 'own_organisation', 'host', 'other'))`,
    );
  },
};
