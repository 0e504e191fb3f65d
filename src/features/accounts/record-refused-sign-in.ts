import { recordAuditEvent, systemActor } from '../../audit/record-audit-event';
import { inTransaction } from '../../db/transaction';
import { hit } from '../../http/rate-limit';
import { signInWindow } from '../../http/sign-in-throttle';
import { logger } from '../../lib/logger';
import { secretKey } from '../../lib/secret-key';
import { deriveToken } from '../../lib/tokens';
import { User } from '../../models';

/** Whatever number of addresses somebody tries from. */
const linesOfOneAccount = 20;

export interface RefusedSignIn {
  /** wrong: account and password do not go together; throttled: too many tries */
  why: 'wrong' | 'throttled';
  email: string;
  /** of the network, see clientAddress */
  address: string;
  requestId: string;
}

/**
 * Writes a refused sign-in into the audit trail: one line for an account, an address and the
 * window of the throttle, and at most 20 for an account. All unknown e-mail addresses count as
 * one account and are not kept: somebody may have typed a password there. The network address
 * is kept as a code, the same for the same address. To be called after the answer is sent, so
 * that its time tells nothing about the account; therefore it never throws.
 */
export async function recordRefusedSignIn(refused: RefusedSignIn): Promise<void> {
  const recorded = record(refused).catch((error: unknown) => {
    logger.error({ err: error }, 'a refused sign-in is not in the audit trail');
  });
  underWay.add(recorded);
  await recorded;
  underWay.delete(recorded);
}

const underWay = new Set<Promise<void>>();

/** Waits for what is still being written down. To be called before the database is closed. */
export async function refusedSignInsRecorded(): Promise<void> {
  await Promise.all(underWay);
}

async function record({ why, email, address, requestId }: RefusedSignIn): Promise<void> {
  const user = await User.findOne({ attributes: ['id'], where: { email } });
  const bucket = `sign-in-refused:${why}:${user?.id ?? 'unknown'}`;
  if (await hit(`${bucket}:${address}`, 1, signInWindow)) return;
  if (await hit(bucket, linesOfOneAccount, signInWindow)) return;
  await inTransaction((tx) =>
    recordAuditEvent(
      tx,
      { ...systemActor, requestId },
      {
        action: why === 'wrong' ? 'sign_in.refused' : 'sign_in.throttled',
        ...(user === null
          ? { subjectType: 'installation', subjectId: 'unknown_account' }
          : { subjectType: 'account', subjectId: user.id }),
        changes: { origin: deriveToken(secretKey(), 'sign-in-origin', address).slice(0, 8) },
      },
    ),
  );
}
