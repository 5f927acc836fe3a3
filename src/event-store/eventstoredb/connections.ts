import { Connection, type StoreLog } from './connection.js';
import type { Timing } from './timing.js';

/** A server serves 100 calls on a connection and lets the next wait; subscriptions last, so they must not fill it. */
const SUBSCRIPTIONS_EACH = 40;

/** One connection for appends and reads, and as many as the subscriptions need. */
export class Connections {
  readonly main: Connection;
  private readonly shared = new Map<Connection, number>();

  constructor(
    private readonly url: string,
    private readonly log: StoreLog,
    private readonly timing: Timing,
  ) {
    this.main = this.connect();
  }

  /** A connection with room for one more subscription; give it back with `leave`. */
  join(): Connection {
    const [free] = [...this.shared].find(([, count]) => count < SUBSCRIPTIONS_EACH) ?? [this.connect()];
    this.shared.set(free, (this.shared.get(free) ?? 0) + 1);
    return free;
  }

  leave(connection: Connection): void {
    const left = (this.shared.get(connection) ?? 1) - 1;
    if (left > 0) this.shared.set(connection, left);
    else {
      this.shared.delete(connection);
      void connection.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.main, ...this.shared.keys()].map((connection) => connection.close()));
  }

  private connect(): Connection {
    return new Connection(this.url, this.log, this.timing);
  }
}
