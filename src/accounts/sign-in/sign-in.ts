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
import { hashes, isPassword } from '../passwords.js';
import { PostgresSessions } from '../sessions.repository.js';
import { tokenHash } from '../tokens.js';

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

  /** Throws 401 WRONG_LOGIN_OR_PASSWORD, the same whatever was wrong, and 429 after too many tries or when too many sign in. */
  async withPassword(
    { login, password }: { login: string; password: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ viewer: Viewer }> {
    const name = normalLogin(login);
    const address = this.addressOf(request);
    const isKnown = this.limits.isKnown(name, address);
    // Before the counts, so that a refusal costs little.
    hashes.requireRoom(isKnown);
    const refund = await this.limits.signIn(name, address);
    const id = await hashes
      .run(() => this.idOf(name, password), isKnown)
      .catch(async (error: unknown) => {
        await refund();
        throw error;
      });
    const account = id === null ? null : await this.directory.find(id);
    const viewer = account && viewerFor(account);
    if (account?.state !== 'open' || !viewer) throw new Problem(401, 'WRONG_LOGIN_OR_PASSWORD');
    await refund();
    this.rememberAddress(name, request);
    await this.start(account, request, reply);
    return { viewer };
  }

  /** Counts the choice of a login by link and address; the returned function takes it off the count. Throws 429. */
  countChoice(link: string, request: FastifyRequest): Promise<() => Promise<unknown>> {
    return this.limits.chooseLogin(tokenHash(link).toString('hex'), this.addressOf(request));
  }

  /** Strangers cannot lock a login out at an address where it has signed in. */
  rememberAddress(login: string, request: FastifyRequest): void {
    this.limits.remember(login, this.addressOf(request));
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
    this.setCookie(token, seconds, request, reply);
  }

  async out(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.sessions.end(request.headers.cookie);
    void reply.header('clear-site-data', '"cache", "storage"');
    this.setCookie('', 0, request, reply);
  }

  private setCookie(value: string, maxAge: number, request: FastifyRequest, reply: FastifyReply): void {
    const secure = this.addresses.isOverTls(request.raw);
    const kept = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge } as const;
    void reply.header('set-cookie', stringifySetCookie({ name: SESSION_COOKIE, value, ...kept }));
  }

  /** Null = wrong login or password. */
  private async idOf(login: string, password: string): Promise<string | null> {
    const row = await this.rows.byLogin(login);
    const matches = await isPassword(password, row?.password_hash ?? null);
    return row && matches ? row.id : null;
  }

  private addressOf({ raw }: FastifyRequest): string {
    return addressBlock(this.addresses.clientOf(raw));
  }
}

/** Logins are plain ASCII, so that no two look alike. */
export const loginShape = /^[a-z0-9][a-z0-9._@+-]{2,63}$/;

export const normalLogin = (login: string): string => login.trim().toLowerCase();
