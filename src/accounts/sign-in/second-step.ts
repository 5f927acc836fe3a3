import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../http/access.js';
import { Problem } from '../../http/problem.js';
import { AccountDirectory, viewerFor } from '../account-directory.js';
import { SignIn } from './sign-in.js';
import { HalfSessions } from '../second-factor/half-sessions.repository.js';
import { SecondFactorRows } from '../second-factor/second-factors.repository.js';

/** The second step of a sign-in: a half session and a code become a session. */
@Injectable()
export class SecondStep {
  constructor(
    private readonly halves: HalfSessions,
    private readonly rows: SecondFactorRows,
    private readonly directory: AccountDirectory,
    private readonly signIn: SignIn,
  ) {}

  async isAwaited({ headers }: FastifyRequest): Promise<boolean> {
    return (await this.halves.find(headers.cookie)) !== null;
  }

  /** The proofs that the account has; null = no second step is awaited. */
  async proofs({ headers }: FastifyRequest): Promise<{ hasApp: boolean; hasPasskey: boolean } | null> {
    const half = await this.halves.find(headers.cookie);
    const account = half && (await this.directory.find(half.id));
    if (account?.state !== 'open') return null;
    return { hasApp: account.factors.length > 0, hasPasskey: account.passkeys.length > 0 };
  }

  /** Throws 401 SECOND_STEP_EXPIRED or WRONG_CODE, and 429 TOO_MANY_LOGINS. */
  async finish(
    { code, remember }: { code: string; remember?: boolean | undefined },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ viewer: Viewer }> {
    const half = await this.halves.find(request.headers.cookie);
    const account = half && (await this.directory.find(half.id));
    const viewer = account && viewerFor(account, half.revision);
    if (account?.state !== 'open' || !viewer) throw new Problem(401, 'SECOND_STEP_EXPIRED');
    const refund = await this.signIn.countCode(account.id);
    const factorIds = account.factors.map(({ id }) => id);
    if (!(await this.rows.accept(account.id, factorIds, code))) throw new Problem(401, 'WRONG_CODE');
    if (!(await this.halves.end(half!))) throw new Problem(401, 'SECOND_STEP_EXPIRED');
    await refund();
    await this.signIn.start(half!, request, reply, { remember });
    return { viewer };
  }
}
