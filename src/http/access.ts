import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';

/** Who is asking, as the session or the screen token says. */
export interface Viewer {
  accountId: string;
  role: Role;
  /** The college a coordinator submits for, or a reviewer belongs to. */
  collegeId: string | null;
}

/** A write under a key that is being carried out. */
export interface UnderKey {
  actor: string;
  key: string;
  requestHash: Buffer;
  /** Nothing was stored under the key as the request came. */
  isNew: boolean;
  /** The answer says nothing but what the events say that are written under the key. */
  isToldByEvents: boolean;
  /** Such events are written. */
  isKept: boolean;
  /** Lets the next of the twins in. */
  leave(): void;
}

export interface QorzhynRequest {
  /** Set by the global session guard; null = anonymous. */
  viewer: Viewer | null;
  correlationId: string;
  headers: Record<string, string | string[] | undefined>;
  /** Set by the guard of keys while a write under a key is carried out. */
  underKey?: UnderKey | null;
}

/** Who may call a route. A route without it is refused to everybody. `anyone` includes anonymous callers. */
export const Allow = Reflector.createDecorator<readonly (Role | 'anyone' | 'signed-in')[]>();

/** The caller; null = anonymous. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer | null => {
  return context.switchToHttp().getRequest<QorzhynRequest>().viewer;
});

/** The command context of a request: actor, correlation id, idempotency key. */
export const RequestContext = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext => {
  const { viewer, correlationId, headers, underKey } = context.switchToHttp().getRequest<QorzhynRequest>();
  const key = headers['idempotency-key'];
  return {
    actor: viewer?.accountId ?? 'anonymous',
    correlationId,
    ...(typeof key === 'string' && key !== '' ? { idempotencyKey: key } : {}),
    ...(underKey
      ? { requestHash: underKey.requestHash, isKeyNew: underKey.isNew, onKept: () => (underKey.isKept = true) }
      : {}),
  };
});
