import { standingsProjection } from '../../../projections/standings/standings.projection.js';
import { decode, isKnownType } from '../../event-store/codec.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import { isTraced, traceEmitted } from '../../observability/tracing/tracing.js';
import type { RoomChange } from './room-change.js';

/** The events a change comes from, while traces are exported. */
const causes = new WeakMap<RoomChange, readonly StoredEvent[]>();

/** Notes which of the events just projected belong to the challenge of a change. */
export function noteCauses(change: RoomChange, events: readonly StoredEvent[] | undefined): void {
  if (!isTraced() || !events) return;
  causes.set(
    change,
    events.filter((event) => isOf(event, change.head.challengeId)),
  );
}

export function joinCauses(both: RoomChange, ...parts: readonly RoomChange[]): RoomChange {
  if (isTraced())
    causes.set(
      both,
      parts.flatMap((part) => causes.get(part) ?? []),
    );
  return both;
}

/** Sends what tells of a change, as a step of the traces of all it comes from. */
export function sendTraced(room: string, change: RoomChange, send: () => void): void {
  const startedAt = Date.now();
  send();
  if (isTraced())
    traceEmitted(causes.get(change) ?? [], { 'qorzhyn.room': room, 'qorzhyn.seq': change.head.seq }, startedAt);
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
