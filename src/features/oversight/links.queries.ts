import { GoneError, NotFoundError } from '../../lib/errors';
import { now } from '../../lib/clock';
import { hashToken } from '../../lib/tokens';
import { addressKey } from '../../mail/mail-kinds';
import { OversightLink, OversightSubscription, Unsubscription, User } from '../../models';

/** The longest token there is has 32 characters; nothing longer is worth hashing. */
const longestToken = 100;

/** @throws NotFoundError `unknown_link`; GoneError `withdrawn_link`, `expired_link` */
export async function requireOversightLink(token: string): Promise<OversightLink> {
  const link =
    token.length > longestToken
      ? null
      : await OversightLink.findOne({ where: { tokenHash: hashToken(token) } });
  if (link === null) throw new NotFoundError('This link leads nowhere.', 'unknown_link');
  if (link.withdrawnAt !== null) {
    throw new GoneError('This link has been withdrawn.', 'withdrawn_link');
  }
  if (link.expiresAt <= now()) throw new GoneError('This link has expired.', 'expired_link');
  return link;
}

/** @throws NotFoundError */
export async function getOversightLink(id: number): Promise<OversightLink> {
  const link = await OversightLink.findByPk(id);
  if (link === null) throw new NotFoundError('There is no such link.');
  return link;
}

/** All links, latest first. */
export async function listOversightLinks(): Promise<OversightLink[]> {
  return OversightLink.findAll({ order: [['id', 'DESC']] });
}

export type Subscriber = OversightSubscription & {
  user: User | null;
  link: OversightLink | null;
};

/** Everybody who asked to be told, with whom they are, in the order in which they asked. */
export async function listSubscribers(): Promise<Subscriber[]> {
  return (await OversightSubscription.findAll({
    include: [
      { model: User, as: 'user' },
      { model: OversightLink, as: 'link' },
    ],
    order: ['id'],
  })) as Subscriber[];
}

/** Name and address of a subscriber who may be written to; undefined when nobody is. */
export function recipientOf({ user, link }: Subscriber): Recipient | undefined {
  if (user !== null) {
    return user.disabledAt === null
      ? { name: user.name, address: user.email, linkSubject: 'page:indicators' }
      : undefined;
  }
  if (link === null || link.readerEmail === null) return undefined;
  if (link.withdrawnAt !== null || link.expiresAt <= now()) return undefined;
  return {
    name: link.readerName,
    address: link.readerEmail,
    linkSubject: `oversight:${link.nonce}`,
  };
}

export interface Recipient {
  name: string;
  address: string;
  linkSubject: 'page:indicators' | `oversight:${string}`;
}

/** Which of these addresses have unsubscribed from mails about what changed, as keys. */
export async function unsubscribedAddresses(addresses: readonly string[]): Promise<Set<string>> {
  const rows = await Unsubscription.findAll({
    where: { kind: 'oversight', addressKey: addresses.map(addressKey) },
  });
  return new Set(rows.map((row) => row.addressKey));
}
