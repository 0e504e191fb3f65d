import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app';
import { paths } from '../../src/paths';
import { Client, type Answer } from '../harness/client';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
].join(';');

function expectSafe(answer: Answer): void {
  expect(answer.headers.get('content-security-policy')).toBe(policy);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(answer.headers.get('referrer-policy')).toBe('same-origin');
  expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(answer.headers.get('x-powered-by')).toBeNull();
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.$('script:not([src]), [onclick], [onload], [onerror], style')).toHaveLength(0);
}

test('every kind of answer carries them', async () => {
  const visitor = server.visitor();
  const administrator = await server.visitor().signInAs('administrator');
  const signIn = await visitor.get(paths.signIn);
  const stylesheet = String(signIn.$('link[rel="stylesheet"]').attr('href'));
  const requests: [number, () => Promise<Answer>][] = [
    [200, () => visitor.get(stylesheet)],
    [404, () => visitor.get('/assets/nothing.js')],
    [302, () => visitor.get(paths.home)],
    [302, () => visitor.get(paths.project)],
    [404, () => visitor.get('/nowhere')],
    [404, () => visitor.get('/nowhere', { Accept: 'application/json' })],
    [404, () => visitor.get(paths.oneTimeLink('unknown'))],
    [404, () => visitor.get(paths.answer('unknown'))],
    [422, () => visitor.post(paths.signIn, { email: 'x', password: 'x' })],
    [403, () => visitor.post(paths.accounts, {})],
    [413, () => visitor.post(paths.signIn, { email: 'x'.repeat(1_100_000) })],
    [200, () => administrator.get(paths.project)],
    [200, () => administrator.get(paths.accounts)],
    [200, () => administrator.get(paths.auditTrail)],
    [200, () => administrator.get(paths.password)],
    [303, () => administrator.post(paths.signOut)],
  ];
  expect(signIn.status).toBe(200);
  expectSafe(signIn);
  // One after the other: behind the last one the account is signed out.
  for (const [status, request] of requests) {
    const answer = await request();
    expect(answer.status).toBe(status);
    expectSafe(answer);
  }
});

describe('over HTTPS', () => {
  let https: Server;

  beforeAll(async () => {
    https = createServer(createApp({ https: true, trustProxy: 0 }));
    await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => https.close(resolve)));

  test('browsers are told to stay with it', async () => {
    const { port } = https.address() as AddressInfo;
    const over = await new Client(`http://127.0.0.1:${port}`).get(paths.signIn);
    expect(over.headers.get('strict-transport-security')).toBe(
      'max-age=31536000; includeSubDomains',
    );
    expectSafe(over);
    const plain = await server.visitor().get(paths.signIn);
    expect(plain.headers.get('strict-transport-security')).toBeNull();
  });
});
