import { type EventFilter, type SubscriptionMessage, StoreUnavailable, UnreadablePosition } from '../event-store.js';
import type { Connection } from './connection.js';
import { incoming, isOurs, matches } from './incoming.js';
import { Patience } from './patience.js';
import { parsePosition } from './position.js';
import { subscriptionRequest } from './read-requests.js';
import { isInvalidPosition, Reads } from './reads.js';

/** Follows the log from a position until it is aborted, through every loss of the connection. */
export class Subscription {
  private caughtUp = false;
  private readonly patience: Patience;
  private readonly reads: Reads;

  constructor(
    private readonly connection: Connection,
    private last: string | null,
    private readonly filter: EventFilter,
    private readonly signal: AbortSignal,
  ) {
    this.patience = new Patience(connection.timing, Infinity);
    this.reads = new Reads(connection, signal);
  }

  async *messages(): AsyncGenerator<SubscriptionMessage> {
    while (!this.signal.aborted) {
      let cause: unknown = new StoreUnavailable('the server ended the subscription');
      try {
        await this.checkStart();
        yield* this.follow();
      } catch (error) {
        if (error instanceof UnreadablePosition) throw error;
        if (isInvalidPosition(error))
          throw new UnreadablePosition(`this history has no event at ${this.last}`, { cause: error });
        cause = error;
      }
      if (this.signal.aborted) return;
      this.connection.failed(cause);
      await this.patience.pause(cause, this.signal);
    }
  }

  /** Beyond the end of its log a server waits in silence, for ever; so the start is looked up first, each time. */
  private async checkStart(): Promise<void> {
    if (this.last === null) return;
    for await (const event of this.reads.at(this.last, this.signal)) void event;
  }

  private async *follow(): AsyncGenerator<SubscriptionMessage> {
    const request = subscriptionRequest(this.last === null ? null : parsePosition(this.last), this.filter);
    for await (const answer of this.connection.answers(request, Infinity, this.signal)) {
      const event = incoming(answer);
      if (event) {
        this.last = event.position;
        if (isOurs(event) && matches(this.filter, event)) yield { kind: 'event', event };
      }
      if (event || answer.hasCaughtUp()) this.works();
      // Said again and again by the server; what it means is true once.
      if (!answer.hasCaughtUp() || this.caughtUp) continue;
      this.caughtUp = true;
      yield { kind: 'caught-up' };
    }
  }

  private works(): void {
    this.patience.reset();
    this.connection.worked();
  }
}
