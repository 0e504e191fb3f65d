import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express from 'express';
import { handleErrors, nothingHere } from '../../src/http/error-handler';
import { requestId } from '../../src/http/request-id';
import { AppError, ValidationError } from '../../src/lib/errors';
import { paths } from '../../src/paths';
import { Client } from '../harness/client';
import { startTestServer, type TestServer } from '../harness/server';

let server: TestServer;
let faulty: Server;
let visitor: Client;

const secret = 'secret detail of the defect';

beforeAll(async () => {
  server = await startTestServer();
  const app = express();
  app.use(requestId);
  app.get('/defect', () => {
    throw new Error(secret);
  });
  app.get('/late', async () => {
    await Promise.resolve();
    throw new Error(secret);
  });
  app.get('/download', (_req, res) => {
    res.setHeader('Content-Disposition', 'attachment; filename="people.xlsx"');
    res.setHeader('Content-Type', 'application/vnd.ms-excel');
    res.setHeader('Cache-Control', 'public, max-age=3600');
    throw new AppError(503, 'database_busy', 'Please try again.');
  });
  app.get('/halfway', (_req, res) => {
    res.setHeader('Content-Length', '1000');
    res.write('the first part');
    throw new Error(secret);
  });
  app.get('/wait', () => {
    throw new AppError(429, 'too_many_requests', 'Please wait.', { retryAfter: 60 });
  });
  app.get('/fields', () => {
    throw new ValidationError({ name: '<b>Please give a name.</b>' });
  });
  app.get('/message', () => {
    throw new AppError(400, 'odd', '<script>alert(1)</script>');
  });
  app.use(nothingHere);
  app.use(handleErrors);
  faulty = createServer(app);
  await new Promise<void>((resolve) => faulty.listen(0, '127.0.0.1', resolve));
  visitor = new Client(`http://127.0.0.1:${(faulty.address() as AddressInfo).port}`);
});
afterAll(async () => {
  faulty.closeAllConnections();
  await new Promise((resolve) => faulty.close(resolve));
  await server.stop();
});

test.each(['/defect', '/late'])(
  'a defect at %s is a page that tells nothing of it',
  async (path) => {
    const page = await visitor.get(path);
    expect([page.status, page.$('h1').text(), page.$('.lead-in').text()]).toEqual([
      500,
      'Something went wrong',
      'Something went wrong on our side. It has been written to the log.',
    ]);
    expect(page.text.includes(secret)).toBe(false);
    expect(page.$('code').text()).toBe(page.headers.get('x-request-id'));
  },
);

test('who asks for JSON gets JSON, with the number of the request', async () => {
  const answer = await visitor.get('/defect', { Accept: 'application/json' });
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(answer.json()).toEqual({
    error: {
      code: 'internal',
      message: 'Something went wrong on our side. It has been written to the log.',
    },
    requestId: answer.headers.get('x-request-id'),
  });
});

test.each([
  ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['a program that takes anything', '*/*', 'text/html'],
  ['a program that wants JSON', 'application/json', 'application/json'],
])('%s gets its kind of answer', async (_name, Accept, type) => {
  const answer = await visitor.get('/nowhere', { Accept });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    404,
    `${type}; charset=utf-8`,
  ]);
});

test('what a handler said about its answer is not said of the error', async () => {
  const page = await visitor.get('/download');
  expect([page.status, page.headers.get('content-type')]).toEqual([
    503,
    'text/html; charset=utf-8',
  ]);
  expect(page.headers.get('content-disposition')).toBeNull();
  expect(page.headers.get('cache-control')).toBe('no-store');
});

test('an answer that breaks halfway breaks for the reader', async () => {
  await expect(visitor.get('/halfway')).rejects.toThrow(/terminated|fetch failed/);
});

test('says when to try again', async () => {
  expect((await visitor.get('/wait')).headers.get('retry-after')).toBe('60');
});

test('messages are shown as text', async () => {
  const page = await visitor.get('/message');
  expect(page.$('.lead-in').text()).toBe('<script>alert(1)</script>');
  expect(page.$('main script')).toHaveLength(0);
  const json = await visitor.get('/fields', { Accept: 'application/json' });
  expect(json.json()).toMatchObject({
    error: { code: 'invalid_input', fields: { name: '<b>Please give a name.</b>' } },
  });
});

describe('the real server', () => {
  test('an unknown address is a page, with the menu for those who are signed in', async () => {
    const page = await server.visitor().get('/nowhere');
    expect([page.status, page.$('h1').text()]).toEqual([404, 'Page not found']);
    expect(page.$('nav')).toHaveLength(0);
    const organiser = await server.visitor().signInAs('organiser');
    const withMenu = await organiser.get('/nowhere');
    expect([withMenu.status, withMenu.$('nav[aria-label="Main"]').length]).toEqual([404, 1]);
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', `name=${'x'.repeat(1_048_576)}`],
    ['JSON', 'application/json', JSON.stringify({ name: 'x'.repeat(1_048_576) })],
    ['a form of countless fields', 'application/x-www-form-urlencoded', 'a=1&'.repeat(5000)],
  ])('%s that is too large is refused', async (_name, type, body) => {
    const organiser = await server.visitor().signInAs('organiser');
    const headers = { 'Content-Type': type, Accept: 'text/html' };
    const answer = await organiser.send('POST', paths.project, body, headers);
    expect(answer.status).toBe(413);
    expect(answer.text.includes('What was sent is larger than this page accepts.')).toBe(true);
  });

  test('a body of 50 MB is read off and refused', async () => {
    const status = await postEndlessly(server.url, 50 * 1024 * 1024);
    expect(status).toBe('HTTP/1.1 413 Payload Too Large');
  });

  test.each([
    ['broken JSON', 'application/json', '{"name":', 400],
    ['an unknown encoding', 'application/json; charset=klingon', '{}', 415],
  ])('%s is refused with JSON', async (_name, type, body, status) => {
    const answer = await server
      .visitor()
      .send('POST', paths.signIn, body, { 'Content-Type': type, Accept: 'application/json' });
    expect([answer.status, (answer.json() as { error: { code: string } }).error.code]).toEqual([
      status,
      'bad_request',
    ]);
  });

  test('an address that cannot be decoded is a bad request', async () => {
    expect((await server.visitor().get('/welcome/%E0%A4%A')).status).toBe(400);
  });
});

/** Sends a body piece by piece over a plain socket, and gives the first line of the answer. */
function postEndlessly(url: string, size: number): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
    const piece = Buffer.alloc(64 * 1024, 'x');
    let [sent, answered] = [0, false];
    const more = (): void => {
      let goesOn = true;
      while (!answered && sent < size && goesOn) {
        goesOn = socket.write(piece);
        sent += piece.length;
      }
    };
    socket.once('connect', () => {
      socket.write(
        `POST ${paths.signIn} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${size}\r\n\r\n`,
      );
      more();
    });
    socket.on('drain', more);
    socket.once('data', (data) => {
      answered = true;
      resolve(String(data).split('\r\n', 1).join());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
