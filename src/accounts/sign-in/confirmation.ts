import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../../http/access.js';
import { PostgresSessions } from '../sessions.repository.js';
import { PasswordCheck } from './password-check.js';

/** The password once more, for pages: an API route is `Confirmed`. */
@Injectable()
export class Confirmation {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly sessions: PostgresSessions,
  ) {}

  /** True when the session entered its password too long ago. */
  async isNeeded({ headers }: FastifyRequest): Promise<boolean> {
    const session = this.sessions.sessionOf(headers.cookie);
    return session === null || (await this.sessions.confirmedUntil(session)) === null;
  }

  /** Throws 403 WRONG_PASSWORD, and 429 after too many tries. */
  async requireFrom(viewer: Viewer, password: string, request: FastifyRequest): Promise<void> {
    if (!(await this.isNeeded(request))) return;
    await this.passwords.requireOwn(viewer, password, request);
    await this.sessions.confirm(this.sessions.sessionOf(request.headers.cookie)!);
  }
}
