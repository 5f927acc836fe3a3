import net from 'node:net';
import {
  type ConnectionInjector,
  type Metadata,
  type handleClientStreamingCall,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  status,
} from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type {
  AppendReq,
  AppendResp,
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb';
import { Appends } from './appends.js';
import { batchAppend, type BatchCall } from './batch-append.js';
import { type ClusterView, gossip, supportedMethods } from './cluster-view.js';
import type { Faults } from './faults.js';
import type { Log } from './log.js';
import { Outlet, type ReadCall } from './outlet.js';
import { readAll, readStream } from './reads.js';
import { subscribeToAll, subscribeToStream } from './subscriptions.js';
import { softDelete, tombstone, unaryAppend } from './unary-calls.js';
import { type GrpcError, grpcError, notLeader, unavailable } from './wire-messages.js';

const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
/** The limit of the web server inside EventStoreDB; the next call waits. */
const MAX_CALLS_PER_CONNECTION = 100;

const wantsLeader = ({ metadata }: { metadata: Metadata }) => metadata.get('requires-leader')[0] === 'true';

/** One node: a port that can be closed and opened again while the log lives on. */
export class Node {
  port = 0;
  alive = false;
  /** Reads and subscriptions somebody still listens to. */
  readonly openReads = new Set<Outlet>();
  private readonly sockets = new Set<net.Socket>();
  private readonly listener = net.createServer((socket) => this.accept(socket));
  private injector: ConnectionInjector;
  hanging = false;

  constructor(
    private readonly log: Log,
    private readonly faults: Faults,
    private readonly cluster: ClusterView,
  ) {}

  async start(port = this.port): Promise<void> {
    const server = new Server({
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
      'grpc.max_concurrent_streams': MAX_CALLS_PER_CONNECTION,
    });
    this.serve(server);
    this.injector = server.createConnectionInjector(ServerCredentials.createInsecure());
    await new Promise<void>((done, fail) => this.listener.once('error', fail).listen(port, '127.0.0.1', done));
    this.port = (this.listener.address() as net.AddressInfo).port;
    this.alive = true;
    this.hanging = false;
  }

  /** As after kill -9: connections break without a word. */
  async stop(): Promise<void> {
    if (!this.alive) return;
    this.alive = false;
    const closed = new Promise<void>((done) => this.listener.close(() => done()));
    this.dropConnections();
    this.injector.destroy();
    this.log.forgetRecentIds();
    await closed;
  }

  dropConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Connections stay, but no call is answered any more, until the next start. */
  hang(): void {
    this.hanging = true;
  }

  private accept(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => {});
    if (!this.hanging) this.injector.injectConnection(socket);
  }

  /** Where the leader is: here, at a node that a refusal names, or nobody knows. */
  private leadership(): GrpcError | 'unknown' | 'here' {
    const leader = this.cluster.leader();
    if (leader === this) return 'here';
    return leader ? notLeader('127.0.0.1', leader.port) : 'unknown';
  }

  private serve(server: Server): void {
    const appends = new Appends(this.log, this.faults, this);
    server.addService(StreamsService, {
      read: (call: ReadCall) => void this.read(call, wantsLeader(call)),
      append: ((call, reply) => unaryAppend(call, reply, appends)) as handleClientStreamingCall<AppendReq, AppendResp>,
      batchAppend: (call: BatchCall) =>
        batchAppend(call, appends, () => (wantsLeader(call) ? this.leadership() : 'here')),
      delete: ((call, reply) => void softDelete(call, reply, this.log)) as handleUnaryCall<DeleteReq, DeleteResp>,
      tombstone: ((call, reply) => void tombstone(call, reply, this.log)) as handleUnaryCall<
        TombstoneReq,
        TombstoneResp
      >,
    });
    server.addService(GossipService as never, {
      read: (_: unknown, reply: (error: null, info: unknown) => void) =>
        this.hanging || reply(null, gossip(this.cluster)),
    });
    server.addService(ServerFeaturesService as never, {
      getSupportedMethods: (_: unknown, reply: (error: null, methods: unknown) => void) =>
        this.hanging || reply(null, supportedMethods()),
    });
  }

  private async read(call: ReadCall, wantsLeader: boolean): Promise<void> {
    const outlet = new Outlet(call);
    this.openReads.add(outlet);
    outlet.onGone(() => this.openReads.delete(outlet));
    const fault = this.faults.forRead();
    if (this.hanging) return;
    if (fault?.kind === 'unauthenticated') return outlet.fail(grpcError(status.UNAUTHENTICATED, 'Not authenticated'));
    if (fault?.kind === 'access-denied')
      return outlet.fail(grpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }));
    const leader = wantsLeader ? this.leadership() : 'here';
    if (fault?.kind === 'not-ready') return outlet.fail(unavailable('Server Is Not Ready'));
    if (leader === 'unknown') return outlet.fail(unavailable('No leader info available in response'));
    if (leader !== 'here') return outlet.fail(leader);
    if (fault?.kind === 'drop') return this.dropConnections();
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'end-early') outlet.endAfter(fault.after);
    const options = call.request.getOptions()!;
    const serve = options.hasSubscription()
      ? options.hasStream()
        ? subscribeToStream
        : subscribeToAll
      : options.hasStream()
        ? readStream
        : readAll;
    await serve(this.log, options, outlet).catch((error: Error) =>
      outlet.fail(grpcError(status.INTERNAL, error.message)),
    );
  }
}
