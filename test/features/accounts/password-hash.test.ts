import { hashPassword, verifyPassword } from '../../../src/features/accounts/password-hash';

test('hashes with argon2id, 19 MiB, two passes and one lane', async () => {
  const hash = await hashPassword('seven quiet harbours');
  expect(hash.slice(0, 31)).toBe('$argon2id$v=19$m=19456,t=2,p=1$');
  expect(await hashPassword('seven quiet harbours')).not.toBe(hash);
});

test('knows the right password and no other', async () => {
  const hash = await hashPassword('seven quiet harbours');
  expect(await verifyPassword(hash, 'seven quiet harbours')).toBe(true);
  expect(await verifyPassword(hash, 'seven quiet harbour')).toBe(false);
  expect(await verifyPassword(hash, '')).toBe(false);
});

test('takes the two ways of encoding an accent as one password', async () => {
  const hash = await hashPassword('caf\u00e9 at the harbour');
  expect(await verifyPassword(hash, 'cafe\u0301 at the harbour')).toBe(true);
});

test('without a hash no password is right', async () => {
  expect(await verifyPassword(null, 'seven quiet harbours')).toBe(false);
});

test('an unknown account takes the time of a known one', async () => {
  const hash = await hashPassword('seven quiet harbours');
  const timeOf = async (passwordHash: string | null): Promise<number> => {
    const start = performance.now();
    await verifyPassword(passwordHash, 'some other password');
    return performance.now() - start;
  };
  const median = (times: number[]): number => times.sort((a, b) => a - b)[5] ?? 0;
  // In turns, so that what else the machine does falls on both alike.
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (let round = 0; round < 11; round += 1) {
    times.known.push(await timeOf(hash));
    times.unknown.push(await timeOf(null));
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});

test('a flood of sign-ins is told to wait, and everybody in the queue is served', async () => {
  const hash = await hashPassword('seven quiet harbours');
  const flood = Array.from({ length: 110 }, () => verifyPassword(hash, 'seven quiet harbours'));
  const results = await Promise.allSettled(flood);
  const codes = results.map((result) =>
    result.status === 'fulfilled' ? result.value : (result.reason as { code: string }).code,
  );
  expect(codes.filter((code) => code === true)).toHaveLength(102);
  expect(codes.filter((code) => code === 'too_busy')).toHaveLength(8);
  expect(await verifyPassword(hash, 'seven quiet harbours')).toBe(true);
}, 60_000);
