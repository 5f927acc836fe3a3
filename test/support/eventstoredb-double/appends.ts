import type { AppendFault, Faults } from './faults.js';
import { decide, type Expected } from './idempotency.js';
import type { Log, LogRecord, Proposed } from './log.js';
import { isSoftDeleted, setTruncateBefore, visible } from './stream-metadata.js';

export const MAX_APPEND_BYTES = 1024 * 1024;
/** How long the server waits for a write before it calls it timed out. */
const WRITE_TIMEOUT_MS = 2000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface AppendRequest {
  stream: string;
  expected: Expected;
  events: readonly Proposed[];
  /** Milliseconds since 1970; null = none. */
  deadline: number | null;
}

export type AppendAnswer =
  | { kind: 'success'; revision: bigint; position: bigint | null }
  | { kind: 'wrong-version'; expected: Expected; actual: bigint }
  | { kind: 'deleted' }
  | { kind: 'too-large' }
  | { kind: 'bad-request' }
  | { kind: 'timeout' }
  | { kind: 'refused'; message: string };

const after = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref());

/** Appends as the server does them. Null = the append is never answered. */
export class Appends {
  constructor(
    private readonly log: Log,
    readonly faults: Faults,
    private readonly node: { readonly hanging: boolean; dropConnections(): void },
  ) {}

  async submit(request: AppendRequest): Promise<AppendAnswer | null> {
    if (this.node.hanging) return null;
    const fault = this.faults.forAppend();
    const refused = await this.refusedBy(fault);
    if (refused !== undefined) return refused;
    const answer = await this.write(request);
    if (fault?.kind === 'lose-answer') return null;
    if (fault?.kind === 'drop-after') {
      this.node.dropConnections();
      return null;
    }
    return fault?.kind === 'no-position' && answer.kind === 'success' ? { ...answer, position: null } : answer;
  }

  /** The response of a fault that prevents the write; undefined = the append proceeds. */
  private async refusedBy(fault: AppendFault | null): Promise<AppendAnswer | null | undefined> {
    switch (fault?.kind) {
      case 'ignore':
        return null;
      case 'drop-before':
        this.node.dropConnections();
        return null;
      case 'timeout':
        return { kind: 'timeout' };
      case 'refuse':
        return fault.message === 'BadRequest' ? { kind: 'bad-request' } : { kind: 'refused', message: fault.message };
      case 'delay':
        await after(fault.ms);
        return undefined;
      default:
        return undefined;
    }
  }

  private async write({ stream, expected, events, deadline }: AppendRequest): Promise<AppendAnswer> {
    if (deadline !== null && deadline < Date.now()) return { kind: 'timeout' };
    if (events.some(({ id, type }) => !UUID.test(id) || type === '')) return { kind: 'bad-request' };
    if (events.reduce((sum, { data }) => sum + data.length, 0) > MAX_APPEND_BYTES) return { kind: 'too-large' };
    const decision = decide(
      this.log,
      stream,
      expected,
      events.map(({ id }) => id),
    );
    switch (decision.kind) {
      case 'deleted':
        return { kind: 'deleted' };
      case 'wrong-version':
        return { kind: 'wrong-version', expected, actual: decision.actual };
      case 'repeat-of-uncommitted':
        // The real server drops it without a word; its own write timer answers.
        await after(WRITE_TIMEOUT_MS);
        return { kind: 'timeout' };
      case 'repeat':
        return this.repeated(stream, decision.records);
      case 'write':
        return this.written(stream, events);
    }
  }

  private repeated(stream: string, records: LogRecord[]): AppendAnswer {
    const last = records.at(-1)!;
    const position = visible(this.log, stream).includes(last) ? last.position : null;
    return { kind: 'success', revision: last.revision, position };
  }

  private async written(stream: string, events: readonly Proposed[]): Promise<AppendAnswer> {
    const last = this.log.lastRevision(stream);
    if (events.length === 0) return { kind: 'success', revision: last < 0n ? 0n : last, position: this.log.head() };
    if (isSoftDeleted(this.log, stream)) void setTruncateBefore(this.log, stream, last + 1n);
    const records = await this.log.write(stream, events);
    const { revision, position } = records.at(-1)!;
    return { kind: 'success', revision, position };
  }
}
