import type { Decider } from '../../src/event-store/decider.js';
import { DomainError, type Refusal } from '../../src/event-store/domain-error.js';
import { encode } from '../../src/event-store/event-store.js';
import type { DomainEvent } from '../../src/events/schemas.js';

const metadata = { actor: 'test', $correlationId: 'test', recordedAt: '2026-01-01T00:00:00.000Z' };

/** The result of a rule: events, or a refusal. */
class Decision {
  constructor(private readonly decide: () => readonly DomainEvent[]) {}

  then(...expected: DomainEvent[]): void {
    const events = this.decide();
    for (const event of events) encode(event, '00000000-0000-4000-8000-000000000000', metadata);
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
export function given<State, Event extends DomainEvent>(decider: Decider<State, Event>, ...events: readonly Event[]) {
  const state = events.reduce((before, event) => decider.evolve(before, event), decider.initialState());
  return { state, when: (rule: (state: State) => readonly Event[]) => new Decision(() => rule(state)) };
}
