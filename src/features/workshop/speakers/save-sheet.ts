import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../../db/transaction';
import { GoneError, NotFoundError, ValidationError, requireRevision } from '../../../lib/errors';
import { Consent, Economy, Person, SpeakerSheet } from '../../../models';
import type { SheetKind } from '../../../models/codes';
import { findOrCreateCluster } from '../../people/find-or-create-cluster';
import { recordConsents } from '../../people/record-consents';
import { biographyConsent } from './biography-consent';
import type { SheetInput } from './sheet.input';

/**
 * Saves what a speaker or expert says about themselves.
 * @param own the person writes; only then is the consent taken, since nobody gives it for others
 * @throws NotFoundError; GoneError when the person was erased; ConflictError `edited_meanwhile`;
 *   ValidationError on `clusterName`, `clusterEconomyCode`
 */
export async function saveSheet(
  actor: Actor,
  of: { personId: number; kind: SheetKind; own: boolean },
  input: SheetInput,
): Promise<void> {
  await inTransaction(async (tx) => {
    const sheet = await openSheet(tx, of, input.revision);
    const facts = {
      biography: input.biography,
      clusterExperience: input.clusterExperience,
      presentsClusterId: await clusterOf(tx, input),
      clusterHeadedByWoman: input.headedByWoman,
    };
    const names = Object.keys(facts) as (keyof typeof facts)[];
    const changed = names.filter((name) => sheet[name] !== facts[name]);
    if (of.own) await saveConsent(tx, actor, sheet, input.mayPublish);
    if (changed.length === 0) return;
    await sheet.update({ ...facts, revision: sheet.revision + 1 }, { transaction: tx });
    // What was written is the person's own: the trail says which part changed.
    await recordAuditEvent(tx, actor, {
      action: 'speaker_sheet.saved',
      subjectType: 'speaker_sheet',
      subjectId: sheet.id,
      personId: of.personId,
      changes: { kind: of.kind, fields: changed },
    });
  });
}

/**
 * The sheet to be written, made when there is none. Behind a lock on the person, so that two who
 * begin a sheet at once make one.
 * @throws NotFoundError; GoneError; ConflictError when it is not the state that was edited
 */
export async function openSheet(
  tx: Tx,
  of: { personId: number; kind: SheetKind },
  revision: number,
): Promise<SpeakerSheet> {
  const { personId, kind } = of;
  const person = await Person.findByPk(personId, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (person === null) throw new NotFoundError('There is no such person.');
  if (person.erasedAt !== null) throw new GoneError('This person has been erased.');
  const existing = await SpeakerSheet.findOne({ where: { personId, kind }, transaction: tx });
  requireRevision(existing?.revision ?? 0, revision, 'this sheet');
  if (existing !== null) return existing;
  return SpeakerSheet.create(
    {
      personId,
      kind,
      biography: '',
      clusterExperience: '',
      review: 'undecided',
      contributed: false,
      revision: 0,
    },
    { transaction: tx },
  );
}

/** Kept for itself: it may change while the sheet stays as it is. */
async function saveConsent(
  tx: Tx,
  actor: Actor,
  { id, personId, kind }: SpeakerSheet,
  given: boolean,
): Promise<void> {
  const before = await Consent.findOne({
    where: { personId, kind: biographyConsent.kind },
    order: [['id', 'DESC']],
    transaction: tx,
  });
  await recordConsents(tx, {
    personId,
    source: 'speaker_sheet',
    given: [{ ...biographyConsent, given }],
  });
  if (before?.given === given) return;
  await recordAuditEvent(tx, actor, {
    action: given ? 'speaker_sheet.consent_given' : 'speaker_sheet.consent_refused',
    subjectType: 'speaker_sheet',
    subjectId: id,
    personId,
    changes: { kind },
  });
}

async function clusterOf(tx: Tx, input: SheetInput): Promise<number | null> {
  const { clusterName, clusterEconomyCode } = input;
  if (clusterName === null || clusterEconomyCode === null) return null;
  if ((await Economy.count({ where: { code: clusterEconomyCode }, transaction: tx })) === 0) {
    throw new ValidationError({ clusterEconomyCode: 'Please choose an economy of the list.' });
  }
  const id = await findOrCreateCluster(tx, clusterName, clusterEconomyCode);
  if (id === null) throw new ValidationError({ clusterName: 'Please give the name in letters.' });
  return id;
}
