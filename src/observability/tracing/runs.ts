import type { EventMetadata } from '../../events/event.js';
import { traceIdOf } from './trace-ids.js';
import type { TracedEvent } from './tracing.js';

/** Events that one append wrote, as far as a reader can tell. */
export interface Run {
  traceId: string;
  firstId: string;
  stream: string;
  count: number;
}

/** Neighbours of one stream and one correlation belong together. Events of other programs, whose metadata names no correlation, are left out. */
export function runsOf(events: readonly TracedEvent[]): Run[] {
  const runs: Run[] = [];
  for (const { id, stream, metadata } of events) {
    const { $correlationId: correlationId } = JSON.parse(metadata) as Partial<EventMetadata>;
    if (typeof correlationId !== 'string') continue;
    const traceId = traceIdOf(correlationId);
    const last = runs.at(-1);
    if (last?.stream === stream && last.traceId === traceId) last.count += 1;
    else runs.push({ traceId, firstId: id, stream, count: 1 });
  }
  return runs;
}
