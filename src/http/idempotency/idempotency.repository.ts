import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { AppendKey } from '../../event-store/event-store.js';
import { byteaArray, integerArray, textArray } from '../../event-store/postgres/binary-arrays.js';
import { type PlannedAppend, PlannedAppends } from '../../event-store/planned-appends.js';
import { idempotencyClaims } from '../metrics/metrics.js';
import { type Answer, hashOf, seal, unseal } from './idempotency.js';
import { Together } from './together.js';

const MOST_BEHIND = 2_000;
const KEPT_MS = 30 * 86_400_000;

interface Row {
  request_hash: Buffer;
  status: number | null;
  /** Sealed. */
  answer: Buffer | null;
  told: string | null;
}

interface FirstAnswer<Stored> {
  keyHash: Buffer;
  requestHash: Buffer;
  status: number;
  answer: Stored;
}

// Planned anew each time: a plan from when the table was small would read all of it for ever.
const LOOK =
  'SELECT key_hash, request_hash, status, answer, told FROM idempotency_keys WHERE key_hash = ANY ($1::bytea[])';

/** In the order of the keys, as the next one too, so that two servers with the same keys wait for each other instead of for ever. */
const ANSWER = `
    INSERT INTO idempotency_keys AS k (key_hash, request_hash, status, answer, created_at)
      SELECT a.key_hash, a.request_hash, a.status, a.answer, $5
      FROM unnest($1::bytea[], $2::bytea[], $3::integer[], $4::bytea[]) a(key_hash, request_hash, status, answer) ORDER BY 1
      ON CONFLICT (key_hash) DO UPDATE SET status = excluded.status, answer = excluded.answer
        WHERE k.status IS NULL AND k.request_hash = excluded.request_hash`;

/** The key stands there with its events. */
const TELL = `
    UPDATE idempotency_keys k SET status = a.status, told = a.told
      FROM (SELECT t.* FROM unnest($1::bytea[], $2::bytea[], $3::integer[], $4::text[]) t(key_hash, request_hash, status, told)
        JOIN set_config('synchronous_commit', 'off', true) ON true ORDER BY 1) a
      WHERE k.key_hash = a.key_hash AND k.request_hash = a.request_hash AND k.status IS NULL`;

/** What a key was first used for, and what the answer was. */
@Injectable()
export class IdempotencyKeys {
  private readonly looks = new Together<Buffer, Row | undefined>((hashes) => this.lookAll(hashes));
  private readonly answers = new Together<FirstAnswer<Buffer>, null>((items) => this.answerAll(items));
  private readonly answersByEvents = new Together<FirstAnswer<string>, null>((items) => this.tellAll(items));

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Tells whether the key is another request's, the answer if there is one already, and whether nothing is stored under it yet. Nothing
   * is written here: a key is taken together with what is decided under it, or with its answer.
   */
  async look(
    actor: string,
    key: string,
    requestHash: Buffer,
  ): Promise<{ foreign: boolean; answer: Answer | null; isNew: boolean }> {
    const row = await this.looks.add(hashOf(actor, key));
    const foreign = row !== undefined && !row.request_hash.equals(requestHash);
    const answer = row && !foreign ? answerIn(row, actor, key) : null;
    idempotencyClaims.inc({ known: foreign ? 'foreign' : answer ? 'answered' : row ? 'unfinished' : 'new' });
    return { foreign, answer, isNew: !row };
  }

  /** The first answer stays. */
  async answered(actor: string, key: string, requestHash: Buffer, { status, text }: Answer): Promise<void> {
    await this.answers.add({ keyHash: hashOf(actor, key), requestHash, status, answer: seal(text, actor, key) });
  }

  /**
   * The same for an answer that the events under the key tell again, which were written with it. It does not wait for the disk: what a crash of
   * the database takes is told anew. Nor is it sealed: it says nothing that does not stand in the history.
   */
  async answeredByEvents(actor: string, key: string, requestHash: Buffer, { status, text }: Answer): Promise<void> {
    await this.answersByEvents.add({ keyHash: hashOf(actor, key), requestHash, status, answer: text });
  }

  /** So many of them wait to be stored that the next had better wait with them. */
  get isBehind(): boolean {
    return this.answersByEvents.waits > MOST_BEHIND;
  }

  private async lookAll(hashes: readonly Buffer[]): Promise<(Row | undefined)[]> {
    const known = await this.database.query<(Row & { key_hash: Buffer })[]>(LOOK, [byteaArray(hashes)]);
    if (known.length === 0) return hashes.map(() => undefined);
    const rows = new Map(known.map((row) => [row.key_hash.toString('hex'), row]));
    return hashes.map((hash) => rows.get(hash.toString('hex')));
  }

  private async answerAll(items: readonly FirstAnswer<Buffer>[]): Promise<null[]> {
    const answers = byteaArray(items.map(({ answer }) => answer));
    await this.database.query(ANSWER, [...listsOf(items), answers, this.clock.now()]);
    return items.map(() => null);
  }

