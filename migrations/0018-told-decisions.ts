import type { Migration } from './dialect';

export const toldDecisions: Migration = {
  name: '0018-told-decisions',
  async up({ sql }) {
    // The press by which focal points were told of a decision; their mails carry it in their
    // keys. Null: they have not been told.
    await sql('ALTER TABLE nomination_decisions ADD COLUMN told_in TEXT');
  },
};
