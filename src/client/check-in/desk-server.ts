import type { DeskAnswer, DeskState, WaitingItem } from './desk-types';

/** Why nothing came of a request. */
export class DeskProblem extends Error {
  constructor(
    readonly kind: 'no_network' | 'signed_out' | 'refused',
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

const patience = 15_000;

export interface Addresses {
  state: string;
  events: string;
  walkIns: string;
}

/** Speaks to the server for one desk; knows how far the desk's clock is off. */
export class DeskServer {
  private token: string;
  private tag = '';
  /** Milliseconds to add to this device's clock; undefined until the server has answered. */
  private offset: number | undefined;

  constructor(
    private readonly addresses: Addresses,
    token: string,
  ) {
    this.token = token;
  }

  /** Now, by the server's clock as far as it is known. */
  now(): Date {
    return new Date(Date.now() + (this.offset ?? 0));
  }

  /**
   * What has changed; undefined when nothing has.
   * @param known the state this desk has of the same day and session
   */
  async state(
    day: number | null,
    session: number | null,
    known: DeskState | undefined,
  ): Promise<DeskState | undefined> {
    const query = new URLSearchParams();
    if (day !== null) query.set('day', String(day));
    if (session !== null) query.set('session', String(session));
    if (known?.people !== undefined) query.set('people', known.peopleVersion);
    const began = Date.now();
    const response = await this.send(`${this.addresses.state}?${query.toString()}`, {
      headers: { Accept: 'application/json', ...(known && { 'If-None-Match': this.tag }) },
    });
    const time = Number(response.headers.get('x-server-time'));
    // The answer left the server about half-way between asking and now.
    if (time > 0) this.offset = time - (began + Date.now()) / 2;
    if (response.status === 304) return undefined;
    const state = (await response.json()) as DeskState;
    this.tag = response.headers.get('etag') ?? '';
    this.token = state.csrfToken;
    const people = state.people ?? known?.people;
    return people === undefined ? state : { ...state, people };
  }

  /** Sends items that follow each other; a walk-in goes alone. */
  async deliver(items: WaitingItem[]): Promise<DeskAnswer[]> {
    const sentAt = this.now().toISOString();
    const [first] = items;
    if (first?.what === 'walk_in') return this.post(this.addresses.walkIns, { ...first, sentAt });
    return this.post(this.addresses.events, { sentAt, events: items });
  }

  private async post(address: string, body: unknown): Promise<DeskAnswer[]> {
    const response = await this.send(address, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'X-CSRF-Token': this.token,
      },
    });
    return ((await response.json()) as { answers: DeskAnswer[] }).answers;
  }

  private async send(address: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(address, { ...init, signal: AbortSignal.timeout(patience) });
    } catch {
      throw new DeskProblem('no_network', 'No connection to the server.');
    }
    if (response.ok || response.status === 304) return response;
    throw await problemOf(response);
  }
}

async function problemOf(response: Response): Promise<DeskProblem> {
  interface Refusal {
    error?: { code?: string; message?: string; fields?: Record<string, string> };
  }
  const { error } = (await response.json().catch(() => ({}))) as Refusal;
  if (response.status === 403) {
    return new DeskProblem('signed_out', 'This browser is signed out, or may not use the desk.');
  }
  if (response.status >= 500 || response.status === 429) {
    return new DeskProblem('no_network', error?.message ?? 'The server does not answer.');
  }
  return new DeskProblem(
    'refused',
    error?.message ?? `The server refused this (${response.status}).`,
    error?.fields,
  );
}
