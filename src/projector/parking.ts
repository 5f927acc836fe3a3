import type { StoredEvent } from '../event-store/event-store.js';
import type { ParkedStream, Writes } from './runner.js';

class PoisonEvent extends Error {
  constructor(
    readonly event: StoredEvent,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** Sets aside the streams whose events cannot be folded, so that all others go on. */
export class Parking {
  /** Stream → the revision from which on it waits. */
  private readonly streams: Map<string, number>;

  constructor(
    private readonly projection: string,
    parked: readonly ParkedStream[],
  ) {
    this.streams = new Map(parked.map(({ stream, revision }) => [stream, revision]));
  }

  isParked({ stream, revision }: StoredEvent): boolean {
    return revision >= (this.streams.get(stream) ?? Infinity);
  }

  /** Runs one step of a fold; whatever it throws is blamed on the event. */
  attempt<T>(event: StoredEvent, run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw new PoisonEvent(event, error);
    }
  }

  /**
   * Folds a batch without the parked streams. When an event proves poisonous its stream is parked and the batch is folded again from
   * where it began: a step that threw may have left its document half changed. `undo` brings back what was held in memory.
   */
  async foldBatch(
    fold: (events: readonly StoredEvent[]) => Promise<Omit<Writes, 'parked'>>,
    batch: readonly StoredEvent[],
    undo: () => Promise<void> = () => Promise.resolve(),
  ): Promise<Writes> {
    const parked: ParkedStream[] = [];
    for (;;) {
      try {
        return { ...(await fold(batch.filter((event) => !this.isParked(event)))), parked };
      } catch (error) {
        if (!(error instanceof PoisonEvent)) throw error;
        const { stream, id, type, revision, position } = error.event;
        this.streams.set(stream, revision);
        parked.push({
          projection: this.projection,
          stream,
          eventId: id,
          type,
          revision,
          position,
          error: error.message,
        });
        await undo();
      }
    }
  }
}

/** Streams that wait now and did not before. */
export function newlyParked(before: readonly ParkedStream[], now: readonly ParkedStream[]): ParkedStream[] {
  const isSame = (a: ParkedStream, b: ParkedStream) => a.projection === b.projection && a.stream === b.stream;
  return now.filter((stream) => !before.some((one) => isSame(one, stream)));
}
