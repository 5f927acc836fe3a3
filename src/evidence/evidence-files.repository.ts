import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../config/clock.js';
import type { EvidenceFile, NamingAction } from './evidence-file.js';
import type { CleanedFile, Taken } from './intake/cleaned-file.js';
import { SAME_PICTURE_BITS } from './intake/perceptual-hash.js';
import type { Usage } from './upload-limits.js';

const COLUMNS = `id, account_id AS "accountId", college_id AS "collegeId", state, reason,
  reason_params::json AS "reasonParams", length, media_type AS "mediaType", bytes,
  width, height, encode(sha256, 'hex') AS sha256, stream, created_at AS "createdAt", changed_at AS "changedAt"`;
const USED = 'count(*)::int AS files, coalesce(sum(coalesce(bytes, length)), 0)::float8 AS bytes';
/** A photo that many colleges send again is found by some of them. */
const MOST_TWINS = 50;
const DAY_MS = 86_400_000;
const REFUSED_DAYS = 7;
/** A draft may wait on a phone. */
const UNNAMED_DAYS = 31;
/** Any number that no other lock of the server has. */
const START_LOCK = 7_113_020;

/** A file, and one of an action that equals it or looks like it. */
export interface Twin {
  file: string;
  other: string;
  stream: string;
}

export type NewFile = Pick<EvidenceFile, 'id' | 'accountId' | 'collegeId' | 'length'>;
type Amounts = [{ files: number; bytes: number }];

/** The rows of evidence files. A row without bytes and bytes without a row are both swept. */
@Injectable()
export class EvidenceFiles {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<EvidenceFile | null> {
    const [row] = await this.database.query<EvidenceFile[]>(`SELECT ${COLUMNS} FROM evidence_files WHERE id = $1`, [
      id,
    ]);
    return row ?? null;
  }

