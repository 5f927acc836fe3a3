import type { Viewer } from './access.js';

export const SESSION_COOKIE = 'qorzhyn_session';

/** Maps the cookie of a request or a socket handshake to its session and viewer. */
export abstract class Sessions {
  /** Null = anonymous: no session, one that ended, or an account that lost its role. */
  abstract viewerOf(cookieHeader: string | undefined): Promise<Viewer | null>;
  /** True when this process found the session valid lately, so that asking about it costs little. */
  abstract isKnown(cookieHeader: string | undefined): boolean;
  /** The name of a session, which is not its secret; null = the request has none. */
  abstract sessionOf(cookieHeader: string | undefined): string | null;
  /** The viewers of these sessions; ended sessions are left out. */
  abstract viewersOf(sessions: readonly string[]): Promise<Map<string, Viewer>>;
  /** Calls the listener when a session ends in any process; a notice of another process may be lost. */
  abstract onSessionEnded(listener: (session: string) => void): void;
  /** Calls the listener when the role, college or state of an account changes in any process. */
  abstract onAccountChanged(listener: (accountId: string) => void): void;
}
