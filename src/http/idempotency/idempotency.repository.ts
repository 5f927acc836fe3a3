import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import { type PlannedAppend, PlannedAppends } from '../../event-store/planned-appends.js';
import { idempotencyClaims } from '../metrics/metrics.js';
import { type Answer, hashOf, seal, unseal } from './idempotency.js';
import { Together } from './together.js';

const KEPT_MS = 30 * 86_400_000;

interface Row {
  request_hash: Buffer;
  status: number | null;
  answer: Buffer | null;
  /** The key was not known before. */
  isNew?: boolean;
}

interface Claim {
  keyHash: Buffer;
  requestHash: Buffer;
}

/** What a key was first used for, and what the answer was. */
@Injectable()
export class IdempotencyKeys {
  private readonly claims = new Together<Claim, Row>((claims) => this.claimAll(claims));
  private readonly answers = new Together<{ keyHash: Buffer; status: number; answer: Buffer }, null>((items) =>
    this.answerAll(items),
  );

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Takes the key for a request; tells whether it was another request's, and the answer if there is one already. */
  async claim(actor: string, key: string, requestHash: Buffer): Promise<{ foreign: boolean; answer: Answer | null }> {
    const row = await this.claims.add({ keyHash: hashOf(actor, key), requestHash });
    const foreign = !row.request_hash.equals(requestHash);
    const answer =
      row.answer && row.status !== null ? { status: row.status, text: unseal(row.answer, actor, key) } : null;
    idempotencyClaims.inc({ known: foreign ? 'foreign' : answer ? 'answered' : row.isNew ? 'new' : 'unfinished' });
    return { foreign, answer };
  }

  /** The first answer stays. */
  async answered(actor: string, key: string, _requestHash: Buffer, { status, text }: Answer): Promise<void> {
    await this.answers.add({ keyHash: hashOf(actor, key), status, answer: seal(text, actor, key) });
  }

  /** In the order of the keys, so that two servers with the same keys wait for each other instead of for ever. */
  private async claimAll(claims: readonly Claim[]): Promise<Row[]> {
    const hashes = claims.map(({ keyHash }) => keyHash);
    const fresh = await this.database.query<{ key_hash: Buffer }[]>(
      `INSERT INTO idempotency_keys (key_hash, request_hash, created_at)
         SELECT c.key_hash, c.request_hash, $3 FROM unnest($1::bytea[], $2::bytea[]) c(key_hash, request_hash) ORDER BY c.key_hash
         ON CONFLICT (key_hash) DO NOTHING RETURNING key_hash`,
      [hashes, claims.map(({ requestHash }) => requestHash), this.clock.now()],
    );
    const rows = new Map<string, Row>();
    if (fresh.length < claims.length) {
      const known = await this.database.query<(Row & { key_hash: Buffer })[]>(
        'SELECT key_hash, request_hash, status, answer FROM idempotency_keys WHERE key_hash = ANY ($1::bytea[])',
        [hashes],
      );
      const added = new Set(fresh.map((row) => row.key_hash.toString('hex')));
      for (const row of known) {
        const hex = row.key_hash.toString('hex');
        rows.set(hex, { ...row, isNew: added.has(hex) });
      }
    }
    return claims.map(
      ({ keyHash, requestHash }) =>
        rows.get(keyHash.toString('hex')) ?? { request_hash: requestHash, status: null, answer: null, isNew: true },
    );
  }

  private async answerAll(items: readonly { keyHash: Buffer; status: number; answer: Buffer }[]): Promise<null[]> {
    await this.database.query(
      `UPDATE idempotency_keys k SET status = a.status, answer = a.answer
         FROM unnest($1::bytea[], $2::integer[], $3::bytea[]) a(key_hash, status, answer)
         WHERE k.key_hash = a.key_hash AND k.answer IS NULL`,
      [items.map(({ keyHash }) => keyHash), items.map(({ status }) => status), items.map(({ answer }) => answer)],
    );
    return items.map(() => null);
  }

