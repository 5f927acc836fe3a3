import type { StoredEvent } from '../event-store/event-store.js';
import { type ProjectorReporter, setParkedStreams } from './projector-reporter.js';
import type { ParkedStream } from './read-model.js';
import type { ProjectionRegistry, Writes } from './runner.js';

class PoisonEvent extends Error {
  constructor(
    readonly event: StoredEvent,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** Skips streams with an event that one projection cannot fold, so that the other streams continue. */
export class Parking {
  /** Stream → the first revision that is skipped. */
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

  /** Runs one step of a fold and attributes its error to the event. */
  attempt<T>(event: StoredEvent, run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw new PoisonEvent(event, error);
    }
  }

  /**
   * Folds a batch without parked streams. A poison event parks its stream and restarts the batch, because the failed step may have
   * changed half a document. `undo` restores the state in memory before the restart.
   */
  async foldBatch(
    fold: (events: readonly StoredEvent[]) => Promise<Omit<Writes, 'parked'>>,
    batch: readonly StoredEvent[],
    undo: () => Promise<void> = () => Promise.resolve(),
  ): Promise<Writes> {
    const { projection } = this;
    const parked: ParkedStream[] = [];
    for (;;) {
      try {
        return { ...(await fold(batch.filter((event) => !this.isParked(event)))), parked };
      } catch (error) {
        if (!(error instanceof PoisonEvent)) throw error;
        const { stream, id: eventId, type, revision, position } = error.event;
        this.streams.set(stream, revision);
        parked.push({ projection, stream, eventId, type, revision, position, error: error.message });
        await undo();
      }
    }
  }
}

/** The parked streams of all projections, shown as a metric and reported when one is added. */
export class ParkedStreams {
  private streams: readonly ParkedStream[] = [];

  constructor(
    private readonly registry: ProjectionRegistry,
    private readonly reporter: Pick<ProjectorReporter, 'parked'>,
  ) {}

  get count(): number {
    return this.streams.length;
  }

  replace(streams: readonly ParkedStream[]): void {
    const isKnown = ({ projection, stream }: ParkedStream) =>
      this.streams.some((one) => one.projection === projection && one.stream === stream);
    for (const stream of streams) if (!isKnown(stream)) this.reporter.parked(stream);
    this.streams = [...streams];
    setParkedStreams(this.registry.all(), streams);
  }

  add(streams: readonly ParkedStream[]): void {
    this.replace([...this.streams, ...streams]);
  }
}
