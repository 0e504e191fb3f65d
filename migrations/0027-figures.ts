import type { Migration } from './dialect';

export const figures: Migration = {
  name: '0027-figures',
  async up({ sql }) {
    // The few answers that make a form of the evaluation highly satisfied, found without reading
    // all the others of each form.
    await sql(`CREATE INDEX answer_values_satisfaction ON answer_values
      (response_id, question, number) WHERE question IN ('overall_satisfaction', 'core_items')`);
  },
};
