import type { IncomingMessage } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import type { Audience } from '../../../projections/standings/standings.contract.js';
import { AppConfig } from '../../config/environment.js';
import { Sessions, type Viewer } from '../../http/access.js';
import { Problem } from '../../http/problem.js';
import { RateLimits } from '../../http/rate-limits.js';
import { addressBlock, RequestAddress } from '../../http/request-address.js';
import { openSockets, refusalsTotal } from '../../observability/metrics.js';
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

/** Admits live sockets up to a number for each caller, and authenticates them by the session cookie of the handshake. */
@Injectable()
export class SocketAuth implements OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;
  /** Open connections by account, or by address of strangers. */
  private readonly open = new Map<string, number>();

  constructor(
    private readonly sessions: Sessions,
    private readonly addresses: RequestAddress,
    private readonly limits: RateLimits,
    private readonly config: AppConfig,
  ) {}

  guard(namespace: Namespace): void {
    const { engine } = namespace.server;
    // A connection that names another one would replace its transport without being admitted.
    engine.use(({ _query: { sid } }: { _query: { sid?: string } }, _: unknown, next: (error?: Error) => void) =>
      next(sid === undefined ? undefined : new Error('a websocket replaces no other connection')),
    );
    engine.opts.allowRequest = (request: IncomingMessage, decide: (refusal: string | null, allowed: boolean) => void) =>
      void this.refusalOf(request).then((refusal) => {
        if (refusal) refusalsTotal.inc({ code: refusal });
        decide(refusal, refusal === null);
      });
    // Sockets without a namespace of ours would outlive their session.
    namespace.server.use((socket, next) => next(refusedSocket(new Problem(404, 'ROUTE_NOT_FOUND'), socket)));
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

  /** Counts the connection until it closes. The code of the refusal; null = admitted. */
  private async refusalOf(request: IncomingMessage): Promise<string | null> {
    // During the look-up nothing else listens, and a reset without a listener would end the process.
    request.socket.on('error', () => undefined);
    const { origin } = request.headers;
    // Programs send no origin; a page must be of this server.
    if (origin !== undefined && !this.addresses.isOwnOrigin(origin, request)) return 'FOREIGN_ORIGIN';
    // Where the session cannot be looked up, the namespace refuses with the reason.
    const viewer = await this.viewerOf(request).catch(() => null);
    const who = viewer?.accountId ?? this.blockOf(request);
    const others = this.open.get(who) ?? 0;
    if (others >= this.config.QORZHYN_SOCKETS_PER_ADDRESS) return 'TOO_MANY_SOCKETS';
    if (request.socket.destroyed) return null;
    this.open.set(who, others + 1);
    request.socket.once('close', () => {
      const left = this.open.get(who)! - 1;
      if (left > 0) this.open.set(who, left);
      else this.open.delete(who);
    });
    return null;
  }

  private blockOf(request: IncomingMessage): string {
    return addressBlock(this.addresses.clientOf(request));
  }

  private viewerOf(request: IncomingMessage): Promise<Viewer | null> {
    return this.limits.viewerOf(this.sessions, request.headers.cookie, this.blockOf(request));
  }

  private async authenticate(socket: Socket): Promise<void> {
    const { request, handshake } = socket;
    const viewer = handshake.auth.audience === 'public' ? null : await this.viewerOf(request);
    const session = viewer && this.sessions.sessionOf(request.headers.cookie);
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
