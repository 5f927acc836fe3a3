import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import { AppConfig } from '../../config/environment.js';
import { openSockets } from '../../http/metrics/metrics.js';
import { isOwnOrigin } from '../../http/origin.js';
import { Sessions } from '../../http/sessions.js';
import { audienceOf } from '../audience.js';
import type { Audience } from '../standings.contract.js';

interface Known {
  audience: Audience;
  accountId: string | null;
}

const RECHECK_MS = 60_000;

/** Who may open a live socket, and whose boards it sees: the session cookie of the handshake says. */
@Injectable()
export class SocketDoor {
  constructor(
    private readonly sessions: Sessions,
    private readonly config: AppConfig,
  ) {}

  guard(namespace: Namespace): void {
    const { engine } = namespace.server;
    engine.opts.allowRequest = (request: IncomingMessage, decide: (error: string | null, allowed: boolean) => void) =>
      decide(null, this.isWelcome(request));
    namespace.use((socket, next) => void this.meet(socket).then(() => next(), next));
    namespace.on('connection', (socket) => this.follow(socket));
    this.sessions.onAccountChanged((accountId) => {
      for (const socket of namespace.sockets.values())
        if ((socket.data as Known).accountId === accountId) socket.disconnect(true);
    });
  }

  audience(socket: Socket): Audience {
    return (socket.data as Known).audience;
  }

  /** Programs send no origin; a page must be one of our own. */
  private isWelcome({ headers }: IncomingMessage): boolean {
    if (headers.origin === undefined) return true;
    const forwarded = this.config.TRUST_PROXY === undefined ? undefined : headers['x-forwarded-proto'];
    const protocol = String(forwarded ?? 'http')
      .split(',')[0]!
      .trim();
    return isOwnOrigin(
      headers.origin,
      { method: 'GET', protocol, host: headers.host ?? '', headers },
      this.config.PUBLIC_URL,
    );
  }

  private async meet(socket: Socket): Promise<void> {
    socket.data = await this.ask(socket);
  }

  /** Only now: a socket that goes away while it is met never says that it is gone. */
  private follow(socket: Socket): void {
    const known = socket.data as Known;
    openSockets.inc({ audience: known.audience });
    // A session may end while its socket lives on.
    const timer = known.accountId === null ? null : setInterval(() => void this.askAgain(socket, known), RECHECK_MS);
    socket.on('disconnect', () => {
      openSockets.dec({ audience: known.audience });
      if (timer) clearInterval(timer);
    });
  }

  private async askAgain(socket: Socket, before: Known): Promise<void> {
    const now = await this.ask(socket).catch(() => before);
    if (now.accountId !== before.accountId || now.audience !== before.audience) socket.disconnect(true);
  }

  private async ask(socket: Socket): Promise<Known> {
    const viewer = await this.sessions.viewerOf(socket.handshake.headers.cookie);
    return { audience: audienceOf(viewer), accountId: viewer?.accountId ?? null };
  }
}
