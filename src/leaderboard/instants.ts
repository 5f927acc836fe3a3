import { Injectable } from '@nestjs/common';
import { EventStore, type StoredEvent } from '../event-store/event-store.js';
import type { EventMetadata } from '../events/event.js';

const BLOCK = 1_000;

/** So many events that follow each other. */
interface Block {
  first: string;
  size: number;
  /** The least recorded-at of them, milliseconds since 1970: it may step back. */
  earliest: number;
}

/** Finds what was the last event at an instant. The history is looked through once; later questions read a block and what is new. */
@Injectable()
export class Instants {
  private readonly blocks: Block[] = [];
  private last: string | null = null;
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly store: EventStore) {}

  /** Highest position recorded at or before an instant (milliseconds since 1970); null = there is none. */
  async positionAt(instant: number): Promise<string | null> {
    this.reading = this.reading.catch(() => undefined).then(() => this.readOn());
    await this.reading;
    const block = this.blocks.findLast(({ earliest }) => earliest <= instant);
    if (!block) return null;
    let found: string | null = null;
    for await (const event of this.store.readAll({ from: block.first, max: block.size }))
      if (recordedAt(event) <= instant) found = event.position;
    return found;
  }

  private async readOn(): Promise<void> {
    const { last } = this;
    for await (const event of this.store.readAll(last === null ? {} : { from: last })) {
      if (last !== null && this.store.compare(event.position, last) <= 0) continue;
      this.add(event.position, recordedAt(event));
    }
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