  private async tellAll(items: readonly FirstAnswer<string>[]): Promise<null[]> {
    await this.database.query(TELL, [...listsOf(items), textArray(items.map(({ answer }) => answer))]);
    return items.map(() => null);
  }

  /** A refused request changed nothing: its key is free again, unless an append was planned under it. */
  async release(actor: string, key: string): Promise<void> {
    await this.database.query(
      `DELETE FROM idempotency_keys k WHERE k.key_hash = $1 AND k.status IS NULL
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

function answerIn({ status, told, answer }: Row, actor: string, key: string): Answer | null {
  if (status === null) return null;
  if (told !== null) return { status, text: told };
  return answer && { status, text: unseal(answer, actor, key) };
}

const listsOf = (items: readonly FirstAnswer<unknown>[]): Buffer[] => [
  byteaArray(items.map(({ keyHash }) => keyHash)),
  byteaArray(items.map(({ requestHash }) => requestHash)),
  integerArray(items.map(({ status }) => status)),
];

interface Keeping {
  keyHash: Buffer;
  /** Null = not of a request. */
  requestHash: Buffer | null;
  plan: PlannedAppend;
}

@Injectable()
export class PostgresPlannedAppends extends PlannedAppends {
  private readonly finds = new Together<{ keyHash: Buffer; stream: string }, PlannedAppend | null>((asked) =>
    this.findAll(asked),
  );
  private readonly keeps = new Together<Keeping, 'kept' | 'there' | 'foreign'>((items) => this.keepAll(items));

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async find(actor: string, key: string, stream: string): Promise<PlannedAppend | null> {
    return this.finds.add({ keyHash: hashOf(actor, key), stream });
  }

  override async keep(
    actor: string,
    key: string,
    plan: PlannedAppend,
    requestHash: Buffer | null = null,
  ): Promise<PlannedAppend> {
    const keyHash = hashOf(actor, key);
    const kept = await this.keeps.add({ keyHash, requestHash, plan });
    if (kept === 'foreign') throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REUSED');
    return kept === 'kept' ? plan : ((await this.finds.add({ keyHash, stream: plan.stream })) ?? plan);
  }

  override keyFor(actor: string, key: string, plan: PlannedAppend, requestHash: Buffer | null = null): AppendKey {
    return { hash: hashOf(actor, key), requestHash, plan: JSON.stringify(plan.events), keptAt: this.clock.now() };
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

  /**
   * Key and plan are one statement, which is one fsync for all. A key that another request took is known by its hash, which the update
   * that changes nothing gives back even if it was committed a moment ago.
   */
  private async keepAll(items: readonly Keeping[]): Promise<('kept' | 'there' | 'foreign')[]> {
    const rows = await this.database.query<{ key_hash: Buffer; stream: string | null; foreign_key: boolean }[]>(
      `WITH asked AS (
         SELECT * FROM unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::bytea[])
           a(key_hash, stream, expected, events, request_hash)
       ), taken AS (
         INSERT INTO idempotency_keys AS k (key_hash, request_hash, created_at)
           SELECT DISTINCT ON (key_hash) key_hash, request_hash, $6::timestamptz FROM asked
             WHERE request_hash IS NOT NULL ORDER BY key_hash
           ON CONFLICT (key_hash) DO UPDATE SET request_hash = k.request_hash
           RETURNING key_hash, request_hash
       ), others AS (
         SELECT a.key_hash FROM asked a JOIN taken t ON t.key_hash = a.key_hash AND t.request_hash <> a.request_hash
       ), kept AS (
         INSERT INTO planned_appends (key_hash, stream, expected, events, created_at)
           SELECT a.key_hash, a.stream, a.expected, a.events, $6::timestamptz FROM asked a
             WHERE a.key_hash NOT IN (SELECT key_hash FROM others) ORDER BY 1, 2
           ON CONFLICT (key_hash, stream) DO NOTHING RETURNING key_hash, stream
       )
       SELECT key_hash, stream, false AS foreign_key FROM kept
       UNION ALL SELECT key_hash, NULL, true FROM others`,
      [
        items.map(({ keyHash }) => keyHash),
        items.map(({ plan }) => plan.stream),
        items.map(({ plan }) => String(plan.expected)),
        items.map(({ plan }) => JSON.stringify(plan.events)),
        items.map(({ requestHash }) => requestHash),
        this.clock.now(),
      ],
    );
    const foreign = new Set(rows.filter((row) => row.foreign_key).map((row) => row.key_hash.toString('hex')));
    const fresh = new Set(rows.flatMap((row) => (row.stream === null ? [] : [nameOf(row.key_hash, row.stream)])));
    return items.map(({ keyHash, plan }) => {
      if (foreign.has(keyHash.toString('hex'))) return 'foreign';
      return fresh.delete(nameOf(keyHash, plan.stream)) ? 'kept' : 'there';
    });
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
