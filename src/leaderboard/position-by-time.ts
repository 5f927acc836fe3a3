import { Injectable } from '@nestjs/common';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { EventStore, type StoredEvent } from '../event-store/event-store.js';
import type { EventMetadata } from '../events/event.js';
import { ReadModel } from '../projector/read-model.js';
import { SnapshotStore } from '../projector/snapshot-store.js';
import { CompressedSnapshots } from './compressed-snapshots.js';

const BLOCK = 1_000;
/** Blocks are kept whenever there are so many new ones. */
const KEEP_BLOCKS = 10;
/** All are kept each time, so the more there are the more must be new: what is kept grows as the history and no faster. */
const KEEP_SHARE = 1 / 100;
const KEY = 'instants/1';

/** So many events that follow each other. */
interface Block {
  first: string;
  size: number;
  /** The least recorded-at of them, milliseconds since 1970: it may step back. */
  earliest: number;
}

interface Kept {
  blocks: Block[];
  last: string;
}

/**
 * Finds what was the last event at an instant. The history is looked through once, and what was found is kept beside the snapshots; later
 * questions, also those after a start, read a block and what is new.
 */
@Injectable()
export class PositionByTimeIndex {
  private blocks: Block[] = [];
  private last: string | null = null;
  private keptBlocks = 0;
  private isTakenUp = false;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly snapshots: SnapshotStore,
  ) {}

  /** Highest position recorded at or before an instant (milliseconds since 1970); null = there is none. */
  async positionAt(instant: number): Promise<string | null> {
    await this.update();
    const block = this.blocks.findLast(({ earliest }) => earliest <= instant);
    if (!block) return null;
    let found: string | null = null;
    for await (const event of this.store.readAll({ from: block.first, max: block.size }))
      if (recordedAt(event) <= instant) found = event.position;
    return found;
  }

  /** Looks at what is new in the history. */
  update(): Promise<void> {
    this.reading = this.reading.catch(() => undefined).then(() => this.catchUp());
    return this.reading;
  }

  private async catchUp(): Promise<void> {
    if (!this.isTakenUp) await this.load();
    const { last } = this;
    for await (const event of this.store.readAll(last === null ? {} : { from: last })) {
      if (last !== null && this.store.compare(event.position, last) <= 0) continue;
      this.add(event.position, recordedAt(event));
    }
    const fresh = this.blocks.length - this.keptBlocks;
    if (this.last === null || fresh < Math.max(KEEP_BLOCKS, this.keptBlocks * KEEP_SHARE)) return;
    const text = JSON.stringify({ blocks: this.blocks, last: this.last } satisfies Kept);
    this.keptBlocks = this.blocks.length;
    await (await this.texts())?.save(KEY, { position: this.last, text });
  }

  /** What the process before had found. */
  private async load(): Promise<void> {
    const [texts, head] = [await this.texts(), await this.store.head()];
    const found = texts && head !== null ? await texts.latest(KEY, head) : null;
    const kept = found && (await texts!.orNull(KEY, async () => JSON.parse(found.text) as Kept));
    if (kept) {
      this.blocks = kept.blocks;
      this.last = kept.last;
      this.keptBlocks = kept.blocks.length;
    }
    this.isTakenUp = true;
  }

  /** Null = nothing is projected yet. */
  private async texts(): Promise<CompressedSnapshots | null> {
    const live = await this.readModel.live(standingsProjection.name);
    return live && new CompressedSnapshots(this.snapshots, this.store, live.generation, () => undefined);
  }

  private add(position: string, at: number): void {
    const block = this.blocks.at(-1);
    if (block && block.size < BLOCK) {
      block.size += 1;
      block.earliest = Math.min(block.earliest, at);
    } else this.blocks.push({ first: position, size: 1, earliest: at });
    this.last = position;
  }
}

function recordedAt({ metadata }: StoredEvent): number {
  return Date.parse((JSON.parse(metadata) as EventMetadata).recordedAt);
}
