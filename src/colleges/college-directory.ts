import { Injectable } from '@nestjs/common';
import type { CollegeEvent } from '../events/college.events.js';
import type { Folded } from '../event-store/decider.js';
import { decode, EventStore } from '../event-store/event-store.js';
import { RuleLock } from '../event-store/rule-lock.repository.js';
import { CoalescedRead } from '../event-store/coalesced-read.js';
import { college, type RegisteredCollege } from './college.js';
import { NameIndex } from './name-index.js';

/** All registered colleges, read from the events themselves because a read model may be behind. */
@Injectable()
export class CollegeDirectory {
  private readonly colleges = new Map<string, RegisteredCollege>();
  private position: string | undefined;
  private readonly reading = new CoalescedRead(() => this.catchUp());

  constructor(
    private readonly store: EventStore,
    private readonly lock: RuleLock,
  ) {}

  async all(): Promise<RegisteredCollege[]> {
    await this.reading.run();
    return [...this.colleges.values()];
  }

  /** Runs one change of names at a time, so that no two colleges take one name. */
  changeNames<Result>(change: (index: NameIndex) => Promise<Result>): Promise<Result> {
    return this.lock.run('college names', async () => change(new NameIndex(await this.all())));
  }

  /** Runs one end of a college at a time, so that none ends in a college that has just ended. */
  changeStates<Result>(change: (colleges: readonly RegisteredCollege[]) => Promise<Result>): Promise<Result> {
    return this.lock.run('college states', async () => change(await this.all()));
  }

  private async catchUp(): Promise<void> {
    const from = this.position;
    for await (const stored of this.store.readAll({ from, filter: { streamPrefixes: ['college-'] } })) {
      if (stored.position === from) continue;
      const event = decode(stored) as unknown as Folded<CollegeEvent>;
      const state = college.evolve(this.colleges.get(stored.stream) ?? college.initialState(), event);
      if (state.status === 'registered') this.colleges.set(stored.stream, state);
      this.position = stored.position;
    }
  }
}
