import type { Viewer } from './access.js';

export const SESSION_COOKIE = 'qorzhyn_session';

/** Who stands behind a request or a socket handshake. */
export abstract class Sessions {
  /** Null = anonymous: no session, one that ended, or an account that lost its role. */
  abstract viewerOf(cookieHeader: string | undefined): Promise<Viewer | null>;
  /** Called whenever an account's role, college or state changes; open sockets of that account must then be asked about anew. */
  abstract onAccountChanged(listener: (accountId: string) => void): void;
}
