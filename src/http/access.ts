import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { hashOf } from '../config/ids.js';
import type { Role } from '../events/values.js';
import { Problem } from './problem.js';
import type { CommandContext } from '../event-store/command-context.js';

/** The account behind a request, from its session. */
export interface Viewer {
  accountId: string;
  role: Role;
  /** The college a coordinator submits for, or a reviewer belongs to. */
  collegeId: string | null;
}

export interface QorzhynRequest {
  /** Set on admission; null = anonymous. */
  viewer: Viewer | null;
  /** The caller whose session may only add a second factor; to other routes such a caller is anonymous. */
  enrolling: Viewer | null;
  correlationId: string;
  /** The `X-Correlation-Id` of the client: a hint for its own search. */
  clientCorrelationId?: string;
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
  query?: unknown;
}

/** Roles that may call a route. A route without it is refused to everybody. `anyone` includes anonymous callers. */
export const Allow = Reflector.createDecorator<readonly (Role | 'anyone' | 'signed-in')[]>();

/** A route that a caller may use who has yet to add a second factor. */
export const OpenWithoutSecondFactor = Reflector.createDecorator<true>();

/** Fields of a request before their shape is checked. */
type Fields = Readonly<Record<string, unknown>>;
export type NeedsPassword = true | ((body: Fields, query: Fields) => boolean);

/** A command that needs the password once more, unless the session entered it a short while ago. A function says for which requests. */
export const Confirmed = Reflector.createDecorator<NeedsPassword>();

/** The caller; null = anonymous. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer | null => {
  return context.switchToHttp().getRequest<QorzhynRequest>().viewer;
});

/** Scope of an Idempotency-Key: the same method, URL and body. */
export const requestHashOf = ({ method, url, body }: { method: string; url: string; body?: unknown }): Buffer =>
  hashOf(method, url, JSON.stringify(body ?? null));

/** The command context of a request: actor, correlation id, idempotency key. */
export const RequestContext = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext => {
  const request = context.switchToHttp().getRequest<QorzhynRequest & { method: string; url: string; body?: unknown }>();
  const key = request.headers['idempotency-key'];
  return {
    actor: request.viewer?.accountId ?? 'anonymous',
    correlationId: request.correlationId,
    clientCorrelationId: request.clientCorrelationId,
    ...(typeof key === 'string' && key !== '' ? { idempotencyKey: key, requestHash: requestHashOf(request) } : {}),
  };
});

/** Maps the cookie of a request or a socket handshake to its session and viewer. */
export abstract class Sessions {
  /** The id of a session, which is not its secret; null = the request has none, or several. */
  abstract sessionOf(cookieHeader: string | undefined): string | null;
  /** True for cookies of different sessions, of which none is trusted. */
  abstract isAmbiguous(cookieHeader: string | undefined): boolean;
  /** Null = the session ended, or the role of its account changed. */
  abstract viewerOf(session: string): Promise<Viewer | null>;
  /** The viewer of a session that may only add a second factor, else null. Call it after `viewerOf` gave null. */
  abstract enrollingOf(session: string): Viewer | null;
  /** Until when the session counts as confirmed by its password; null = it must be entered again. */
  abstract confirmedUntil(session: string): Promise<Date | null>;
  /** True when this process has the session in its cache, so that `viewerOf` costs no query. */
  abstract isKnown(session: string): boolean;
  /** The viewers of these sessions; ended sessions are left out. */
  abstract viewersOf(sessions: readonly string[]): Promise<Map<string, Viewer>>;
  /** Calls the listener when a session ends in any process; a notice of another process may be lost. */
  abstract onSessionEnded(listener: (session: string) => void): void;
  /** Calls the listener when the role, college or state of an account changes in any process. */
  abstract onAccountChanged(listener: (accountId: string) => void): void;
}

/** Refuses callers whom a route does not allow, and `Confirmed` routes to those who did not repeat their password. A route without `Allow` is closed to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<QorzhynRequest>();
    const places = [context.getHandler(), context.getClass()];
    const allowed = this.reflector.getAllAndOverride(Allow, places) ?? [];
    if (this.reflector.getAllAndOverride(OpenWithoutSecondFactor, places)) request.viewer ??= request.enrolling;
    if (allowed.includes('anyone')) return true;
    const { viewer, headers } = request;
    if (!viewer && request.enrolling) throw new Problem(403, 'SECOND_FACTOR_REQUIRED');
    if (!viewer)
      throw this.sessions.isAmbiguous(headers.cookie as string | undefined)
        ? new Problem(401, 'TWO_SESSIONS')
        : new Problem(401, 'SIGN_IN_REQUIRED');
    if (!allowed.includes('signed-in') && !allowed.includes(viewer.role)) throw new Problem(403, 'ROLE_NOT_ALLOWED');
    const needs = this.reflector.getAllAndOverride<NeedsPassword | undefined>(Confirmed, places);
    const isNeeded = typeof needs === 'function' ? needs(fieldsOf(request.body), fieldsOf(request.query)) : needs;
    return !isNeeded || this.requireConfirmed(headers.cookie as string | undefined);
  }

  /** Throws 403 PASSWORD_AGAIN. */
  private async requireConfirmed(cookieHeader: string | undefined): Promise<true> {
    const session = this.sessions.sessionOf(cookieHeader);
    if (session === null || (await this.sessions.confirmedUntil(session)) === null)
      throw new Problem(403, 'PASSWORD_AGAIN');
    return true;
  }
}

const fieldsOf = (given: unknown): Fields => (typeof given === 'object' && given !== null ? (given as Fields) : {});

/** Over TLS the cookie has the prefix `__Host-`, so that no other host can plant it. */
export const SESSION_COOKIE = 'qorzhyn_session';
export const SECURE_SESSION_COOKIE = `__Host-${SESSION_COOKIE}` as const;
