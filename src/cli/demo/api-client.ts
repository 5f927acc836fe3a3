import { setTimeout as pause } from 'node:timers/promises';

/** A problem response of the server with its code. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    call: string,
  ) {
    super(`${call}: ${status} ${code}`);
  }
}

/** An API client of one person: stores the session cookie and retries calls without a response. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private session = '',
  ) {}

  /** The session, as a browser sends it. */
  get cookie(): string {
    return this.session;
  }

  async accept(token: string, login: string, password: string, name: string): Promise<void> {
    await this.call('POST', `/api/invitations/${token}/accept`, { login, password, name });
  }

  async signIn(login: string, password: string): Promise<void> {
    await this.call('POST', '/api/session', { login, password });
  }

  /** Returns the response body or throws Refused. Retries GET, PUT and calls with an idempotency key. */
  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<Body> {
    const repeatable = key !== undefined || method === 'GET' || method === 'PUT';
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.once(method, path, body, key).catch((error: Error) => {
        if (!repeatable || attempt >= 5) throw error;
        return null;
      });
      if (response && response.status !== 503) return (await this.read(response, `${method} ${path}`)) as Body;
      if (!repeatable || attempt >= 5) throw new Refused(503, 'UNAVAILABLE', `${method} ${path}`);
      await pause(200 * attempt);
    }
  }

  private once(method: string, path: string, body: unknown, key: string | undefined): Promise<Response> {
    const headers: Record<string, string> = { 'accept-language': 'en' };
    if (this.session) headers['cookie'] = this.session;
    if (key !== undefined) headers['idempotency-key'] = key;
    if (body !== undefined) headers['content-type'] = 'application/json';
    return fetch(this.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  private async read(response: Response, call: string): Promise<unknown> {
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.session = cookie.split(';', 1)[0] ?? '';
    const text = await response.text();
    const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    if (!response.ok) throw new Refused(response.status, String(parsed['code'] ?? ''), call);
    return parsed;
  }
}
