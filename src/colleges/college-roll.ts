import { Injectable } from '@nestjs/common';
import type { CollegeEvent } from '../events/college.events.js';
import { decode } from '../event-store/codec.js';
import { EventStore } from '../event-store/event-store.js';
import { college, type RegisteredCollege } from './college.js';

/** All registered colleges, folded from the history itself: an opening may not miss what a read model has not got to yet. */
@Injectable()
export class CollegeRoll {
  constructor(private readonly store: EventStore) {}

  async all(): Promise<RegisteredCollege[]> {
    const colleges = new Map<string, RegisteredCollege>();
    for await (const stored of this.store.readAll({ filter: { streamPrefixes: ['college-'] } })) {
      const event = decode(stored) as unknown as CollegeEvent;
      const state = college.evolve(colleges.get(stored.stream) ?? college.initialState(), event);
      if (state.status === 'registered') colleges.set(stored.stream, state);
    }
    return [...colleges.values()];
  }
}
