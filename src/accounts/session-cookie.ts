import { SECURE_SESSION_COOKIE, SESSION_COOKIE } from '../http/access.js';
import { isToken, tokenHash } from './tokens.js';

export type SessionCookie = typeof SECURE_SESSION_COOKIE | typeof SESSION_COOKIE;

export interface CookieToken {
  cookie: SessionCookie;
  token: string;
}

/** The name of a session, which is not its secret. A token is good only under the name of the cookie that it was made for. */
export const sessionName = ({ cookie, token }: CookieToken): string =>
  tokenHash(cookie === SESSION_COOKIE ? token : `${cookie}=${token}`).toString('hex');

/** Every session token of a `Cookie` header. */
export function tokensIn(cookieHeader: string | undefined): CookieToken[] {
  return (cookieHeader ?? '').split(';').flatMap((part) => {
    const [cookie, token = ''] = part.trim().split('=');
    return (cookie === SESSION_COOKIE || cookie === SECURE_SESSION_COOKIE) && isToken(token) ? [{ cookie, token }] : [];
  });
}

/**
 * The sessions that a `Cookie` header may mean. Somebody planted a cookie when there are several, so none is to be trusted. Another
 * host can plant the plain name, so it counts only without the name that a browser protects.
 */
export function sessionsIn(cookieHeader: string | undefined): string[] {
  const all = tokensIn(cookieHeader);
  const secure = all.filter(({ cookie }) => cookie === SECURE_SESSION_COOKIE);
  return [...new Set((secure.length > 0 ? secure : all).map(sessionName))];
}
