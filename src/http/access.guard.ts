import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Allow, type QorzhynRequest, type Viewer } from './access.js';
import { RateLimits } from './limits/rate-limits.js';
import { Problem } from './problem.js';
import { Sessions } from './sessions.js';

type Allowed = NonNullable<Parameters<typeof Allow>[0]>;

/** Says who asks and whether they may. A route that does not say who may is closed to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  /** By the handler: what is written over a route never changes, and looking it up there costs more than all the rest. */
  private readonly allowed = new WeakMap<object, { controller: object; allowed: Allowed }>();

  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
  ) {}

  /** Answers at once where the session is known, which spares most requests a turn of the event loop. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<QorzhynRequest & { method: string }>();
    const cookie = request.headers.cookie;
    const viewer = this.sessions.viewerOf(typeof cookie === 'string' ? cookie : undefined);
    if (viewer instanceof Promise) return viewer.then((found) => this.admit(found, request, context));
    return this.admit(viewer, request, context);
  }

  private allowedAt(context: ExecutionContext): Allowed {
    const handler = context.getHandler();
    const controller = context.getClass();
    const known = this.allowed.get(handler);
    if (known?.controller === controller) return known.allowed;
    const allowed = this.reflector.getAllAndOverride(Allow, [handler, controller]) ?? [];
    this.allowed.set(handler, { controller, allowed });
    return allowed;
  }

  private admit(
    viewer: Viewer | null,
    request: QorzhynRequest & { method: string },
    context: ExecutionContext,
  ): boolean {
    request.viewer = viewer;
    const allowed = this.allowedAt(context);
    if (viewer && request.method !== 'GET' && request.method !== 'HEAD') this.limits.count('writes', viewer.accountId);
    if (allowed.includes('anyone')) return true;
    if (!viewer) throw new Problem(401, 'SIGN_IN_REQUIRED');
    if (allowed.includes('signed-in') || allowed.includes(viewer.role)) return true;
    throw new Problem(403, 'ROLE_NOT_ALLOWED');
  }
}
