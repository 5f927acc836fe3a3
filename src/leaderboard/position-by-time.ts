import { Injectable } from '@nestjs/common';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { EventStore, type StoredEvent } from '../event-store/event-store.js';
import { CoalescedRead } from '../event-store/coalesced-read.js';
import type { EventMetadata } from '../events/event.js';
import { ReadModel } from '../projector/read-model.js';
import { SnapshotStore } from '../projector/snapshot-store.js';
import { CompressedSnapshots } from './compressed-snapshots.js';

const BLOCK = 1_000;
/** New blocks before the index is saved again. */
const SAVE_BLOCKS = 10;
/** The whole index is saved each time, so a longer one waits for more new blocks. */
const SAVE_SHARE = 1 / 100;
const KEY = 'instants/1';

/** A run of consecutive events. */
interface Block {
  first: string;
  size: number;
  /** The earliest recorded-at, milliseconds since 1970; recorded-at may step back. */
  earliest: number;
}

interface SavedIndex {
  blocks: Block[];
  last: string;
}

/** Finds the last event at an instant. The index is saved with the snapshots, so a query reads one block and the new events. */
@Injectable()
export class PositionByTimeIndex {
  private blocks: Block[] = [];
  private last: string | null = null;
  private savedBlocks = 0;
  private isLoaded = false;
  private readonly updating = new CoalescedRead(() => this.catchUp());

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly snapshots: SnapshotStore,
  ) {}

  /** The highest position recorded at or before an instant (milliseconds since 1970); null = none. */
  async positionAt(instant: number): Promise<string | null> {
    await this.update();
    const block = this.blocks.findLast(({ earliest }) => earliest <= instant);
    if (!block) return null;
    let found: string | null = null;
    for await (const event of this.store.readAll({ from: block.first, max: block.size }))
      if (recordedAt(event) <= instant) found = event.position;
    return found;
  }

  /** Indexes the new events. */
  update(): Promise<void> {
    return this.updating.run();
  }

  private async catchUp(): Promise<void> {
    if (!this.isLoaded) await this.load();
    const { last } = this;
    for await (const event of this.store.readAll(last === null ? {} : { from: last })) {
      if (last !== null && this.store.compare(event.position, last) <= 0) continue;
      this.add(event.position, recordedAt(event));
    }
    const fresh = this.blocks.length - this.savedBlocks;
    if (this.last === null || fresh < Math.max(SAVE_BLOCKS, this.savedBlocks * SAVE_SHARE)) return;
    const text = JSON.stringify({ blocks: this.blocks, last: this.last } satisfies SavedIndex);
    this.savedBlocks = this.blocks.length;
    await (await this.texts())?.save(KEY, { position: this.last, text });
  }

  /** Loads the index that an earlier process saved. */
  private async load(): Promise<void> {
    const [texts, head] = [await this.texts(), await this.store.head()];
    const found = texts && head !== null ? await texts.latest(KEY, head) : null;
    const saved = found && (await texts!.orNull(KEY, async () => JSON.parse(found.text) as SavedIndex));
    if (saved) {
      this.blocks = saved.blocks;
      this.last = saved.last;
      this.savedBlocks = saved.blocks.length;
    }
    this.isLoaded = true;
  }

  /** Null = no live generation yet. */
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
