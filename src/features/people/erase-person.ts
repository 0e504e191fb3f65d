import { recordAuditEvent, type Actor } from '../../audit/record-audit-event';
import { inTransaction, type Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { ConflictError, GoneError, NotFoundError } from '../../lib/errors';
import { Consent, Person } from '../../models';
import {
  eraseNominations,
  lockNominationsOf,
  type ErasedNominations,
} from '../workshop/nominations/erase-nominations';
import { removeLetterFiles } from '../workshop/nominations/letter-files';
import { eraseMeetingWords } from '../workshop/matchmaking/personal-data';
import { eraseReader } from '../oversight/personal-data';
import { eraseFromRecords, keepAnsweringAsAction } from '../records/personal-data';
import { eraseFromProgramme } from '../workshop/programme/erase-from-programme';
import { lockProgramme } from '../workshop/programme/lock-programme';
import { eraseRegistration } from '../workshop/registrations/erase-registration';
import { removeMaterialFiles } from '../workshop/materials/material-files';
import { eraseSpeaker } from '../workshop/speakers/erase-speaker';
import { eraseAnswers, lockLinksOf, type AnswersChoice, type ErasedAnswers } from './erase-answers';
import {
  forgetAddress,
  purgeWaitingImports,
  redactAuditTrail,
  redactMessages,
} from './redact-traces';
import { removeErasedFiles } from './remove-erased-files';
import { eraseRetention } from './retention/personal-data';

export interface Erasure {
  responses: number;
  drafts: number;
  messages: number;
  files: number;
}

/**
 * Erases one person as a whole or not at all: the row stays, without anything that names
 * anybody, so that counts and references stay true.
 * @param answers what happens to answers given by name: erased too, or kept as codes and numbers
 *   with economy, sex and sector
 * @param stillDue looks again, behind the lock of the person, whether it is to be done
 * @throws NotFoundError; GoneError when the person is erased already; ConflictError `not_due`
 */
export async function erasePerson(
  actor: Actor,
  personId: number,
  answers: AnswersChoice,
  stillDue?: (tx: Tx) => Promise<boolean>,
): Promise<Erasure> {
  const rows = await eraseRows(actor, personId, answers, stillDue);
  await removeErasedFiles({ uploadIds: rows.erased.uploadIds, messageIds: rows.messageIds });
  await removeLetterFiles(rows.nominations.letterIds);
  await removeMaterialFiles(rows.materialKeys);
  return countsOf(rows);
}

interface ErasedRows {
  erased: ErasedAnswers;
  nominations: ErasedNominations;
  messageIds: number[];
  /** Of slides and other files the person sent for the workshop. */
  materialKeys: string[];
}

function countsOf({ erased, nominations, messageIds, materialKeys }: ErasedRows): Erasure {
  return {
    responses: erased.responseIds.length,
    drafts: erased.drafts,
    messages: messageIds.length,
    files: erased.uploadIds.length + nominations.letterIds.length + materialKeys.length,
  };
}

function eraseRows(
  actor: Actor,
  personId: number,
  answers: AnswersChoice,
  stillDue: (tx: Tx) => Promise<boolean> = () => Promise.resolve(true),
): Promise<ErasedRows> {
  return inTransaction(async (tx) => {
    // First: whoever names a person in the programme holds it before the person's row.
    await lockProgramme(tx);
    await lockLinksOf(tx, personId);
    const known = await Person.findByPk(personId, { transaction: tx });
    if (known !== null) await lockNominationsOf(tx, known);
    const person = await Person.findByPk(personId, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (person === null) throw new NotFoundError('There is no such person.');
    if (person.erasedAt !== null) throw new GoneError('This person has been erased already.');
    if (!(await stillDue(tx))) {
      throw new ConflictError('This person is kept longer meanwhile.', 'not_due');
    }
    if (answers === 'keep') await keepAnsweringAsAction(tx, person);
    const erased = await eraseAnswers(tx, personId, answers);
    const nominations = await eraseNominations(tx, person, answers === 'keep');
    const messageIds = [...nominations.messageIds, ...(await redactMessages(tx, person, erased))];
    await redactAuditTrail(tx, person, erased);
    await purgeWaitingImports(tx, person);
    await forgetAddress(tx, person);
    const materialKeys = await eraseSpeaker(tx, person, answers === 'keep');
    await eraseRegistration(tx, personId);
    await eraseMeetingWords(tx, personId);
    await eraseFromProgramme(tx, personId);
    await eraseFromRecords(tx, personId);
    await eraseReader(tx, person.email);
    await eraseRetention(tx, personId);
    await Consent.destroy({ where: { personId }, transaction: tx });
    await person.update(
      { ...blankFacts(answers), revision: person.revision + 1 },
      { transaction: tx },
    );
    await recordAuditEvent(tx, actor, {
      action: 'person.erased',
      subjectType: 'person',
      subjectId: personId,
      personId,
      changes: { answers, ...countsOf({ erased, nominations, messageIds, materialKeys }) },
    });
    return { erased, nominations, messageIds, materialKeys };
  });
}

/** What the row holds afterwards. Kept answers keep the categories they are counted by. */
function blankFacts(answers: AnswersChoice) {
  const nameless = {
    title: null,
    givenName: '',
    familyName: '',
    nameKey: '',
    email: null,
    emailKey: null,
    organisation: null,
    organisationKey: null,
    position: null,
    clusterId: null,
    language: 'en',
    notes: null,
    erasedAt: now(),
  };
  if (answers === 'keep') return nameless;
  const uncounted = { sex: null, sector: null, economyCode: null, affiliation: 'other' } as const;
  return { ...nameless, ...uncounted, role: 'other' };
}
