import type { EventFilter, EventStore, StoredEvent } from '../../src/event-store/event-store.js';

/** A consumer of one subscription that can be held back, waited for and ended. */
export class Follower {
  readonly events: StoredEvent[] = [];
  /** How many events had come when caught-up was first said; null = not yet. */
  caughtUpAfter: number | null = null;
  private readonly abort = new AbortController();
  private readonly checks = new Set<() => void>();
  private gate: Promise<void> | null = null;
  private open: () => void = () => undefined;
  private readonly running: Promise<void>;
  private failure: unknown;

  constructor(store: EventStore, options: { after?: string | null; filter?: EventFilter } = {}, held = false) {
    if (held) this.hold();
    this.running = this.run(store, options).catch((error: unknown) => {
      this.failure = error;
      this.notify();
    });
  }

  /** Ends when the condition holds; looked at after each message. */
  until(condition: (follower: Follower) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (this.failure) reject(this.failure as Error);
        else if (condition(this)) resolve();
        else return;
        this.checks.delete(check);
      };
      this.checks.add(check);
      check();
    });
  }

  caughtUp(): Promise<void> {
    return this.until((follower) => follower.caughtUpAfter !== null);
  }

  /** The consumer takes nothing more until `release`. */
  hold(): void {
    this.gate ??= new Promise((resolve) => (this.open = resolve));
  }

  release(): void {
    this.gate = null;
    this.open();
  }

  /** Aborts, and ends when the subscription has ended; throws what it failed with. */
  async end(): Promise<void> {
    this.abort.abort();
    this.release();
    await this.running;
    if (this.failure) throw this.failure;
  }

  private async run(store: EventStore, options: { after?: string | null; filter?: EventFilter }): Promise<void> {
    for await (const message of store.subscribe({ ...options, signal: this.abort.signal })) {
      if (message.kind === 'event') this.events.push(message.event);
      else this.caughtUpAfter ??= this.events.length;
      this.notify();
      if (this.gate) await this.gate;
    }
  }

  private notify(): void {
    for (const check of this.checks) check();
  }
}
