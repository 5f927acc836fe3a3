import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../../http/access.js';
import { Problem } from '../../http/problem.js';
import { RateLimits } from '../../http/rate-limits.js';
import { addressBlock, RequestAddress } from '../../http/request-address.js';
import { AccountRows } from '../accounts.repository.js';
import { normalLogin } from '../login-shape.js';
import { hashes, isPassword } from '../passwords.js';
import { KnownDevices } from './known-devices.repository.js';

/** A password that was right. */
export interface RightPassword {
  accountId: string;
  /** The stored hash that it matched. */
  passwordHash: string;
  /** Takes the try off the counts and remembers the address. */
  settle(): Promise<void>;
}

/** Checks passwords, a few at once, and counts the tries by login and address. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly rows: AccountRows,
    private readonly limits: RateLimits,
    private readonly devices: KnownDevices,
    private readonly addresses: RequestAddress,
  ) {}

  /** Null = a wrong login or password. Throws 429 after too many tries or when too many sign in. */
  async check(login: string, password: string, request: FastifyRequest): Promise<RightPassword | null> {
    const name = normalLogin(login);
    const address = this.addressOf(request);
    const device = await this.devices.find(name, request.headers.cookie);
    const isKnown = device !== null || this.limits.isKnown(name, address);
    // Before the counts, so that a refusal costs little.
    hashes.requireRoom(isKnown);
    const refund = await this.limits.signIn(name, address, device);
    const matched = await hashes
      .run(() => this.match(name, password), isKnown)
      .catch(async (error: unknown) => {
        await refund();
        throw error;
      });
    if (matched === null) return null;
    const settle = async () => {
      await refund();
      this.limits.remember(name, address);
    };
    return { ...matched, settle };
  }

  /** Checks the password of somebody who is signed in. Throws 403 WRONG_PASSWORD, and 429 as `check` does. */
  async requireOwn(
    { accountId }: Viewer,
    password: string,
    request: FastifyRequest,
  ): Promise<{ login: string; passwordHash: string }> {
    const login = await this.rows.loginOf(accountId);
    const right = login === null ? null : await this.check(login, password, request);
    if (login === null || right?.accountId !== accountId) throw new Problem(403, 'WRONG_PASSWORD');
    await right.settle();
    return { login, passwordHash: right.passwordHash };
  }

  /** The token of the browser's device, for its cookie. */
  rememberDevice(accountId: string, { headers }: FastifyRequest): Promise<string> {
    return this.devices.remember(accountId, headers.cookie);
  }

  addressOf({ raw }: FastifyRequest): string {
    return addressBlock(this.addresses.clientOf(raw));
  }

  /** Null = wrong login or password. */
  private async match(login: string, password: string): Promise<Omit<RightPassword, 'settle'> | null> {
    const row = await this.rows.byLogin(login);
    const passwordHash = row?.password_hash ?? null;
    const matches = await isPassword(password, passwordHash);
    return row && passwordHash !== null && matches ? { accountId: row.id, passwordHash } : null;
  }
}
