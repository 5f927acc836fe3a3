import { Injectable } from '@nestjs/common';
import { stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_COOKIE, type Viewer } from '../../http/access.js';
import { RateLimits } from '../../http/rate-limits.js';
import { Problem } from '../../http/problem.js';
import { addressBlock, RequestAddress } from '../../http/request-address.js';
import type { BoundAccount } from '../account.js';
import { AccountDirectory, viewerFor } from '../account-directory.js';
import { AccountRows } from '../accounts.repository.js';
import { isPassword } from '../passwords.js';
import { PostgresSessions } from '../sessions.repository.js';

/** Gives and takes back the session cookie. */
@Injectable()
export class SignIn {
  constructor(
    private readonly rows: AccountRows,
    private readonly directory: AccountDirectory,
    private readonly sessions: PostgresSessions,
    private readonly limits: RateLimits,
    private readonly addresses: RequestAddress,
  ) {}

  /** Throws 401 WRONG_LOGIN_OR_PASSWORD, the same whatever was wrong, and 429 after too many tries. */
  async withPassword(
    { login, password }: { login: string; password: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ viewer: Viewer }> {
    const name = normalLogin(login);
    const wasRight = await this.limits.signIn(name, addressBlock(this.addresses.clientOf(request.raw)));
    const row = await this.rows.byLogin(name);
    const matches = await isPassword(password, row?.password_hash ?? null);
    const account = matches && row ? await this.directory.find(row.id) : null;
    const viewer = account && viewerFor(account);
    if (account?.state !== 'open' || !viewer) throw new Problem(401, 'WRONG_LOGIN_OR_PASSWORD');
    await wasRight();
    await this.start(account, request, reply);
    return { viewer };
  }

  /** A fresh session; the one the browser had before ends. */
  async start(
    account: BoundAccount,
    request: FastifyRequest,
    reply: FastifyReply,
    seconds = this.sessions.seconds,
  ): Promise<void> {
    await this.sessions.end(request.headers.cookie);
    const token = await this.sessions.start(account, seconds);
    const secure = this.addresses.originOf(request.raw)?.startsWith('https:') ?? false;
    const kept = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: seconds } as const;
    void reply.header('set-cookie', stringifySetCookie({ name: SESSION_COOKIE, value: token, ...kept }));
  }

  async out(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.sessions.end(request.headers.cookie);
    const gone = { path: '/', sameSite: 'lax', maxAge: 0, expires: new Date(0) } as const;
    void reply.header('set-cookie', stringifySetCookie({ name: SESSION_COOKIE, value: '', ...gone }));
  }
}

/** Logins are plain ASCII, so that no two look alike. */
export const loginShape = /^[a-z0-9][a-z0-9._@+-]{2,63}$/;

export const normalLogin = (login: string): string => login.trim().toLowerCase();
