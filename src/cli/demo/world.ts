import { setTimeout as pause } from 'node:timers/promises';
import type { Rulebook } from '../../events/rulebook.js';
import type { LocalisedText, Role, Track } from '../../events/values.js';

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
    const attempts = key !== undefined || method === 'GET' || method === 'PUT' ? 5 : 1;
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.once(method, path, body, key).catch((error: Error) => {
        if (attempt === attempts) throw error;
        return null;
      });
      if (response && response.status !== 503) return (await this.read(response, `${method} ${path}`)) as Body;
      if (attempt === attempts) throw new Refused(503, 'UNAVAILABLE', `${method} ${path}`);
      await pause(200 * attempt);
    }
  }

  /** Uploads a file under its id, and waits until the server has checked it. The same file again changes nothing. */
  async upload(id: string, bytes: Buffer): Promise<void> {
    const send = async (
      method: string,
      path: string,
      more: Record<string, string>,
      body?: Buffer,
    ): Promise<Response> => {
      const headers = { cookie: this.session, 'tus-resumable': '1.0.0', ...more };
      const response = await fetch(this.url + path, { method, headers, ...(body && { body: new Uint8Array(body) }) });
      if (!response.ok) await this.read(response, `${method} ${path}`);
      return response;
    };
    const metadata = `id ${Buffer.from(id).toString('base64')}`;
    await send('POST', '/api/uploads', { 'upload-length': String(bytes.length), 'upload-metadata': metadata });
    const { state } = await this.evidence(id);
    if (state === 'uploading') {
      const more = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      await send('PATCH', `/api/uploads/${id}`, more, bytes);
    }
    for (let tries = 0; (await this.evidence(id)).state !== 'ready'; tries += 1) {
      if (tries === 100) throw new Refused(503, 'UNAVAILABLE', `upload ${id}`);
      await pause(200);
    }
  }

  private evidence(id: string): Promise<{ state: string }> {
    return this.call('GET', `/api/evidence/${id}`);
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

export interface CollegeSeed {
  id: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  district: string;
  students: number;
}

export interface ChallengeSeed {
  id: string;
  track: Track;
  titles: LocalisedText;
  season: LocalisedText;
  opensOn: string;
  closesOn: string;
  /** Absent = the default rulebook of the track. */
  rules?: Rulebook;
}

/** Creates colleges, challenges and people through the API, as their organiser. Everything that exists already stays. */
export class World {
  private logins: Set<string> | null = null;

  constructor(
    readonly url: string,
    readonly organiser: ApiClient,
    private readonly password: string,
  ) {}

  async college({ id, names, shortNames, district, students }: CollegeSeed, enrolmentAsOf: string): Promise<void> {
    const college = { id, names, shortNames, district };
    await ignoreConflict(this.organiser.call('POST', '/api/colleges', college, `college-${id}`));
    const enrolment = { students, asOf: enrolmentAsOf, source: 'demo' };
    await ignoreConflict(this.organiser.call('POST', `/api/colleges/${id}/enrolments`, enrolment, `enrolment-${id}`));
  }

  /** Announces, publishes and opens. Returns the position of the opening; null = it was open. */
  async challenge({ rules, ...challenge }: ChallengeSeed, colleges: readonly string[]): Promise<string | null> {
    const { id } = challenge;
    const at = `/api/challenges/${id}`;
    const note = { kk: 'Ереже', ru: 'Правила' };
    const rulebook = rules ? { rules, retroactive: false, note } : { version: 1 };
    await ignoreConflict(this.organiser.call('POST', '/api/challenges', challenge, `announce-${id}`));
    await ignoreConflict(this.organiser.call('POST', `${at}/rulebooks`, rulebook, `rulebook-${id}`));
    const opened = await ignoreConflict(
      this.organiser.call<{ position: string | null }>('POST', `${at}/open`, { colleges }, `open-${id}`),
    );
    return opened?.position ?? null;
  }

  /** Invites a person and accepts the invitation, or signs in a person who exists. */
  async person(login: string, role: Role, collegeId: string | null): Promise<ApiClient> {
    const client = new ApiClient(this.url);
    this.logins ??= await this.existingLogins();
    if (this.logins.has(login)) {
      await client.signIn(login, this.password);
      return client;
    }
    const invitation = { role, collegeId, name: login };
    const { token } = await this.organiser.call<{ token: string }>('POST', '/api/invitations', invitation);
    await client.accept(token, login, this.password, login);
    this.logins.add(login);
    return client;
  }

  private async existingLogins(): Promise<Set<string>> {
    const { items } = await this.organiser.call<{ items: { login: string | null }[] }>('GET', '/api/accounts');
    return new Set(items.flatMap(({ login }) => (login === null ? [] : [login])));
  }
}

/** Ignores the conflict of a command that an earlier run has carried out; null = it was. */
export async function ignoreConflict<Response>(call: Promise<Response>): Promise<Response | null> {
  return call.catch((error: unknown) => {
    if (error instanceof Refused && error.status === 409 && error.code !== 'SUBMISSIONS_CLOSED') return null;
    throw error;
  });
}
