import { createHash, randomUUID } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { RestartableServer } from '../support/server-process.js';
import { claimOf, COLLEGES } from '../support/world.js';

const PART = 16_000;
const TUS = { 'tus-resumable': '1.0.0' };
const PART_TYPE = { ...TUS, 'content-type': 'application/offset+octet-stream' };
const ATTEMPTS = 2_000;

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A file under its id, with its photo and its action. */
export interface Carried {
  id: string;
  actionId: string;
  photo: number;
}

/** Speaks tus as a phone does whose server comes and goes: it asks for the offset and continues there. */
export class UploadLanes {
  readonly done: Carried[] = [];
  /** Offsets at which an upload continued after a failure. */
  readonly continuedAt: number[] = [];
  /** Bytes that were sent, those that were lost included. */
  sent = 0;
  private isEnding = false;
  private lanes: Promise<void>[] = [];

  constructor(
    private readonly server: RestartableServer,
    private readonly cookie: string,
    private readonly photos: readonly Buffer[],
  ) {}

  start(count: number): void {
    this.lanes = Array.from({ length: count }, (_, lane) => this.lane(lane));
  }

  /** Lets every file under way arrive. */
  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.lanes);
  }

  private async lane(first: number): Promise<void> {
    for (let photo = first; !this.isEnding; photo += 1) await this.carry(photo % this.photos.length);
  }

  /** Uploads a photo and submits an action with it, through every failure. */
  async carry(photo: number, id: string = randomUUID(), actionId: string = randomUUID()): Promise<Carried> {
    const bytes = this.photos[photo]!;
    await this.announce(id, bytes.length);
    for (let tries = 0; (await this.step(id, bytes)) < bytes.length; tries += 1)
      if (tries === ATTEMPTS) throw new Error(`the upload ${id} does not end`);
    await this.untilReady(id);
    const body = { ...claimOf(COLLEGES[0]), files: [id], attestation: 'no-minors' };
    await this.ask('PUT', `/api/actions/${actionId}`, { 'content-type': 'application/json' }, JSON.stringify(body));
    const carried = { id, actionId, photo };
    this.done.push(carried);
    return carried;
  }

  private async announce(id: string, length: number): Promise<void> {
    const metadata = `id ${Buffer.from(id).toString('base64')}`;
    await this.ask('POST', '/api/uploads', { ...TUS, 'upload-length': String(length), 'upload-metadata': metadata });
  }

  /** Sends one part. Returns the offset that the server has now. */
  private async step(id: string, bytes: Buffer): Promise<number> {
    const offset = await this.offset(id);
    const part = bytes.subarray(offset, offset + PART);
    if (part.length === 0) return offset;
    this.sent += part.length;
    const answer = await this.once(
      'PATCH',
      `/api/uploads/${id}`,
      { ...PART_TYPE, 'upload-offset': String(offset) },
      part,
    );
    if (answer?.status === 204) return Number(answer.headers.get('upload-offset'));
    const now = await this.offset(id);
    this.continuedAt.push(now);
    return now;
  }

  async offset(id: string): Promise<number> {
    return Number((await this.ask('HEAD', `/api/uploads/${id}`, TUS)).headers.get('upload-offset'));
  }

  private async untilReady(id: string): Promise<void> {
    for (let tries = 0; tries < ATTEMPTS; tries += 1) {
      const { state, reason } = (await (await this.ask('GET', `/api/evidence/${id}`)).json()) as Record<string, string>;
      if (state === 'ready') return;
      if (state === 'refused') throw new Error(`the photo was refused: ${reason}`);
      await pause(50);
    }
    throw new Error(`the file ${id} was never ready`);
  }

  /** Sends the beginning of the rest of a file and cuts the connection. */
  async cut(id: string, bytes: Buffer, share: number): Promise<void> {
    const { hostname, port } = new URL(this.server.url);
    const offset = await this.offset(id);
    const rest = bytes.subarray(offset);
    const headers = {
      ...PART_TYPE,
      cookie: this.cookie,
      'upload-offset': String(offset),
      'content-length': String(rest.length),
    };
    await new Promise<void>((resolve) => {
      const sending = plainRequest({ hostname, port, method: 'PATCH', path: `/api/uploads/${id}`, headers });
      sending.on('error', () => undefined);
      sending.on('close', () => resolve());
      sending.flushHeaders();
      const part = rest.subarray(0, Math.floor(rest.length * share));
      const hangUp = () => setTimeout(() => sending.destroy(), 200);
      if (part.length === 0) hangUp();
      else sending.write(part, hangUp);
    });
  }

  async begin(id: string, photo: number): Promise<void> {
    await this.announce(id, this.photos[photo]!.length);
  }

  async remove(id: string): Promise<void> {
    await this.ask('DELETE', `/api/uploads/${id}`, TUS);
  }

  /** The files of an action, with the bytes behind their links. */
  async evidence(actionId: string): Promise<{ id: string; bytes: number; hash: string; served: number }[]> {
    const action = (await (await this.ask('GET', `/api/actions/${actionId}`)).json()) as {
      evidence: { id: string; file: { url: string; bytes: number } | null }[];
    };
    return Promise.all(
      action.evidence.map(async ({ id, file }) => {
        const answer = file && (await this.once('GET', file.url, {}));
        const bytes = answer?.status === 200 ? Buffer.from(await answer.arrayBuffer()) : Buffer.alloc(0);
        return { id, bytes: file?.bytes ?? 0, hash: hashOf(bytes), served: bytes.length };
      }),
    );
  }

  /** Asks until the server answers. */
  private async ask(method: string, path: string, headers: Record<string, string> = {}, body?: string | Buffer) {
    for (let tries = 0; tries < ATTEMPTS; tries += 1) {
      const answer = await this.once(method, path, headers, body);
      if (answer && answer.ok) return answer;
      const isBusy = !answer || answer.status === 503 || answer.status === 423 || answer.status === 404;
      if (!isBusy || (answer?.status === 404 && tries > 40))
        throw new Error(`${method} ${path} answered ${answer?.status}: ${await answer?.text()}`);
      await pause(50);
    }
    throw new Error(`${method} ${path} got no answer`);
  }

  /** Null = the server is not there. */
  private once(method: string, path: string, headers: Record<string, string>, body?: string | Buffer) {
    const sent = typeof body === 'string' ? body : body && new Uint8Array(body);
    return fetch(`${this.server.url}${path}`, {
      method,
      headers: { cookie: this.cookie, ...headers },
      ...(sent === undefined ? {} : { body: sent }),
    }).catch(() => null);
  }
}
