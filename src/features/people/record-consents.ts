import { runStatements, type Statement } from '../../db/statements';
import { isPostgres, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';

/** What a person agreed to or refused. */
export interface GivenConsent {
  /** stable code of what it is about, e.g. "data_use" or "publish_name"; once in a list */
  kind: string;
  given: boolean;
  /** the words the person saw */
  wording: string;
}

interface Consents {
  personId: number;
  /** where they were given, e.g. "cluster_survey" */
  source: string;
  given: GivenConsent[];
  /** when they were given; now unless told otherwise */
  at?: Date;
}

/**
 * Keeps consents and refusals with their words and the time. Rows are added, never changed, so
 * the history stays; the latest of a kind counts. The same again adds nothing.
 */
export async function recordConsents(tx: Tx, consents: Consents): Promise<void> {
  await runStatements(tx, consentsStatement(consents));
}

/** The same as a statement, to be run with others; none where nothing was asked. */
export function consentsStatement({ personId, source, given, at = now() }: Consents): Statement[] {
  if (given.length === 0) return [];
  const time = isPostgres() ? 'CAST(:time AS TIMESTAMPTZ)' : ':time';
  return [
    {
      sql: `WITH said (kind, given, wording) AS (VALUES :said)
        INSERT INTO consents (person_id, kind, given, wording, source, recorded_at)
        SELECT :personId, said.kind, said.given, said.wording, :source, ${time} FROM said
        WHERE NOT EXISTS (
          SELECT 1 FROM consents c
          WHERE c.id = (SELECT MAX(id) FROM consents
              WHERE person_id = :personId AND kind = said.kind)
            AND c.given = said.given AND c.wording = said.wording AND c.source = :source
        )`,
      values: {
        said: given.map((one) => [one.kind, one.given, one.wording]),
        personId,
        source,
        time: at,
      },
    },
  ];
}
