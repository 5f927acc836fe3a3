import { standingsProjection } from '../../../projections/standings/standings.projection.js';
import { decode, isKnownType } from '../../event-store/codec.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import { isTraced, traceEmitted } from '../../tracing/tracing.js';
import type { StandingsChanged } from '../standings.contract.js';

/** The events a message tells of, while traces are exported. */
const causes = new WeakMap<StandingsChanged, readonly StoredEvent[]>();

/** Notes which of the events just projected belong to the challenge of a message. */
export function noteCauses(message: StandingsChanged, events: readonly StoredEvent[] | undefined): void {
  if (!isTraced() || !events) return;
  causes.set(
    message,
    events.filter((event) => isOf(event, message.challengeId)),
  );
}

export function joinCauses(both: StandingsChanged, ...parts: readonly StandingsChanged[]): StandingsChanged {
  if (isTraced())
    causes.set(
      both,
      parts.flatMap((part) => causes.get(part) ?? []),
    );
  return both;
}

/** Sends a message, as a step of the traces of all it tells of. */
export function sendTraced(room: string, message: StandingsChanged, send: () => void): void {
  const startedAt = Date.now();
  send();
  if (isTraced())
    traceEmitted(causes.get(message) ?? [], { 'qorzhyn.room': room, 'qorzhyn.seq': message.seq }, startedAt);
}

/** What cannot be read was not projected either. */
function isOf(event: StoredEvent, challengeId: string): boolean {
  if (!isKnownType(event.type)) return false;
  try {
    return standingsProjection.key(decode(event)) === challengeId;
  } catch {
    return false;
  }
}
