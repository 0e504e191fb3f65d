import { QueryTypes } from 'sequelize';
import { db, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { Consent } from '../../models';

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
}

/**
 * Keeps consents and refusals with their words and the time. Rows are added, never changed, so
 * the history stays; the latest of a kind counts. The same again adds nothing.
 */
export async function recordConsents(tx: Tx, { personId, source, given }: Consents): Promise<void> {
  if (given.length === 0) return;
  const latest = new Map<string, Consent>();
  for (const row of await Consent.findAll({
    where: { personId, kind: given.map(({ kind }) => kind) },
    order: ['id'],
    transaction: tx,
  })) {
    latest.set(row.kind, row);
  }
  const fresh = given.filter((consent) => {
    const before = latest.get(consent.kind);
    const same =
      before?.given === consent.given &&
      before.wording === consent.wording &&
      before.source === source;
    return !same;
  });
  if (fresh.length === 0) return;
  const time = now();
  await db().query(
    `INSERT INTO consents (person_id, kind, given, wording, source, recorded_at)
     VALUES ${fresh.map(() => '(?)').join(', ')}`,
    {
      type: QueryTypes.INSERT,
      replacements: fresh.map((one) => [personId, one.kind, one.given, one.wording, source, time]),
      transaction: tx,
    },
  );
}
