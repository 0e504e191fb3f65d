import { paths } from '../../../src/paths';
import type { Answer, Client } from '../../harness/client';

/** The page on which a new mailing of the long questionnaire begins. */
export async function composePage(
  organiser: Client,
  kind: 'invitation' | 'reminder' = 'invitation',
): Promise<Answer> {
  return organiser.get(paths.newMailing('cluster_survey', kind));
}

/** The fields that a browser would send of this page. */
export function fieldsOf(page: Answer): Record<string, string | string[]> {
  const { $ } = page;
  const fields: Record<string, string | string[]> = {};
  for (const { name, value } of $('main form').serializeArray()) {
    fields[name] = name in fields ? [fields[name] ?? '', value].flat() : value;
  }
  return fields;
}

/** Who is on the list, in order. */
export function recipientNames(page: Answer): string[] {
  return page
    .$('.recipient-list tbody th')
    .map((_, cell) => page.$(cell).text())
    .get();
}

/** How many are left out for each reason. */
export function leftOutLines(page: Answer): string[] {
  return page
    .$('.left-out summary, .left-out > p')
    .map((_, line) => page.$(line).text())
    .get();
}
