import { uuidOf } from '../../src/config/ids.js';
import type { Decider, Folded } from '../../src/event-store/decider.js';
import { DomainError, type Refusal } from '../../src/event-store/domain-error.js';
import { encode } from '../../src/event-store/event-store.js';
import type { DomainEvent } from '../../src/events/schemas.js';

const metadata = { actor: 'test', $correlationId: 'test', recordedAt: '2026-01-01T00:00:00.000Z', schemaVersion: 1 };

interface Writing {
  /** Account id. */
  by?: string;
  /** ISO instant. */
  at?: string;
  id?: string;
}

/** An event as a fold sees it; without `id`, its content gives one. */
export const written = <Event extends DomainEvent>(event: Event, { by, at, id }: Writing = {}): Folded<Event> => ({
  ...event,
  id: id ?? uuidOf(JSON.stringify(event)),
  metadata: { ...metadata, ...(by && { actor: by }), ...(at && { recordedAt: at }) },
});

const hasMetadata = <Event>(event: Event | Folded<Event>): event is Folded<Event> =>
  typeof event === 'object' && event !== null && 'metadata' in event;

/** The state after these events. An event without metadata was recorded by `test`, and its id is that of its place. */
export const fold = <State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  events: readonly (Event | Folded<Event>)[],
): State =>
  events.reduce<State>(
    (state, event, place) =>
      decider.evolve(state, hasMetadata<Event>(event) ? event : written(event, { id: uuidOf(`event ${place}`) })),
    decider.initialState(),
  );

/** The result of a rule: events, or a refusal. */
class Decision {
  constructor(private readonly decide: () => readonly DomainEvent[]) {}

  then(...expected: DomainEvent[]): void {
    const events = this.decide();
    for (const event of events) encode(event, uuidOf('event'), metadata);
    expect(events).toEqual(expected);
  }

  refuses(refusal: Refusal, code: string, field?: string): void {
    let thrown: unknown;
    try {
      this.decide();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DomainError);
    expect(thrown).toMatchObject({ refusal, code, ...(field === undefined ? {} : { field }) });
  }
}

/** given(decider, ...events).when(state => rule(command, state)).then(...events) or .refuses(refusal, code) */
export function given<State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  ...events: readonly (Event | Folded<Event>)[]
) {
  const state = fold(decider, events);
  return { state, when: (rule: (state: State) => readonly Event[]) => new Decision(() => rule(state)) };
}
