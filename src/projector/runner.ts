import type { Projection } from '../../projections/projection.js';
import { decode, type EventStore, isKnownType, type StoredEvent } from '../event-store/event-store.js';
import type { Recorded } from '../events/event.js';
import type { DomainEvent } from '../events/schemas.js';
import type { Document, DocumentMigration, ParkedStream } from './read-model.js';

/** Folds batches of events, in order and each event once, into changes of documents. */
export interface Runner {
  /** All events are new to the runner. It skips those of parked streams. */
  fold(batch: readonly StoredEvent[]): Promise<Writes>;
  /** Keys of the documents whose sequence number counts commits instead of events. */
  sequenceKeys?(): string[];
  /** Takes over the sequence numbers that another process wrote for the last folded batch. */
  restoreSequences?(documents: ReadonlyMap<string, object>): void;
  /** Resolves when no background write is running. */
  idle?(): Promise<void>;
  /** Called at a clean stop, so that the runner can save a snapshot. */
  end?(committed: string | null): Promise<void>;
}

export interface RunnerOptions {
  store: EventStore;
  documents(keys: readonly string[]): Promise<Map<string, object>>;
  /** The checkpoint to resume from; null = from the first event. */
  position: string | null;
  /** True when readers see its writes; false for a rebuild. */
  isLive: boolean;
  /** Streams that earlier batches parked. */
  parked: readonly ParkedStream[];
  /** The generation whose snapshots it may use; absent = fold every event. */
  generation?: number;
}

export interface Writes {
  upserts: Document[];
  deletes: string[];
  /** Streams that this batch parked. */
  parked: ParkedStream[];
}

export interface ProjectionDefinition {
  readonly name: string;
  readonly version: number;
  /** True when queries read its memory, so that processes without the lease fold it too. */
  readonly isFollowed?: boolean;
  /** Fields of documents that count commits, which a re-fold cannot reproduce and `verify` skips. */
  readonly ignoredFields?: readonly string[];
  open(options: RunnerOptions): Promise<Runner>;
  readonly migration?: DocumentMigration;
}

/** All projections that the engine maintains. Features add theirs before the server starts. */
export class ProjectionRegistry {
  private readonly definitions = new Map<string, ProjectionDefinition>();

  /** Throws when the name is taken. */
  add(definition: ProjectionDefinition): this {
    if (this.definitions.has(definition.name)) throw new Error(`two projections have the name ${definition.name}`);
    this.definitions.set(definition.name, definition);
    return this;
  }

  get(name: string): ProjectionDefinition | undefined {
    return this.definitions.get(name);
  }

  all(): ProjectionDefinition[] {
    return [...this.definitions.values()];
  }
}

/** Defines a projection whose runner loads the documents of each batch by key. */
export function documentProjection<Body>(projection: Projection<Body>): ProjectionDefinition {
  const { name, version, initial, when } = projection;
  const open = ({ parked, documents }: RunnerOptions): Promise<Runner> => {
    const parking = new Parking(name, parked);
    const foldAll = async (batch: readonly StoredEvent[]) => {
      const read = (stored: StoredEvent) => parking.attempt(stored, () => keyedEvents(projection, stored));
      const events = batch.flatMap(read);
      const before = await documents([...new Set(events.map((event) => event.key))]);
      const after = new Map<string, object | null>();
      for (const { key, stored, event } of events) {
        parking.attempt(stored, () => {
          const document = after.has(key) ? after.get(key) : before.get(key);
          after.set(key, (when[event.type] as Step)(document ?? initial(key), event));
        });
      }
      return {
        upserts: [...after].flatMap(([key, body]) => (body === null ? [] : [{ key, body }])),
        deletes: [...after].flatMap(([key, body]) => (body === null && before.has(key) ? [key] : [])),
      };
    };
    return Promise.resolve({ fold: (batch) => parking.foldBatch(foldAll, batch) });
  };
  return { name, version, open };
}

type Step = (document: unknown, event: Recorded<DomainEvent>) => object | null;

/** An event with the key of the document that it changes. */
export interface KeyedEvent {
  key: string;
  stored: StoredEvent;
  event: Recorded<DomainEvent>;
}

/** Null = the event changes no document. Throws InvalidEvent when it cannot be decoded. */
export function keyedEvent<Body>(projection: Projection<Body>, stored: StoredEvent): KeyedEvent | null {
  if (isKnownType(stored.type) && !projection.when[stored.type]) return null;
  const event = decode(stored);
  const key = projection.key(event);
  return key === null ? null : { key, stored, event };
}

/** The event once for each document that it changes. */
function keyedEvents<Body>(projection: Projection<Body>, stored: StoredEvent): KeyedEvent[] {
  const first = keyedEvent(projection, stored);
  const others = first ? (projection.otherKeys?.(first.event) ?? []) : [];
  return first ? [first, ...others.map((key) => ({ ...first, key }))] : [];
}

/** Joins the writes of consecutive batches: the last change of each document wins. */
export function mergeWrites(parts: readonly Writes[]): Writes {
  const upserts = new Map<string, Document>();
  const deletes = new Set<string>();
  for (const part of parts) {
    for (const key of part.deletes) {
      upserts.delete(key);
      deletes.add(key);
    }
    for (const document of part.upserts) {
      upserts.set(document.key, document);
      deletes.delete(document.key);
    }
  }
  return { upserts: [...upserts.values()], deletes: [...deletes], parked: parts.flatMap(({ parked }) => parked) };
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

class PoisonEvent extends Error {
  constructor(
    readonly event: StoredEvent,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}
