import { UseFilters } from '@nestjs/common';
import {
  Ack,
  ConnectedSocket,
  MessageBody,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer as LiveNamespace,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { type ServerOptions, WebSocketServer } from 'ws';
import type { Standings } from '../../../projections/standings/standings.contract.js';
import { type WatchRequest, watchSchema } from '../standings.schema.js';
import { limitConnections } from './backpressure.js';
import { BoardBroadcaster } from './board-broadcaster.js';
import { LiveProblemFilter } from './live-problem.filter.js';
import { SocketAuth } from './socket-auth.js';

const LARGEST_MESSAGE_BYTES = 16_384;
/** A connection that has not joined the namespace by then is closed. */
const JOIN_MS = 10_000;
/** A closed connection that does not answer is destroyed after this time; the default is 30 s. */
const CLOSE_TIMEOUT_MS = 2_000;

class WsEngine extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, closeTimeout: CLOSE_TIMEOUT_MS } as ServerOptions);
  }
}

/** Boards as they change. */
@WebSocketGateway({
  namespace: 'live',
  path: '/socket.io',
  transports: ['websocket'],
  serveClient: false,
  maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
  connectTimeout: JOIN_MS,
  wsEngine: WsEngine,
})
@UseFilters(LiveProblemFilter)
export class LiveGateway implements OnGatewayInit {
  @LiveNamespace()
  readonly namespace!: Namespace;

  constructor(
    private readonly broadcaster: BoardBroadcaster,
    private readonly auth: SocketAuth,
  ) {}

  afterInit(): void {
    limitConnections(this.namespace);
    this.auth.guard(this.namespace);
    this.broadcaster.open(this.namespace);
  }

  @SubscribeMessage('standings:watch')
  async watch(
    @ConnectedSocket() socket: Socket,
    @MessageBody({ schema: watchSchema }) request: WatchRequest,
    @Ack() ack?: (standings: Standings) => void,
  ): Promise<void> {
    await this.broadcaster.watch(socket, request, this.auth.audience(socket), (standings) => ack?.(standings));
  }
}
