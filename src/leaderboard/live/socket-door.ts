import type { IncomingMessage } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import { openSockets } from '../../observability/metrics.js';
import { RequestAddress } from '../../http/request-address.js';
import { Sessions } from '../../http/sessions.js';
import { BetweenProcesses } from '../../http/sockets/between-processes.js';
import { audienceOf } from '../audience.js';
import type { Audience } from '../../../projections/standings/standings.contract.js';
import { refusedSocket } from './socket-problem.js';

interface Known {
  audience: Audience;
  accountId: string | null;
  session: string | null;
}

/** A session that ended in another process is known here at once; should the notice be lost, after this time. */
const RECHECK_MS = 5_000;
const ENDED = 'session:ended';

/** Who may open a live socket, and whose boards it sees: the session cookie of the handshake says. */
@Injectable()
export class SocketDoor implements OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly sessions: Sessions,
    private readonly addresses: RequestAddress,
    private readonly others: BetweenProcesses,
  ) {}

  guard(namespace: Namespace): void {
    const { engine } = namespace.server;
    engine.opts.allowRequest = (request: IncomingMessage, decide: (error: string | null, allowed: boolean) => void) =>
      decide(null, this.isWelcome(request));
    namespace.use((socket, next) => {
      void this.meet(socket).then(
        () => next(),
        (error: unknown) => next(refusedSocket(error, socket)),
      );
    });
    namespace.on('connection', (socket) => this.follow(socket));
    this.others.join(namespace);
    const end = (is: (known: Known) => boolean) => {
      for (const socket of namespace.sockets.values()) if (is(socket.data as Known)) socket.disconnect(true);
    };
    this.sessions.onAccountChanged((id) => end(({ accountId }) => accountId === id));
    this.sessions.onSessionEnded((ended) => {
      end(({ session }) => session === ended);
      this.others.tell(namespace, ENDED, ended);
    });
    this.others.hear(namespace, ENDED, (ended) => {
      this.sessions.endedElsewhere(ended);
      end(({ session }) => session === ended);
    });
    this.timer = setInterval(() => void this.askAgain(namespace).catch(() => undefined), RECHECK_MS);
  }

  onModuleDestroy(): void {
    if (this.timer) clearInterval(this.timer);
  }

  audience(socket: Socket): Audience {
    return (socket.data as Known).audience;
  }

  /** Programs send no origin; a page must be one of our own. */
  private isWelcome(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin === undefined || this.addresses.isOwnOrigin(origin, request);
  }

  private async meet(socket: Socket): Promise<void> {
    socket.data = await this.ask(socket);
  }

  /** Only now: a socket that goes away while it is met never says that it is gone. */
  private follow(socket: Socket): void {
    const { audience } = socket.data as Known;
    openSockets.inc({ audience });
    socket.on('disconnect', () => openSockets.dec({ audience }));
  }

  /** A session may end while its socket lives on. A database that does not answer ends none. */
  private async askAgain(namespace: Namespace): Promise<void> {
    const signedIn = [...namespace.sockets.values()].filter((socket) => (socket.data as Known).session !== null);
    if (signedIn.length === 0) return;
    const viewers = await this.sessions.viewersOf([
      ...new Set(signedIn.map((socket) => (socket.data as Known).session!)),
    ]);
    for (const socket of signedIn) {
      const { session, accountId, audience } = socket.data as Known;
      const now = viewers.get(session!) ?? null;
      if ((now?.accountId ?? null) !== accountId || audienceOf(now) !== audience) socket.disconnect(true);
    }
  }

  private async ask({ handshake }: Socket): Promise<Known> {
    const { cookie } = handshake.headers;
    const viewer = await this.sessions.viewerOf(cookie);
    const session = viewer && this.sessions.sessionOf(cookie);
    return { audience: audienceOf(viewer), accountId: viewer?.accountId ?? null, session };
  }
}
