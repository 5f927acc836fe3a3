import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../event-store.js';
import type { BatchAppends } from './appends.js';
import { proposedMessage } from './messages.js';
import type { Reads } from './reads.js';
import { defaultTiming } from './retry-policy.js';

/** Metadata of a user stream, so that any account that may write the history may also read and write it. */
const STREAM = '$$qorzhyn-history';
/** Time for which an answer of the server is used again. */
const SEAL_TTL_MS = 2_000;
/** Time after which no append of any server is under way that began before the seal. */
export const SEAL_NOTICE_MS = SEAL_TTL_MS + defaultTiming.appendTimeoutMs;

interface SealMetadata {
  qorzhyn?: { sealed?: boolean };
}

/** A mark in the history itself: while it is set, no server of any address appends to it. */
export class HistorySeal {
  private openUntil = -Infinity;

  constructor(
    private readonly reads: Reads,
    private readonly appends: BatchAppends,
  ) {}

  /** Throws HistorySealed. One attempt, so that the caller's retries are the only ones. */
  async assertOpen(ms: number): Promise<void> {
    const now = performance.now();
    if (now < this.openUntil) return;
    if ((await this.read(ms)).isSealed) throw new HistorySealed();
    this.openUntil = now + SEAL_TTL_MS;
  }

  async read(ms: number): Promise<{ isSealed: boolean; revision: number | null }> {
    for await (const { data, revision } of this.reads.lastOf(STREAM, ms))
      return { isSealed: (JSON.parse(data) as SealMetadata).qorzhyn?.sealed === true, revision };
    return { isSealed: false, revision: null };
  }

  async set(isSealed: boolean, ms: number): Promise<void> {
    const before = await this.read(ms);
    if (before.isSealed === isSealed) return;
    const data = JSON.stringify({ qorzhyn: { sealed: isSealed } } satisfies SealMetadata);
    const event = proposedMessage({ id: randomUUID(), type: '$metadata', data, metadata: '{}' });
    await this.appends.send({ stream: STREAM, expected: before.revision ?? 'no-stream', events: [event] }, ms);
    this.openUntil = -Infinity;
  }
}

/** The history was moved to another store, or a move into it has not ended. */
export class HistorySealed extends StoreUnavailable {
  constructor() {
    super('this history was moved elsewhere, or a move into it has not ended');
  }
}
