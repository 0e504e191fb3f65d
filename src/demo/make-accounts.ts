import { randomBytes } from 'node:crypto';
import type { Actor } from '../audit/record-audit-event';
import { inviteAccount } from '../features/accounts/invite-account';
import { findOneTimeLink } from '../features/accounts/one-time-links';
import { setPassword } from '../features/accounts/set-password';
import type { Role } from '../models/codes';

export interface DemoAccount {
  role: Role;
  email: string;
  password: string;
  actor: Actor & { userId: number };
}

const command: Actor = { kind: 'command', name: 'demo' };

/** An account with a password that is made anew for each demo. */
export async function makeAccount(role: Role): Promise<DemoAccount> {
  const email = `${role}@pec.demo.example`;
  const name = `Demo ${role}`;
  const { user, link } = await inviteAccount(command, { role, email, name });
  const password = randomBytes(9).toString('base64url');
  const token = decodeURIComponent(link.slice(link.lastIndexOf('/') + 1));
  await setPassword(await findOneTimeLink(token), password, 'demo');
  return { role, email, password, actor: { kind: 'user', userId: user.id, name } };
}
