import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { byteaArray, integerArray, textArray } from '../event-store/postgres/binary-arrays.js';
import { idempotencyClaims } from '../observability/metrics.js';
import { type Answer, hashOf, seal, unseal } from './idempotency.js';
import { Together } from './together.js';

const MOST_BEHIND = 2_000;
const KEPT_MS = 30 * 86_400_000;
const PURGED_AT_ONCE = 2_000;

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

/** In the order of the keys, so that two servers with the same keys wait for each other instead of for ever. */
const ANSWER = `
    INSERT INTO idempotency_keys AS k (key_hash, request_hash, status, answer, created_at)
      SELECT a.key_hash, a.request_hash, a.status, a.answer, $5
      FROM unnest($1::bytea[], $2::bytea[], $3::integer[], $4::bytea[]) a(key_hash, request_hash, status, answer) ORDER BY 1
      ON CONFLICT (key_hash) DO UPDATE SET status = excluded.status, answer = excluded.answer
        WHERE k.status IS NULL AND k.request_hash = excluded.request_hash`;

/**
 * The key stands there with its events. In which order the rows are locked is the planner's choice: should two servers wait for each other
 * here, the database ends one of the two, and what that one would have told is told by the repeat that asks for it.
 */
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
  async release(actor: string, key: string, requestHash: Buffer): Promise<void> {
    await this.database.query(
      `DELETE FROM idempotency_keys k WHERE k.key_hash = $1 AND k.request_hash = $2 AND k.status IS NULL
         AND NOT EXISTS (SELECT 1 FROM planned_appends p WHERE p.key_hash = k.key_hash)`,
      [hashOf(actor, key), requestHash],
    );
  }

  async purge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (const table of ['idempotency_keys', 'planned_appends']) await this.purgeTable(table, before);
  }

  /** Piece by piece: however many there are, each statement ends within the time that it is given. */
  private async purgeTable(table: string, before: Date): Promise<void> {
    for (let removed = 1; removed > 0;) {
      [, removed] = await this.database.query<[unknown[], number]>(
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE created_at < $1 LIMIT $2))`,
        [before, PURGED_AT_ONCE],
      );
    }
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
