import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { receiveFile } from '../../src/http/receive-file';
import { AppError, ValidationError } from '../../src/lib/errors';

const most = 1024 * 1024;
let server: Server;

beforeAll(async () => {
  const app = express();
  app.post('/', async (req, res) => {
    try {
      const { fileName, content, fields } = await receiveFile(req, most);
      res.json({ fileName, bytes: content.length, fields });
    } catch (error) {
      if (error instanceof ValidationError) res.status(422).json(error.fields);
      else if (error instanceof AppError) res.status(error.status).json({ code: error.code });
      else throw error;
    }
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const boundary = 'x-boundary';
const start = `--${boundary}\r\nContent-Disposition: form-data; name="encoding"\r\n\r\nbig5\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="名单.csv"\r\n\r\n`;
const end = `\r\n--${boundary}--\r\n`;

/** Sends the parts one after the other, without saying how long the whole is. */
function send(parts: (string | Buffer)[], headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const sending = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}`, ...headers },
      },
      (res) => {
        const received: Buffer[] = [];
        res.on('data', (part: Buffer) => received.push(part));
        res.on('end', () => {
          const body: unknown = JSON.parse(Buffer.concat(received).toString());
          resolve({ status: res.statusCode ?? 0, body });
        });
      },
    );
    sending.on('error', reject);
    for (const part of parts) sending.write(part);
    sending.end();
  });
}

test('gives the file with its name in any script, and the fields', async () => {
  expect(await send([start, Buffer.alloc(most), end])).toEqual({
    status: 200,
    body: { fileName: '名单.csv', bytes: most, fields: { encoding: 'big5' } },
  });
});

test('stops at the limit when the length was not told, and still answers', async () => {
  const { status, body } = await send([start, Buffer.alloc(5 * most), end]);
  expect([status, body]).toEqual([
    422,
    { file: 'The file is larger than 1 MB. Please split it or remove pictures.' },
  ]);
});

test('refuses by the told length before reading', async () => {
  const content = Buffer.alloc(3 * most);
  const { status } = await send([start, content, end], {
    'Content-Length': String(Buffer.byteLength(start) + content.length + end.length),
  });
  expect(status).toBe(422);
});

test.each([
  ['no end', [start, 'half'], {}, 400],
  ['no boundary', [start, end], { 'Content-Type': 'multipart/form-data' }, 400],
  ['another kind of body', ['{}'], { 'Content-Type': 'application/json' }, 400],
  ['no file', [`--${boundary}--\r\n`], {}, 422],
])('refuses a body with %s', async (_what, parts, headers, status) => {
  expect((await send(parts, headers)).status).toBe(status);
});
