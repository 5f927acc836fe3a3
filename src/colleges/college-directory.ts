import { Injectable } from '@nestjs/common';
import type { CollegeEvent } from '../events/college.events.js';
import { decode } from '../event-store/codec.js';
import { EventStore } from '../event-store/event-store.js';
import { college, type RegisteredCollege } from './college.js';
import { NameIndex } from './name-index.js';

/** All registered colleges, read from the events themselves because a read model may be behind. */
@Injectable()
export class CollegeDirectory {
  private readonly colleges = new Map<string, RegisteredCollege>();
  private position: string | undefined;
  private reading: Promise<void> = Promise.resolve();
  private naming: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: EventStore) {}

  async all(): Promise<RegisteredCollege[]> {
    const read = this.reading.then(() => this.catchUp());
    this.reading = read.catch(() => undefined);
    await read;
    return [...this.colleges.values()];
  }

  /** Runs one change of names at a time in this process, so that no two colleges take one name. */
  changeNames<Result>(change: (index: NameIndex) => Promise<Result>): Promise<Result> {
    const changed = this.naming.then(async () => change(new NameIndex(await this.all())));
    this.naming = changed.catch(() => undefined);
    return changed;
  }

  private async catchUp(): Promise<void> {
    const from = this.position;
    for await (const stored of this.store.readAll({ from, filter: { streamPrefixes: ['college-'] } })) {
      if (stored.position === from) continue;
      const event = decode(stored) as unknown as CollegeEvent;
      const state = college.evolve(this.colleges.get(stored.stream) ?? college.initialState(), event);
      if (state.status === 'registered') this.colleges.set(stored.stream, state);
      this.position = stored.position;
    }
  }
}
