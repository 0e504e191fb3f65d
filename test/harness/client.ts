import * as cheerio from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import { deriveToken, hashToken, newToken } from '../../src/lib/tokens';
import { secretKey } from '../../src/lib/secret-key';
import { Session, User } from '../../src/models';
import type { Role } from '../../src/models/codes';

export interface Answer {
  status: number;
  headers: Headers;
  /** Where a redirect points, without the origin; undefined when there is none. */
  location: string | undefined;
  body: Buffer;
  text: string;
  /** The page, to be asked with CSS selectors. */
  $: CheerioAPI;
  json: () => unknown;
}

type Fields = Record<string, string | string[]>;

/** A visitor with a cookie jar that speaks HTTP to the running server. Redirects are not followed. */
export class Client {
  private readonly jar = new Map<string, string>();
  private sessionHash = '';
  /** The signed-in account, after signInAs. */
  user: User | undefined;

  constructor(readonly url: string) {}

  /** Signs in without the form: an account of this role and a session made in the database. */
  async signInAs(role: Role, email = `${newToken()}@team.example`.toLowerCase()): Promise<this> {
    this.user = await User.create({ email, name: `Test ${role}`, role });
    const token = newToken();
    this.sessionHash = hashToken(token);
    await Session.create({
      tokenHash: this.sessionHash,
      userId: this.user.id,
      lastSeenAt: new Date(),
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    this.jar.set('pec_session', token);
    return this;
  }

  /** Name and value of each, e.g. to go on in a browser. */
  cookies(): [string, string][] {
    return [...this.jar];
  }

  get csrf(): string {
    return this.sessionHash === '' ? '' : deriveToken(secretKey(), 'csrf', this.sessionHash);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  /** Posts a form; the CSRF token is added unless the fields name another. */
  async post(path: string, fields: Fields = {}): Promise<Answer> {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries({ _csrf: this.csrf, ...fields })) {
      for (const single of [value].flat()) form.append(name, single);
    }
    return this.send('POST', path, form);
  }

  async postJson(path: string, body: unknown, method = 'POST'): Promise<Answer> {
    return this.send(method, path, JSON.stringify(body), {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'X-CSRF-Token': this.csrf,
    });
  }

  /** Posts multipart/form-data with one file and any fields. */
  async upload(path: string, file: { name: string; content: Buffer }, fields: Fields = {}) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      for (const single of [value].flat()) form.append(name, single);
    }
    form.append('file', new Blob([new Uint8Array(file.content)]), file.name);
    return this.send('POST', `${path}?_csrf=${this.csrf}`, form);
  }

  async send(
    method: string,
    path: string,
    body?: string | URLSearchParams | FormData,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const cookie = [...this.jar]
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('; ');
    const response = await fetch(this.url + path, {
      method,
      body: body ?? null,
      redirect: 'manual',
      headers: { Accept: 'text/html', ...(cookie === '' ? {} : { Cookie: cookie }), ...headers },
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const content = Buffer.from(await response.arrayBuffer());
    const text = content.toString('utf8');
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location')?.replace(this.url, ''),
      body: content,
      text,
      $: cheerio.load(text),
      json: () => JSON.parse(text) as unknown,
    };
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '' || /max-age=0(;|$)/i.test(line)) this.jar.delete(name);
    else this.jar.set(name, decodeURIComponent(value));
  }
}
