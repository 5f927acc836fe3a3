import { Injectable } from '@nestjs/common';
import { stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SECURE_SESSION_COOKIE, SESSION_COOKIE, type Viewer } from '../../http/access.js';
import { RateLimits } from '../../http/rate-limits.js';
import { Problem } from '../../http/problem.js';
import { RequestAddress } from '../../http/request-address.js';
import type { ProvedAccount } from '../account.js';
import { viewerFor } from '../account-directory.js';
import { deviceName } from '../device-name.js';
import { HALF_SESSION_COOKIE, HALF_SESSION_SECONDS } from '../second-factor/half-sessions.repository.js';
import { SecondFactorGate } from '../second-factor/second-factor-gate.js';
import { type SessionCookie, sessionName, sessionsIn, tokensIn } from '../session-cookie.js';
import { type NewSession, PostgresSessions } from '../sessions.repository.js';
import { tokenHash } from '../tokens.js';
import { DEVICE_COOKIE, DEVICE_SECONDS, SECURE_DEVICE_COOKIE } from './known-devices.repository.js';
import { PasswordCheck } from './password-check.js';

export interface SignedIn {
  viewer: Viewer;
  /** Present when the session may do nothing but add a second factor. */
  secondFactor?: 'to-add';
}

interface StartWish extends Pick<NewSession, 'seconds' | 'isScreen'> {
  /** False = the cookies end with the browser, for a device that others use too. */
  remember?: boolean | undefined;
}

/** Gives and takes back the session cookie. */
@Injectable()
export class SignIn {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly gate: SecondFactorGate,
    private readonly sessions: PostgresSessions,
    private readonly limits: RateLimits,
    private readonly addresses: RequestAddress,
  ) {}

  /**
   * Throws 401 WRONG_LOGIN_OR_PASSWORD, the same whatever was wrong, and 429 after too many tries or when too many sign in.
   * Throws 401 SECOND_FACTOR_NEEDED and sets the cookie of a half session.
   */
  async withPassword(
    { login, password, remember }: { login: string; password: string; remember?: boolean | undefined },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<SignedIn> {
    const right = await this.passwords.check(login, password, request);
    const account = right && (await this.gate.find(right.accountId));
    const viewer = account && viewerFor(account);
    if (account?.state !== 'open' || !viewer) throw new Problem(401, 'WRONG_LOGIN_OR_PASSWORD');
    await right!.settle();
    if (!(await this.begin({ ...account, passwordHash: right!.passwordHash }, request, reply, { remember })))
      throw new Problem(401, 'SECOND_FACTOR_NEEDED');
    return { viewer, ...(this.gate.lacks(account) ? { secondFactor: 'to-add' } : {}) };
  }

  /** A session, or a half session for an account with a second factor. False = the second step is needed. */
  async begin(
    bound: ProvedAccount,
    request: FastifyRequest,
    reply: FastifyReply,
    wish: StartWish = {},
  ): Promise<boolean> {
    if (!(await this.gate.asks(bound))) {
      const session = await this.start(bound, request, reply, wish);
      if (!(await this.gate.asks(bound))) return true;
      // The factor was added meanwhile, which ended only the sessions that had started.
      await this.sessions.endOf(bound.id, { only: session });
    }
    const half = await this.gate.startHalf(bound);
    setCookie(reply, HALF_SESSION_COOKIE, half, HALF_SESSION_SECONDS, this.addresses.isOverTls(request.raw));
    return false;
  }

  /** Counts the choice of a login by link and address; the returned function takes it off the count. Throws 429. */
  countChoice(link: string, request: FastifyRequest): Promise<() => Promise<unknown>> {
    return this.limits.chooseLogin(tokenHash(link).toString('hex'), this.passwords.addressOf(request));
  }

  /** Counts a code of the second step by account; the returned function takes it off the count. Throws 429. */
  countCode(accountId: string): Promise<() => Promise<unknown>> {
    return this.limits.secondStep(accountId);
  }

  /** Counts a try with a passkey by address; the returned function takes it off the count. Throws 429. */
  countPasskey(request: FastifyRequest): Promise<() => Promise<unknown>> {
    return this.limits.passkey(this.passwords.addressOf(request));
  }

  /** Strangers cannot lock a login out at an address where it has signed in. */
  rememberAddress(login: string, request: FastifyRequest): void {
    this.limits.remember(login, this.passwords.addressOf(request));
  }

  /** The name of a fresh session; the one the browser had before ends. */
  async start(
    account: ProvedAccount,
    request: FastifyRequest,
    reply: FastifyReply,
    { remember = true, ...wish }: StartWish = {},
  ): Promise<string> {
    const { cookie: given, 'user-agent': userAgent } = request.headers;
    await this.sessions.end(given);
    const isOverTls = this.addresses.isOverTls(request.raw);
    const cookie = isOverTls ? SECURE_SESSION_COOKIE : SESSION_COOKIE;
    const device = deviceName(userAgent);
    const token = await this.sessions.start(account, { ...wish, cookie, device });
    setCookie(reply, cookie, token, remember ? (wish.seconds ?? this.sessions.seconds) : null);
    if (cookie === SECURE_SESSION_COOKIE && tokensIn(given).some((one) => one.cookie === SESSION_COOKIE))
      setCookie(reply, SESSION_COOKIE, '', 0);
    if (!wish.isScreen) {
      const known = await this.passwords.rememberDevice(account.id, request);
      setCookie(
        reply,
        isOverTls ? SECURE_DEVICE_COOKIE : DEVICE_COOKIE,
        known,
        remember ? DEVICE_SECONDS : null,
        isOverTls,
      );
    }
    return sessionName({ cookie, token });
  }

  async out(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { cookie: given } = request.headers;
    await this.sessions.end(given);
    // A planted cookie has a domain or path of its own, which only the browser knows.
    const isPlanted = sessionsIn(given).length > 1;
    void reply.header('clear-site-data', `"cache", "storage"${isPlanted ? ', "cookies"' : ''}`);
    if (this.addresses.isOverTls(request.raw)) setCookie(reply, SECURE_SESSION_COOKIE, '', 0);
    setCookie(reply, SESSION_COOKIE, '', 0, this.addresses.isOverTls(request.raw));
  }
}

function setCookie(
  reply: FastifyReply,
  name: SessionCookie | typeof HALF_SESSION_COOKIE | typeof DEVICE_COOKIE | typeof SECURE_DEVICE_COOKIE,
  value: string,
  /** In seconds; null = until the browser ends. */
  maxAge: number | null,
  secure = name === SECURE_SESSION_COOKIE,
): void {
  const age = maxAge === null ? {} : { maxAge };
  const kept = { path: '/', httpOnly: true, sameSite: 'lax', secure, ...age } as const;
  // Fastify collects repeated `set-cookie` headers.
  void reply.header('set-cookie', stringifySetCookie({ name, value, ...kept }));
}