  async findAll(ids: readonly string[]): Promise<Map<string, EvidenceFile>> {
    const rows = await this.database.query<EvidenceFile[]>(
      `SELECT ${COLUMNS} FROM evidence_files WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Gives a file to the stream of an action. False = another one has it, or it was deleted meanwhile. */
  async bind(id: string, { stream, collegeId }: NamingAction): Promise<boolean> {
    const [, count] = await this.database.query<[unknown, number]>(
      `UPDATE evidence_files SET stream = $2, college_id = coalesce(college_id, $3)
       WHERE id = $1 AND state = 'ready' AND (stream IS NULL OR stream = $2)`,
      [id, stream, collegeId],
    );
    return count > 0;
  }

  /** Files in a state, the oldest change first. */
  inState(state: EvidenceFile['state'], changedBefore: Date = this.clock.now()): Promise<EvidenceFile[]> {
    return this.database.query<EvidenceFile[]>(
      `SELECT ${COLUMNS} FROM evidence_files WHERE state = $1 AND changed_at <= $2 ORDER BY changed_at, id LIMIT 1000`,
      [state, changedBefore],
    );
  }

  async ofStream(stream: string): Promise<string[]> {
    return this.ids('stream = $1', stream);
  }

  unnamed(owner: { accountId: string } | { collegeId: string }): Promise<string[]> {
    if ('accountId' in owner) return this.ids('stream IS NULL AND account_id = $1', owner.accountId);
    return this.ids('stream IS NULL AND college_id = $1', owner.collegeId);
  }

  private async ids(where: string, value: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(`SELECT id FROM evidence_files WHERE ${where}`, [value]);
    return rows.map(({ id }) => id);
  }

  /** Those of the ids that have a row. */
  async known(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }[]>(
      'SELECT id FROM evidence_files WHERE id = ANY($1::uuid[])',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The ids whose part is still needed. A kill may leave the part of a file that is ready. */
  async awaitingParts(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }[]>(
      "SELECT id FROM evidence_files WHERE id = ANY($1::uuid[]) AND state IN ('uploading', 'checking')",
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Ids of all files that must have bytes in the evidence store. */
  async ready(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>("SELECT id FROM evidence_files WHERE state = 'ready'");
    return rows.map(({ id }) => id);
  }

  /** Files that nobody needs: erased in the vault, refused a week ago, or for a month named by no action. */
  async needless(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT f.id FROM evidence_files f LEFT JOIN vault_items v ON v.id = f.id
       WHERE v.erased_at IS NOT NULL OR (f.state IN ('refused', 'checking') AND f.changed_at < $1)
         OR (f.state = 'ready' AND v.id IS NULL AND f.changed_at < $2)`,
      [this.daysAgo(REFUSED_DAYS), this.daysAgo(UNNAMED_DAYS)],
    );
    return rows.map(({ id }) => id);
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.now().getTime() - days * DAY_MS);
  }

  /** Adds a row unless its id is taken, after `accepts` has seen what is there. Starts of one college wait for each other. */
  add(file: NewFile, seasonStart: Date, accepts: (used: Usage) => void): Promise<EvidenceFile> {
    const { id, accountId, collegeId, length } = file;
    return this.database.transaction(async (rows) => {
      await rows.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [START_LOCK, collegeId ?? accountId]);
      const [taken] = await rows.query<EvidenceFile[]>(`SELECT ${COLUMNS} FROM evidence_files WHERE id = $1`, [id]);
      if (taken) return taken;
      accepts(await usage(rows, file, seasonStart));
      await rows.query(
        `INSERT INTO evidence_files (id, account_id, college_id, state, length, created_at, changed_at)
         VALUES ($1, $2, $3, 'uploading', $4, $5, $5) ON CONFLICT (id) DO NOTHING`,
        [id, accountId, collegeId, length, this.clock.now()],
      );
      const [added] = await rows.query<EvidenceFile[]>(`SELECT ${COLUMNS} FROM evidence_files WHERE id = $1`, [id]);
      return added!;
    });
  }

  /** All bytes are on the disk. True once. */
  async received(id: string): Promise<boolean> {
    const [, count] = await this.database.query<[unknown, number]>(
      "UPDATE evidence_files SET state = 'checking', changed_at = $2 WHERE id = $1 AND state = 'uploading'",
      [id, this.clock.now()],
    );
    return count > 0;
  }

  /** The cleaned file is in the evidence store. False = the row was deleted meanwhile. */
  async cleaned(id: string, file: Omit<CleanedFile, 'file' | 'thumbnail'>): Promise<boolean> {
    const { mediaType, bytes, width, height, sha256, originalSha256, perceptualHash, taken } = file;
    const hash = (hex: string | null) => hex && Buffer.from(hex, 'hex');
    const hint = taken.at === null && taken.place === null ? null : JSON.stringify(taken);
    const bits = perceptualHash && BigInt(`0x${perceptualHash}`).toString(2).padStart(64, '0');
    const [, count] = await this.database.query<[unknown, number]>(
      `UPDATE evidence_files SET state = 'ready', media_type = $2, bytes = $3, width = $4, height = $5, sha256 = $6,
         original_sha256 = $7, picture = $8, hints = $9, changed_at = $10 WHERE id = $1 AND state = 'checking'`,
      [id, mediaType, bytes, width, height, hash(sha256), hash(originalSha256), bits, hint, this.clock.now()],
    );
    if (count > 0) await this.compare(id);
    return count > 0;
  }

  /** Finds the files that equal a new one, or look like it. */
  private async compare(id: string): Promise<void> {
    await this.database.query(
      `WITH twins AS (
         SELECT mine.id AS file, other.id AS other FROM evidence_files mine JOIN evidence_files other
         ON other.id <> mine.id AND other.state = 'ready' AND (other.sha256 = mine.sha256
           OR other.original_sha256 = mine.original_sha256 OR bit_count(other.picture # mine.picture) <= $2)
         WHERE mine.id = $1 ORDER BY other.created_at LIMIT $3)
       INSERT INTO evidence_twins (file, other)
       SELECT file, other FROM twins UNION SELECT other, file FROM twins ON CONFLICT DO NOTHING`,
      [id, SAME_PICTURE_BITS, MOST_TWINS],
    );
  }

  /** Files of actions that equal these or look like them, by their own file. */
  async twins(ids: readonly string[]): Promise<Twin[]> {
    if (ids.length === 0) return [];
    return this.database.query<Twin[]>(
      `SELECT t.file, t.other, f.stream FROM evidence_twins t JOIN evidence_files f ON f.id = t.other
       WHERE t.file = ANY($1::uuid[]) AND f.stream IS NOT NULL ORDER BY t.file, t.other`,
      [ids],
    );
  }

  /** Place and time that the camera recorded, by file. */
  async hints(ids: readonly string[]): Promise<Map<string, Taken>> {
    const rows = await this.database.query<{ id: string; taken: Taken }[]>(
      'SELECT id, hints::json AS taken FROM evidence_files WHERE id = ANY($1::uuid[]) AND hints IS NOT NULL',
      [ids],
    );
    return new Map(rows.map(({ id, taken }) => [id, taken]));
  }

  async refused(id: string, { code, params }: { code: string; params: object }): Promise<void> {
    await this.database.query(
      `UPDATE evidence_files SET state = 'refused', reason = $2, reason_params = $3, changed_at = $4
       WHERE id = $1 AND state = 'checking'`,
      [id, code, JSON.stringify(params), this.clock.now()],
    );
  }

  /** Removes rows with all that they say. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.database.query('DELETE FROM evidence_files WHERE id = ANY($1::uuid[])', [ids]);
  }
}

async function usage(rows: EntityManager, { accountId, collegeId }: NewFile, seasonStart: Date): Promise<Usage> {
  const amount = async (where: string, values: unknown[]) =>
    (await rows.query<Amounts>(`SELECT ${USED} FROM evidence_files WHERE ${where}`, values))[0];
  return {
    unfinishedOfAccount: await amount("account_id = $1 AND state = 'uploading'", [accountId]),
    unfinishedOfCollege: await amount("college_id = $1 AND state = 'uploading'", [collegeId]),
    season: await amount("college_id = $1 AND created_at >= $2 AND state <> 'refused'", [collegeId, seasonStart]),
  };
}
