import { Injectable } from '@nestjs/common';
import { OpenObjections } from '../challenges/index.js';
import type { ObjectionEvent } from '../events/objection.events.js';
import { CoalescedRead } from '../event-store/coalesced-read.js';
import type { Folded } from '../event-store/decider.js';
import { decode, EventStore } from '../event-store/event-store.js';
import { objection, type ObjectionState, type RaisedObjection } from './objection.js';

/** All objections, read from the events themselves because a read model may be behind. */
@Injectable()
export class ObjectionDirectory extends OpenObjections {
  private readonly objections = new Map<string, ObjectionState>();
  private position: string | undefined;
  private readonly reading = new CoalescedRead(() => this.catchUp());

  constructor(private readonly store: EventStore) {
    super();
  }

  /** Objections in a challenge, oldest first. */
  async in(challengeId: string): Promise<RaisedObjection[]> {
    await this.reading.run();
    return [...this.objections.values()].flatMap((one) =>
      one.status !== 'none' && one.challengeId === challengeId ? [one] : [],
    );
  }

  override async openIn(challengeId: string): Promise<string[]> {
    const all = await this.in(challengeId);
    return all.flatMap(({ status, objectionId }) => (status === 'open' ? [objectionId] : []));
  }

  private async catchUp(): Promise<void> {
    const from = this.position;
    for await (const stored of this.store.readAll({ from, filter: { streamPrefixes: ['objection-'] } })) {
      if (stored.position === from) continue;
      const event = decode(stored) as unknown as Folded<ObjectionEvent>;
      const { stream, position } = stored;
      this.objections.set(stream, objection.evolve(this.objections.get(stream) ?? objection.initialState(), event));
      this.position = position;
    }
  }
}
