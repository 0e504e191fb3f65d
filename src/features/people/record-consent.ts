import type { Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { Consent } from '../../models';

/** What a person agreed to or refused. */
export interface GivenConsent {
  personId: number;
  /** stable code of what it is about, e.g. "data_use" or "publish_name" */
  kind: string;
  given: boolean;
  /** the words the person saw */
  wording: string;
  /** where it was given, e.g. "cluster_survey" */
  source: string;
}

/**
 * Keeps a consent or a refusal with its words and the time. Rows are added, never changed, so
 * the history stays; the latest of a kind counts. The same again adds nothing.
 */
export async function recordConsent(tx: Tx, consent: GivenConsent): Promise<void> {
  const latest = await Consent.findOne({
    where: { personId: consent.personId, kind: consent.kind },
    order: [['id', 'DESC']],
    transaction: tx,
  });
  const same =
    latest?.given === consent.given &&
    latest.wording === consent.wording &&
    latest.source === consent.source;
  if (same) return;
  await Consent.create({ ...consent, recordedAt: now() }, { transaction: tx });
}