  /** A refused request changed nothing: its key is free again, unless an append was planned under it. */
  async release(actor: string, key: string): Promise<void> {
    await this.database.query(
      `DELETE FROM idempotency_keys k WHERE k.key_hash = $1 AND k.answer IS NULL
         AND NOT EXISTS (SELECT 1 FROM planned_appends p WHERE p.key_hash = k.key_hash)`,
      [hashOf(actor, key)],
    );
  }

  async purge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.database.query('DELETE FROM idempotency_keys WHERE created_at < $1', [before]);
    await this.database.query('DELETE FROM planned_appends WHERE created_at < $1', [before]);
  }
}

@Injectable()
export class PostgresPlannedAppends extends PlannedAppends {
  private readonly finds = new Together<{ keyHash: Buffer; stream: string }, PlannedAppend | null>((asked) =>
    this.findAll(asked),
  );
  private readonly keeps = new Together<{ keyHash: Buffer; plan: PlannedAppend }, boolean>((items) =>
    this.keepAll(items),
  );

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async find(actor: string, key: string, stream: string): Promise<PlannedAppend | null> {
    return this.finds.add({ keyHash: hashOf(actor, key), stream });
  }

  override async keep(actor: string, key: string, plan: PlannedAppend): Promise<PlannedAppend> {
    const keyHash = hashOf(actor, key);
    const isKept = await this.keeps.add({ keyHash, plan });
    return isKept ? plan : ((await this.finds.add({ keyHash, stream: plan.stream })) ?? plan);
  }

  private async findAll(asked: readonly { keyHash: Buffer; stream: string }[]): Promise<(PlannedAppend | null)[]> {
    const rows = await this.database.query<{ key_hash: Buffer; stream: string; expected: string; events: string }[]>(
      `SELECT p.key_hash, p.stream, p.expected, p.events FROM planned_appends p
         JOIN unnest($1::bytea[], $2::text[]) a(key_hash, stream) ON p.key_hash = a.key_hash AND p.stream = a.stream`,
      [asked.map(({ keyHash }) => keyHash), asked.map(({ stream }) => stream)],
    );
    const found = new Map(rows.map((row) => [nameOf(row.key_hash, row.stream), row]));
    return asked.map(({ keyHash, stream }) => {
      const row = found.get(nameOf(keyHash, stream));
      if (!row) return null;
      const expected = row.expected === 'no-stream' ? 'no-stream' : Number(row.expected);
      return { stream, expected, events: JSON.parse(row.events) as PlannedAppend['events'] };
    });
  }

  /** True where the plan was new; of two with one name the first. */
  private async keepAll(items: readonly { keyHash: Buffer; plan: PlannedAppend }[]): Promise<boolean[]> {
    const kept = await this.database.query<{ key_hash: Buffer; stream: string }[]>(
      `INSERT INTO planned_appends (key_hash, stream, expected, events, created_at)
         SELECT p.key_hash, p.stream, p.expected, p.events, $5
         FROM unnest($1::bytea[], $2::text[], $3::text[], $4::text[]) p(key_hash, stream, expected, events) ORDER BY 1, 2
         ON CONFLICT (key_hash, stream) DO NOTHING RETURNING key_hash, stream`,
      [
        items.map(({ keyHash }) => keyHash),
        items.map(({ plan }) => plan.stream),
        items.map(({ plan }) => String(plan.expected)),
        items.map(({ plan }) => JSON.stringify(plan.events)),
        this.clock.now(),
      ],
    );
    const fresh = new Set(kept.map((row) => nameOf(row.key_hash, row.stream)));
    return items.map(({ keyHash, plan }) => fresh.delete(nameOf(keyHash, plan.stream)));
  }

  override async drop(actor: string, key: string, plan: PlannedAppend): Promise<void> {
    await this.database.query('DELETE FROM planned_appends WHERE key_hash = $1 AND stream = $2 AND events = $3', [
      hashOf(actor, key),
      plan.stream,
      JSON.stringify(plan.events),
    ]);
  }
}

const nameOf = (keyHash: Buffer, stream: string) => `${keyHash.toString('hex')} ${stream}`;
