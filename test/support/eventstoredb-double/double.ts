import { randomUUID } from 'node:crypto';
import { Faults } from './faults.js';
import { Log } from './log.js';
import { Node } from './node.js';

/** An EventStoreDB of one or more nodes in this process. All nodes share one log, as if replication took no time. */
export class EventStoreDbDouble {
  readonly faults = new Faults();
  readonly nodes: readonly Node[];
  private elected: Node | null;

  private constructor(
    readonly log: Log,
    count: number,
  ) {
    const cluster = { members: () => this.nodes, leader: () => this.leader() };
    this.nodes = Array.from({ length: count }, () => new Node(log, this.faults, cluster));
    this.elected = this.nodes[0]!;
  }

  static async start({ port = 0, nodes = 1 }: { port?: number; nodes?: number } = {}): Promise<EventStoreDbDouble> {
    const double = new EventStoreDbDouble(new Log(), nodes);
    await double.writeSystemEvents();
    for (const [index, node] of double.nodes.entries()) await node.start(port && port + index);
    return double;
  }

  get url(): string {
    return `esdb://${this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`;
  }

  leader(): Node | null {
    return this.elected?.alive ? this.elected : null;
  }

  /** Makes another node the leader, or none while an election runs. */
  elect(node: Node | null): void {
    this.elected = node;
  }

  /** Reads and subscriptions that are still open, on all nodes. */
  openReads(): number {
    return this.nodes.reduce((sum, node) => sum + node.openReads.size, 0);
  }

  dropConnections(): void {
    for (const node of this.nodes) node.dropConnections();
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  async restart(): Promise<void> {
    await this.stop();
    for (const node of this.nodes) await node.start();
  }

  /** A new database is not empty: the server writes its own events first. */
  private async writeSystemEvents(): Promise<void> {
    for (const [stream, type] of [
      ['$user-admin', '$UserCreated'],
      ['$user-ops', '$UserCreated'],
      ['$users', '$User'],
    ] as const) {
      const event = {
        id: randomUUID(),
        type,
        contentType: 'application/json',
        data: Buffer.from('{}'),
        metadata: new Uint8Array(),
      };
      await this.log.write(stream, [event]);
    }
  }
}
