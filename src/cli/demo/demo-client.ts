import { setTimeout as pause } from 'node:timers/promises';

/** The server refused; `code` is the code of its problem document. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    what: string,
  ) {
    super(`${what}: ${status} ${code}`);
  }
}

/** One person at the front door: signs in, keeps the cookie, repeats what got no answer. */
export class DemoClient {
  private cookie = '';

  constructor(private readonly url: string) {}

  async accept(token: string, login: string, password: string, name: string): Promise<void> {
    await this.call('POST', `/api/invitations/${token}/accept`, { login, password, name });
  }

  async signIn(login: string, password: string): Promise<void> {
    await this.call('POST', '/api/session', { login, password });
  }

  /** Gives the answer. Throws Refused. With a key the call may be repeated safely and is, until the server answers. */
  async call<Answer = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer> {
    const repeatable = key !== undefined || method === 'GET' || method === 'PUT';
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.once(method, path, body, key).catch((error: Error) => {
        if (!repeatable || attempt >= 5) throw error;
        return null;
      });
      if (answer && answer.status !== 503) return (await this.read(answer, `${method} ${path}`)) as Answer;
      if (!repeatable || attempt >= 5) throw new Refused(503, 'UNAVAILABLE', `${method} ${path}`);
      await pause(200 * attempt);
    }
  }

  private once(method: string, path: string, body: unknown, key: string | undefined): Promise<Response> {
    const headers: Record<string, string> = { 'accept-language': 'en' };
    if (this.cookie) headers['cookie'] = this.cookie;
    if (key !== undefined) headers['idempotency-key'] = key;
    if (body !== undefined) headers['content-type'] = 'application/json';
    return fetch(this.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  private async read(answer: Response, what: string): Promise<unknown> {
    const [cookie] = answer.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(';', 1)[0] ?? '';
    const text = await answer.text();
    const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    if (!answer.ok) throw new Refused(answer.status, String(parsed['code'] ?? ''), what);
    return parsed;
  }
}
