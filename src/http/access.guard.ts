import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Allow, type QorzhynRequest } from './access.js';
import { Problem } from './problem.js';

type Allowed = NonNullable<Parameters<typeof Allow>[0]>;

/** Refuses callers whom a route does not allow. A route without `Allow` is closed to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  /** By handler: metadata never changes, and reading it costs more than the rest of the guard. */
  private readonly allowed = new WeakMap<object, { controller: object; allowed: Allowed }>();

  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { viewer } = context.switchToHttp().getRequest<QorzhynRequest>();
    const allowed = this.allowedAt(context);
    if (allowed.includes('anyone')) return true;
    if (!viewer) throw new Problem(401, 'SIGN_IN_REQUIRED');
    if (allowed.includes('signed-in') || allowed.includes(viewer.role)) return true;
    throw new Problem(403, 'ROLE_NOT_ALLOWED');
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
}
