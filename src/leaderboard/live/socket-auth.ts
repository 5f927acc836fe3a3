import type { IncomingMessage } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import type { Audience } from '../../../projections/standings/standings.contract.js';
import { Sessions } from '../../http/access.js';
import { RequestAddress } from '../../http/request-address.js';
import { openSockets } from '../../observability/metrics.js';
import { audienceOf } from '../standings.schema.js';
import { refusedSocket } from './live-problem.filter.js';

/** The server's record of a socket, in `socket.data`. */
interface SocketData {
  audience: Audience;
  accountId: string | null;
  session: string | null;
}

/** A lost notice from another process delays a session's end by at most this time. */
const RECHECK_MS = 5_000;

const dataOf = ({ data }: Socket) => data as SocketData;

/** Authenticates live sockets by the session cookie of the handshake. */
@Injectable()
export class SocketAuth implements OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly sessions: Sessions,
    private readonly addresses: RequestAddress,
  ) {}

  guard(namespace: Namespace): void {
    const { engine } = namespace.server;
    engine.opts.allowRequest = (request: IncomingMessage, decide: (error: string | null, allowed: boolean) => void) =>
      decide(null, this.isAllowedOrigin(request));
    namespace.use((socket, next) => {
      void this.authenticate(socket).then(
        () => next(),
        (error: unknown) => next(refusedSocket(error, socket)),
      );
    });
    namespace.on('connection', (socket) => this.count(socket));
    const end = (matches: (data: SocketData) => boolean) => {
      for (const socket of namespace.sockets.values()) if (matches(dataOf(socket))) socket.disconnect(true);
    };
    this.sessions.onAccountChanged((id) => end(({ accountId }) => accountId === id));
    this.sessions.onSessionEnded((ended) => end(({ session }) => session === ended));
    this.timer = setInterval(() => void this.recheck(namespace).catch(() => undefined), RECHECK_MS);
  }

  onModuleDestroy(): void {
    if (this.timer) clearInterval(this.timer);
  }

  audience(socket: Socket): Audience {
    return dataOf(socket).audience;
  }

  /** Programs send no origin; a page must be of this server. */
  private isAllowedOrigin(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin === undefined || this.addresses.isOwnOrigin(origin, request);
  }

  private async authenticate(socket: Socket): Promise<void> {
    const { auth, headers } = socket.handshake;
    const named = auth.audience === 'public' ? null : this.sessions.sessionOf(headers.cookie);
    const viewer = named === null ? null : await this.sessions.viewerOf(named);
    const session = viewer && named;
    socket.data = { audience: audienceOf(viewer), accountId: viewer?.accountId ?? null, session } satisfies SocketData;
  }

  /** Runs once connected: a socket that leaves during authentication emits no `disconnect`. */
  private count(socket: Socket): void {
    const { audience } = dataOf(socket);
    openSockets.inc({ audience });
    socket.on('disconnect', () => openSockets.dec({ audience }));
  }

  /** Disconnects the sockets whose session ended or changed. A failed query disconnects none. */
  private async recheck(namespace: Namespace): Promise<void> {
    const signedIn = [...namespace.sockets.values()].filter((socket) => dataOf(socket).session !== null);
    if (signedIn.length === 0) return;
    const viewers = await this.sessions.viewersOf([...new Set(signedIn.map((socket) => dataOf(socket).session!))]);
    for (const socket of signedIn) {
      const { session, accountId, audience } = dataOf(socket);
      const now = viewers.get(session!) ?? null;
      if ((now?.accountId ?? null) !== accountId || audienceOf(now) !== audience) socket.disconnect(true);
    }
  }
}
