import type { Answer, TestApp } from './app.js';

const RESUMABLE = { 'tus-resumable': '1.0.0' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Speaks tus 1.0.0 as a browser does, one request at a time. */
export class TusClient {
  constructor(
    private readonly server: Pick<TestApp, 'url' | 'request'>,
    readonly cookie: string | undefined,
  ) {}

  start(id: string, length: number, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('POST', '/api/uploads', {
      ...RESUMABLE,
      'upload-length': String(length),
      'upload-metadata': `id ${base64(id)}`,
      ...headers,
    });
  }

  offset(id: string): Promise<Answer> {
    return this.ask('HEAD', `/api/uploads/${id}`, RESUMABLE);
  }

  async send(id: string, offset: number, bytes: Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(`${this.server.url}/api/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        ...RESUMABLE,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...headers,
      },
      body: new Uint8Array(bytes),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? '' : (JSON.parse(text) as unknown) };
  }

  remove(id: string): Promise<Answer> {
    return this.ask('DELETE', `/api/uploads/${id}`, RESUMABLE);
  }

  /** State, reason and figures of a file. */
  show(id: string): Promise<Answer> {
    return this.ask('GET', `/api/evidence/${id}`);
  }

  /** A whole upload in one request. */
  async upload(id: string, bytes: Buffer): Promise<void> {
    const started = await this.start(id, bytes.length);
    if (started.status !== 201) throw new Error(`${started.status} ${JSON.stringify(started.body)}`);
    const sent = await this.send(id, 0, bytes);
    if (sent.status !== 204) throw new Error(`${sent.status} ${JSON.stringify(sent.body)}`);
  }

  private ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.server.request(method, path, { cookie: this.cookie, headers });
  }
}
