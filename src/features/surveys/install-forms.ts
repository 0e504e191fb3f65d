import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inTransaction } from '../../db/transaction';
import { rootDir } from '../../lib/root';
import { newToken } from '../../lib/tokens';
import { Survey } from '../../models';
import { parseFacts } from './facts';
import { storyRounds } from './story-rounds';

/** In this order the forms stand in lists; others follow by name. */
const order = [
  'cluster_survey',
  'workshop_evaluation',
  'collaboration_invitation',
  storyRounds.report,
  storyRounds.yearAfter,
];

/**
 * Makes a questionnaire, with its draft, of each form in the folder surveys/ that the database
 * does not know yet. One that is there already stays as organisers left it. A second round of a form
 * begins with the questions of the first as they come with the product.
 */
export async function installForms(): Promise<void> {
  const folder = path.join(rootDir, 'surveys');
  const known = await Survey.findAll({ attributes: ['form'] });
  const forms = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((form) => !known.some((survey) => survey.form === form))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const form of forms) {
    const facts = await readFile(path.join(folder, form, 'facts.json'), 'utf8');
    const { definitionOf = form } = parseFacts(facts);
    const definition = await readFile(path.join(folder, definitionOf, 'definition.json'), 'utf8');
    await installForm(form, facts, definition);
  }
}

function rank(form: string): number {
  const index = order.indexOf(form);
  return index < 0 ? order.length : index;
}

async function installForm(form: string, facts: string, definition: string): Promise<void> {
  const { title, anonymous, openLink } = parseFacts(facts);
  await inTransaction(async (tx) => {
    // Two servers that share a database may start together: the second one finds the row.
    await Survey.bulkCreate(
      [
        {
          form,
          title,
          anonymous,
          facts,
          openLinkEnabled: openLink,
          openLink: newToken(),
          draftDefinition: definition,
          draftRevision: 1,
        },
      ],
      { ignoreDuplicates: true, transaction: tx },
    );
  });
}
