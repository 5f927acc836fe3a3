import type { Projection } from '../../projections/projection.js';
import type { Recorded } from '../events/event.js';
import type { DomainEvent } from '../events/schemas.js';
import { decode, isKnownType, type StoredEvent } from '../event-store/event-store.js';
import { Parking } from './parked-streams.js';
import type { ProjectionDefinition, Runner, RunnerOptions, Writes } from './runner.js';

type Step = (document: unknown, event: Recorded<DomainEvent>) => object | null;

/** Runs a projection that loads the documents of each batch by key. */
export function documentRunner<Body>(projection: Projection<Body>): ProjectionDefinition {
  return {
    name: projection.name,
    version: projection.version,
    open: (options) => Promise.resolve(new DocumentRunner(projection as Projection<unknown>, options)),
  };
}

class DocumentRunner implements Runner {
  private readonly parking: Parking;

  constructor(
    private readonly projection: Projection<unknown>,
    private readonly options: RunnerOptions,
  ) {
    this.parking = new Parking(projection.name, options.parked);
  }

  fold(batch: readonly StoredEvent[]): Promise<Writes> {
    return this.parking.foldBatch((events) => this.foldAll(events), batch);
  }

  private async foldAll(batch: Iterable<StoredEvent>): Promise<Omit<Writes, 'parked'>> {
    const steps: { key: string; stored: StoredEvent; event: Recorded<DomainEvent> }[] = [];
    for (const stored of batch) {
      this.parking.attempt(stored, () => {
        const step = isKnownType(stored.type) ? this.projection.when[stored.type] : undefined;
        if (isKnownType(stored.type) && !step) return;
        const event = decode(stored);
        const key = this.projection.key(event);
        if (key !== null) steps.push({ key, stored, event });
      });
    }
    const before = await this.options.documents([...new Set(steps.map(({ key }) => key))]);
    const after = new Map<string, object | null>();
    for (const { key, stored, event } of steps) {
      this.parking.attempt(stored, () => {
        const document =
          after.get(key) ?? (after.has(key) ? undefined : before.get(key)) ?? this.projection.initial(key);
        after.set(key, (this.projection.when[event.type] as Step)(document, event));
      });
    }
    return {
      upserts: [...after].flatMap(([key, body]) => (body === null ? [] : [{ key, body }])),
      deletes: [...after].flatMap(([key, body]) => (body === null && before.has(key) ? [key] : [])),
    };
  }
}
