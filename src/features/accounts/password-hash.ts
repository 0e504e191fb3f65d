import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../../lib/errors';

/** argon2id (the package's default) with OWASP's parameters: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/*
 * Hashing runs on the thread pool that SQLite and files use too. Two at a time leave threads
 * for them, so that a flood of sign-ins slows down signing in and nothing else.
 */
const atOnce = 2;
const mostWaiting = 100;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) {
      throw new AppError(
        503,
        'too_busy',
        'Too many people are signing in at this moment. Please try again in a minute.',
        { retryAfter: 60 },
      );
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    // The turn passes to the next in line, or is given back.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** The same password typed on two keyboards may differ in how accents are encoded. */
function canonical(password: string): string {
  return password.normalize('NFKC');
}

/** @returns the PHC string to keep. @throws AppError 503 when too many wait */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(canonical(password), cost));
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password is the one behind the hash. Without a hash (unknown account, no password
 * yet) the same work is done, so that the time of the answer does not tell which accounts exist.
 * @throws AppError 503 when too many wait
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  decoy ??= inTurn(() => hash(randomBytes(32).toString('hex'), cost));
  const standIn = await decoy;
  const right = await inTurn(() => verify(passwordHash ?? standIn, canonical(password)));
  return right && passwordHash !== null;
}
