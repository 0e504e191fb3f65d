import type { Tx } from '../../db/transaction';
import { now } from '../../lib/clock';
import { addressKey } from '../../mail/mail-kinds';
import { OversightLink, OversightSession, OversightSubscription } from '../../models';

/** The links of the reader with this address; they are few, and compared as addresses are. */
async function linksOf(email: string | null, tx?: Tx): Promise<OversightLink[]> {
  if (email === null) return [];
  const links = await OversightLink.findAll({ order: ['id'], transaction: tx ?? null });
  return links.filter(
    ({ readerEmail }) =>
      typeof readerEmail === 'string' && addressKey(readerEmail) === addressKey(email),
  );
}

/** What is held about a person as a reader of the figures, for the right to a copy. */
export async function exportReadOnlyLinks(email: string | null): Promise<object[]> {
  return (await linksOf(email)).map((link) => {
    const { readerName, readerEmail, purpose, lastDay, withdrawnAt, openings, lastOpenedAt } = link;
    return { readerName, readerEmail, purpose, lastDay, withdrawnAt, openings, lastOpenedAt };
  });
}

/** Withdraws the links of an erased person and takes name and address out of them; counts stay. */
export async function eraseReader(tx: Tx, email: string | null): Promise<void> {
  for (const { id, withdrawnAt } of await linksOf(email, tx)) {
    await OversightSession.destroy({ where: { linkId: id }, transaction: tx });
    await OversightSubscription.destroy({ where: { linkId: id }, transaction: tx });
    await OversightLink.update(
      { readerName: '', readerEmail: null, withdrawnAt: withdrawnAt ?? now() },
      { where: { id }, transaction: tx },
    );
  }
}
