import type { Viewer } from './access.js';

export const SESSION_COOKIE = 'qorzhyn_session';

/** Who stands behind a request or a socket handshake. */
export abstract class Sessions {
  /** Null = anonymous: no session, one that ended, or an account that lost its role. */
  abstract viewerOf(cookieHeader: string | undefined): Viewer | null | Promise<Viewer | null>;
  /** True when this process found the session valid lately, so that asking about it costs little. */
  abstract isKnown(cookieHeader: string | undefined): boolean;
  /** Names the session of a request or handshake without giving its secret; null = it carries none. */
  abstract sessionOf(cookieHeader: string | undefined): string | null;
  /** Who stands behind each of these sessions now; those that ended are left out. */
  abstract viewersOf(sessions: readonly string[]): Promise<Map<string, Viewer>>;
  /** Another process says that it ended a session: what is remembered of it here holds no more. */
  abstract endedElsewhere(session: string): void;
  /** Called when this process ended a session; another one's are not heard of here. */
  abstract onSessionEnded(listener: (session: string) => void): void;
  /** Called whenever an account's role, college or state changes, in whatever process; open sockets of that account must then be asked about anew. */
  abstract onAccountChanged(listener: (accountId: string) => void): void;
}
