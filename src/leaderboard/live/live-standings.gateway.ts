import {
  Ack,
  ConnectedSocket,
  MessageBody,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { socketsCut } from '../../observability/metrics.js';
import { Problem } from '../../http/problem.js';
import { LiveRooms } from './live-rooms.js';
import { watchSchema } from './messages.js';
import { limitGoodbye, limitPackets } from './socket-pipe.js';
import { SocketDoor } from './socket-door.js';
import { socketProblem } from './socket-problem.js';
import { writeUpgradeAtOnce } from './upgrade-write.js';

const LARGEST_MESSAGE = 16_384;
/** Who has not joined the namespace by then is cut. */
const JOIN_MS = 10_000;
const GOODBYE_MS = 2_000;
/** A page asks for a few boards, and says every 25 seconds that it lives. */
const PACKETS_PER_SECOND = 100;

/** Boards as they change. */
@WebSocketGateway({
  namespace: 'live',
  path: '/socket.io',
  serveClient: false,
  maxHttpBufferSize: LARGEST_MESSAGE,
  connectTimeout: JOIN_MS,
})
export class LiveStandingsGateway implements OnGatewayInit<Namespace> {
  constructor(
    private readonly rooms: LiveRooms,
    private readonly door: SocketDoor,
  ) {}

  afterInit(namespace: Namespace): void {
    limitGoodbye(namespace, GOODBYE_MS);
    limitPackets(namespace, PACKETS_PER_SECOND, () => socketsCut.inc({ reason: 'flood' }));
    writeUpgradeAtOnce(namespace);
    this.door.guard(namespace);
    this.rooms.open(namespace);
  }

  @SubscribeMessage('standings:watch')
  async watch(
    @ConnectedSocket() socket: Socket,
    @MessageBody() body: unknown,
    @Ack() ack?: (answer: object) => void,
  ): Promise<void> {
    const answer = (said: object) => ack?.(said);
    try {
      const request = watchSchema.safeParse(body);
      if (!request.success) throw new Problem(400, 'VALIDATION_FAILED');
      await this.rooms.watch(socket, request.data, this.door.audience(socket), answer);
    } catch (error) {
      answer({ error: socketProblem(error, socket) });
    }
  }
}
