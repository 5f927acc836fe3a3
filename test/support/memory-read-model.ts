import { type Lease, LEASE_MS, type LeaseClient, type LeaseListener, LeaseLost } from '../../src/projector/lease.js';
import {
  CheckpointConflict,
  type Commit,
  type Document,
  type DocumentMigration,
  type Fields,
  type Generation,
  type ListOptions,
  type Page,
  type ParkedStream,
  ReadModel,
} from '../../src/projector/read-model.js';

interface StoredGeneration extends Generation {
  live: boolean;
  documents: Map<string, string>;
  parked: ParkedStream[];
}

const holds = (body: Record<string, unknown>) => (fields: Fields) =>
  Object.entries(fields).every(([field, value]) => body[field] === value);

const isBetween = (text: string, { from = '', to }: { from?: string; to?: string }) =>
  text >= from && (to === undefined || text <= to);

/** A read model in memory. It stores bodies as JSON text, so that no test shares an object with it. */
export class MemoryReadModel extends ReadModel {
  private stored: StoredGeneration[] = [];
  private readonly locked = new Set<string>();
  private readonly listeners = new Set<LeaseListener>();
  private held: { epoch: number; expires: number } = { epoch: 0, expires: 0 };

  override get<Body>(projection: string, key: string): Promise<Body | null> {
    const text = this.liveOne(projection)?.documents.get(key);
    return Promise.resolve(text === undefined ? null : (JSON.parse(text) as Body));
  }

  override list<Body>(projection: string, options: ListOptions = {}): Promise<Page<Body>> {
    const { prefix = '', where = {}, whereAny = [{}], oneOf, near, between, fields } = options;
    const { orderBy, descending = false, limit, offset = 0 } = options;
    const found = [...parsed(this.liveOne(projection))]
      .map(([key, body]) => ({ key, body: body as Record<string, unknown> }))
      .filter(({ key, body }) => key.startsWith(prefix) && [where].every(holds(body)) && whereAny.some(holds(body)))
      .filter(({ body }) => near?.some((text) => (body['near'] as string[] | undefined)?.includes(text)) ?? true)
      .filter(({ body }) => !oneOf || oneOf.texts.includes(String(body[oneOf.field])))
      .filter(({ body }) => !between || isBetween(String(body[between.field]), between))
      .sort((a, b) => {
        const sign = descending ? -1 : 1;
        const [x, y] = [orderBy && a.body[orderBy], orderBy && b.body[orderBy]];
        return x === y ? sign * compare(a.key, b.key) : sign * compare(x, y);
      });
    const pick = (body: Record<string, unknown>) =>
      fields ? Object.fromEntries(Object.entries(body).filter(([field]) => fields.includes(field))) : body;
    const shown = found.slice(offset, limit === undefined ? undefined : offset + limit);
    const items = shown.map(({ key, body }) => ({ key, body: pick(body) })) as Document<Body>[];
    return Promise.resolve({ items, total: found.length });
  }

  override live(projection: string): Promise<Generation | null> {
    return Promise.resolve(plain(this.liveOne(projection)));
  }

  override generations(): Promise<Generation[]> {
    return Promise.resolve(this.stored.filter(({ live }) => live).map((one) => plain(one)!));
  }

  override documents(projection: string, generation: number, keys: readonly string[]): Promise<Map<string, object>> {
    const wanted = new Set(keys);
    return Promise.resolve(new Map([...parsed(this.find(projection, generation))].filter(([key]) => wanted.has(key))));
  }

  override snapshot(
    projection: string,
    keys?: readonly string[],
  ): Promise<{ generation: Generation; documents: Map<string, object> } | null> {
    const one = this.liveOne(projection);
    const documents = [...parsed(one)].filter(([key]) => keys?.includes(key) ?? true);
    return Promise.resolve(one ? { generation: plain(one)!, documents: new Map(documents) } : null);
  }

