import { Injectable } from '@nestjs/common';
import type { CollegeEvent } from '../events/college.events.js';
import { decode, EventStore, StoreUnavailable } from '../event-store/event-store.js';
import { CoalescedRead } from '../event-store/coalesced-read.js';
import { college, type RegisteredCollege } from './college.js';
import { NameIndex } from './name-index.js';

/** All registered colleges, read from the events themselves because a read model may be behind. */
@Injectable()
export class CollegeDirectory {
  private readonly colleges = new Map<string, RegisteredCollege>();
  private position: string | undefined;
  private readonly reading = new CoalescedRead(() => this.catchUp());
  private naming: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: EventStore) {}

  async all(): Promise<RegisteredCollege[]> {
    await this.reading.run();
    return [...this.colleges.values()];
  }

  /**
   * Runs one change of names at a time in this process, so that no two colleges take one name. A store that is away fails all
   * changes that wait: each would wait for it in its turn.
   */
  changeNames<Result>(change: (index: NameIndex) => Promise<Result>): Promise<Result> {
    const changed = this.naming.then(async () => change(new NameIndex(await this.all())));
    const naming = changed.catch((error: unknown) => {
      if (error instanceof StoreUnavailable && this.naming !== naming) throw error;
    });
    this.naming = naming;
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
