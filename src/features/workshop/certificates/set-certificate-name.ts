import { recordAuditEvent, type Actor } from '../../../audit/record-audit-event';
import { inTransaction } from '../../../db/transaction';
import { ValidationError } from '../../../lib/errors';
import { CertificateName } from '../../../models';
import { lockRegistration } from '../registrations/find-own-registration';
import { unprintable } from '../../../lib/print/runs';

/**
 * Sets how a name is written on the certificates issued from now on; null: the person's own
 * spelling again. Certificates that were issued stay as they are.
 * @throws NotFoundError; ValidationError on `name` for letters that cannot be printed
 */
export async function setCertificateName(
  actor: Actor,
  registrationId: number,
  name: string | null,
): Promise<void> {
  const missing = name === null ? [] : unprintable(name);
  if (missing.length > 0) {
    throw new ValidationError({
      name: `These characters cannot be printed: ${missing.join(' ')}. Please write the name in Latin letters, or in Greek, Cyrillic, Chinese, Japanese, Korean or Thai ones.`,
    });
  }
  await inTransaction(async (tx) => {
    const { person } = await lockRegistration(tx, registrationId);
    const before = await CertificateName.findByPk(registrationId, { transaction: tx });
    if ((before?.name ?? null) === name) return;
    if (name === null) await before?.destroy({ transaction: tx });
    else await CertificateName.upsert({ registrationId, name }, { transaction: tx });
    await recordAuditEvent(tx, actor, {
      action: 'certificate.name_set',
      subjectType: 'registration',
      subjectId: registrationId,
      personId: person.id,
      changes: { name: [before?.name ?? null, name] },
    });
  });
}
