import { setBaseUrl } from '../../src/lib/base-url';
import { User } from '../../src/models';
import { hashPassword } from '../../src/features/accounts/password-hash';
import { paths } from '../../src/paths';
import { startTestServer, type TestServer } from '../harness/server';
import type { Answer } from '../harness/client';

const password = 'seven quiet harbours';

async function signIn(server: TestServer): Promise<Answer> {
  const email = 'mariam@team.example';
  await User.findOrCreate({
    where: { email },
    defaults: {
      email,
      name: 'Mariam',
      role: 'organiser',
      passwordHash: await hashPassword(password),
    },
  });
  return server.visitor().post(paths.signIn, { email, password });
}

function flagsOf(answer: Answer): [name: string, flags: string[]][] {
  return answer.headers.getSetCookie().map((line) => {
    const [pair = '', ...flags] = line.split('; ');
    return [String(pair.split('=')[0]), flags];
  });
}

test('over HTTP, cookies are for this site only and out of reach of scripts', async () => {
  const server = await startTestServer();
  expect(flagsOf(await signIn(server))).toEqual([
    ['pec_session', ['Max-Age=1209600', 'Path=/', 'HttpOnly', 'SameSite=Lax']],
    ['pec_known', ['Max-Age=31536000', 'Path=/', 'HttpOnly', 'SameSite=Lax']],
  ]);
  await server.stop();
});

test('over HTTPS, cookies are bound to this host as well, and no other name is believed', async () => {
  const server = await startTestServer();
  setBaseUrl('https://pec.example');
  const answer = await signIn(server);
  expect(flagsOf(answer)).toEqual([
    ['__Host-pec_session', ['Max-Age=1209600', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']],
    ['__Host-pec_known', ['Max-Age=31536000', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']],
  ]);
  const [session = ''] = answer.headers.getSetCookie();
  const [cookie = ''] = session.split(';');
  const withCookie = async (Cookie: string): Promise<number> =>
    (await server.visitor().send('GET', paths.password, undefined, { Cookie })).status;
  expect(await withCookie(cookie)).toBe(200);
  expect(await withCookie(cookie.replace('__Host-', ''))).toBe(302);
  await server.stop();
});
