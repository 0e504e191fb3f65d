import type { Answers } from './answers';

/** The server's view of a link; see the server's AnswerState. */
export interface ServerState {
  status: 'empty' | 'draft' | 'sent' | 'correcting';
  revision: number;
  answers: Answers;
  page: number;
  savedAt: string | null;
  versionId: number;
  sent: number | null;
}

export interface Problem {
  question: string;
  path: string;
  message: string;
}

/** A refusal the server explained. Without status: the request did not arrive, or no answer did. */
export class ServerError extends Error {
  constructor(
    readonly status: number | undefined,
    readonly code: string,
    message: string,
    readonly details: { state?: ServerState; problems?: Problem[] } = {},
  ) {
    super(message);
  }

  /** Whether the same request may work later. */
  get passes(): boolean {
    return this.status === undefined || this.status >= 500 || this.status === 429;
  }
}

export interface DraftToSave {
  revision: number;
  answers: Answers;
  page: number;
  versionId: number;
  sent: number | null;
}

export interface Submission extends Omit<DraftToSave, 'page'> {
  submissionId: string;
}

const patience = 20_000;

/** Speaks to the server about one link. `address` is the page's path, "/answer/<token>". */
export class AnswerServer {
  constructor(private readonly address: string) {}

  async definition(path: string): Promise<object> {
    return (await this.request('GET', path)) as object;
  }

  async state(): Promise<ServerState> {
    return (await this.request('GET', `${this.address}/state`)) as ServerState;
  }

  async recordOpening(): Promise<void> {
    await this.request('POST', `${this.address}/opening`, {});
  }

  async saveDraft(draft: DraftToSave): Promise<{ revision: number; savedAt: string }> {
    return (await this.request('PUT', `${this.address}/draft`, draft)) as {
      revision: number;
      savedAt: string;
    };
  }

  /** A last try while the page goes away; nobody waits for its outcome. */
  saveWhileLeaving(draft: DraftToSave): void {
    void fetch(`${this.address}/draft`, {
      method: 'PUT',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(draft),
    }).catch(() => undefined);
  }

  async submit(submission: Submission): Promise<void> {
    await this.request('POST', `${this.address}/submission`, submission);
  }

  async upload(
    question: string,
    file: File,
  ): Promise<{ name: string; type: string; content: string }> {
    const form = new FormData();
    form.append('file', file);
    const path = `${this.address}/files?question=${encodeURIComponent(question)}`;
    return (await this.request('POST', path, form)) as {
      name: string;
      type: string;
      content: string;
    };
  }

  /** The bytes of an upload. @param content "file:<id>" */
  async download(content: string): Promise<Blob> {
    const response = await fetch(`${this.address}/files/${content.slice('file:'.length)}`);
    if (!response.ok) throw new ServerError(response.status, 'download', response.statusText);
    return response.blob();
  }

  private async request(method: string, path: string, body?: object): Promise<unknown> {
    const isForm = body instanceof FormData;
    let response: Response;
    let text: string;
    try {
      response = await fetch(path, {
        method,
        headers: {
          Accept: 'application/json',
          ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
        },
        body: body === undefined ? null : isForm ? body : JSON.stringify(body),
        // A file on a slow line takes its time.
        ...(isForm ? {} : { signal: AbortSignal.timeout(patience) }),
      });
      text = await response.text();
    } catch {
      throw new ServerError(undefined, 'no_connection', 'The server could not be reached.');
    }
    const json = parse(text);
    if (response.ok) return json;
    const error = (json as { error?: ErrorBody } | undefined)?.error;
    throw new ServerError(
      response.status,
      error?.code ?? 'unknown',
      error?.message ?? response.statusText,
      error ?? {},
    );
  }
}

interface ErrorBody {
  code: string;
  message: string;
  state?: ServerState;
  problems?: Problem[];
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
