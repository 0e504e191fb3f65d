import { z } from 'zod';

const schema = z.object({
  /** Another form with whose questions this one begins; its own file of questions when left out. */
  definitionOf: z.string().optional(),
  title: z.string(),
  purpose: z.string(),
  audience: z.string(),
  anonymous: z.boolean(),
  /** Whether the form is meant to be answered without an invitation too. */
  openLink: z.boolean(),
  /** From and to. */
  minutes: z.tuple([z.number(), z.number()]),
  /** Which question carries what: economy, sex, sector, cluster, email, ...; null where none does. */
  fields: z.record(z.string(), z.string().nullable()),
  notes: z.string(),
});

/** The sheet of facts of a form: what it is for, whom it asks, which fields carry what. */
export type SurveyFacts = z.output<typeof schema>;

/** @throws ZodError when the text, which comes with the product, is damaged */
export function parseFacts(text: string): SurveyFacts {
  return schema.parse(JSON.parse(text));
}