  override async commit(commits: readonly Commit[], lease?: Lease): Promise<void> {
    if (lease && lease.epoch !== this.held.epoch) throw new LeaseLost(lease);
    for (const { projection, generation, from } of commits) {
      if (this.find(projection, generation)?.position !== from)
        throw new CheckpointConflict(`the checkpoint of ${projection} has moved from ${from}`);
    }
    for (const { projection, generation, to, upserts, deletes, parked } of commits) {
      const one = this.find(projection, generation)!;
      one.position = to;
      for (const { key, body } of upserts) one.documents.set(key, JSON.stringify(body));
      for (const key of deletes) one.documents.delete(key);
      one.parked.push(...parked);
    }
    if (lease) for (const listener of this.listeners) listener.onCheckpointMoved(commits);
  }

  /** The lease of a process that is gone stays held until it expires. */
  override leaseClient(listener: LeaseListener): LeaseClient {
    let own: Lease | null = null;
    return {
      acquire: async () => {
        this.listeners.add(listener);
        if (Date.now() < this.held.expires) return null;
        this.held = { epoch: this.held.epoch + 1, expires: Date.now() + LEASE_MS };
        return (own = { epoch: this.held.epoch });
      },
      renew: async ({ epoch }) => {
        if (epoch !== this.held.epoch || this.held.expires === 0) return false;
        this.held.expires = Date.now() + LEASE_MS;
        return true;
      },
      release: async () => {
        this.listeners.delete(listener);
        if (own?.epoch !== this.held.epoch) return;
        this.held.expires = 0;
        for (const other of this.listeners) other.onLeaseReleased();
      },
    };
  }

  override async withAdvisoryLock<T>(projection: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    while (this.locked.has(projection)) {
      signal?.throwIfAborted();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.locked.add(projection);
    return work().finally(() => this.locked.delete(projection));
  }

  override begin(projection: string, version: number): Promise<number> {
    const generation =
      1 + Math.max(0, ...this.stored.filter((one) => one.projection === projection).map((one) => one.generation));
    this.stored = this.stored.filter((one) => one.projection !== projection || one.live);
    this.stored.push({
      projection,
      generation,
      version,
      position: null,
      live: false,
      documents: new Map(),
      parked: [],
    });
    return Promise.resolve(generation);
  }

  override async activate(
    projection: string,
    generation: number,
    accept: (livePosition: string | null) => boolean,
    migration?: DocumentMigration,
  ): Promise<boolean> {
    const before = this.liveOne(projection);
    if (before && !accept(before.position)) return false;
    const next = this.find(projection, generation);
    if (!next) throw new CheckpointConflict(`another rebuild of ${projection} has replaced this one`);
    const ending = (one: Parameters<typeof parsed>[0]) =>
      new Map([...parsed(one)].filter(([key]) => key.endsWith(migration!.keysEndWith)));
    for (const { key, body } of migration?.migrateDocuments(ending(before), ending(next)) ?? [])
      next.documents.set(key, JSON.stringify(body));
    next.live = true;
    this.stored = this.stored.filter((one) => one !== before);
    return true;
  }

  override parked(projection?: string): Promise<ParkedStream[]> {
    const live = this.stored.filter((one) => one.live && (projection === undefined || one.projection === projection));
    return Promise.resolve(live.flatMap((one) => one.parked));
  }

  /** Acquires the lease for a process that dies at once. */
  takeOverLease(): void {
    this.held = { epoch: this.held.epoch + 1, expires: 0 };
  }

  has(projection: string, generation: number): boolean {
    return this.find(projection, generation) !== undefined;
  }

  private liveOne(projection: string): StoredGeneration | undefined {
    return this.stored.find((one) => one.projection === projection && one.live);
  }

  private find(projection: string, generation: number): StoredGeneration | undefined {
    return this.stored.find((one) => one.projection === projection && one.generation === generation);
  }
}

function plain(one: StoredGeneration | undefined): Generation | null {
  return one
    ? { projection: one.projection, generation: one.generation, version: one.version, position: one.position }
    : null;
}

function parsed(one: StoredGeneration | undefined): Map<string, object> {
  return new Map([...(one?.documents ?? [])].map(([key, text]) => [key, JSON.parse(text) as object]));
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return (a as string) < (b as string) ? -1 : 1;
}
