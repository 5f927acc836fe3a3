import { newlyParked } from './parking.js';
import { setParkedStreams } from './projection-metrics.js';
import type { ProjectorPorts } from './projector-ports.js';
import type { ParkedStream } from './runner.js';

/** The streams that wait for a mended program, as metrics and alarms tell of them. */
export class ParkedStreams {
  private streams: readonly ParkedStream[] = [];

  constructor(private readonly ports: Pick<ProjectorPorts, 'registry' | 'reporter'>) {}

  get count(): number {
    return this.streams.length;
  }

  /** These wait now and no others. */
  replace(streams: readonly ParkedStream[]): void {
    for (const stream of newlyParked(this.streams, streams)) this.ports.reporter.parked(stream);
    this.streams = [...streams];
    setParkedStreams(this.ports.registry.all(), streams);
  }

  add(streams: readonly ParkedStream[]): void {
    this.replace([...this.streams, ...streams]);
  }
}
