import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { AccountEvent } from '../../events/account.events.js';
import { publicText, type Role } from '../../events/values.js';
import type { QorzhynRequest } from '../../http/access.js';
import { isStorable } from '../../http/safe-json.js';
import { type Account, accountDecider, type ProvedAccount, streamOf } from '../account.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows, type LinkEnd, type Person, type UsedLink } from '../accounts.repository.js';
import { PostgresSessions } from '../sessions.repository.js';
import { loginShape, normalLogin } from '../login-shape.js';
import { checkPassword, hashPassword } from '../passwords.js';
import { SignIn } from '../sign-in/sign-in.js';
import { isToken } from '../tokens.js';
import { loginFrom, neighboursOf } from './suggest-login.js';

export const acceptSchema = z.strictObject({
  login: z
    .string()
    .max(200)
    .transform(normalLogin)
    .pipe(z.string().regex(loginShape, 'a–z, 0–9 . _ @ + - only, 3 to 64')),
  password: z.string().max(200).refine(isStorable, 'text must be well-formed'),
  name: publicText(120).optional(),
});

type Choice = z.infer<typeof acceptSchema>;

/** An invited person with the role and the college of the link. */
export interface Invited extends Person {
  role: Role | null;
  collegeId: string | null;
  expiresAt: Date;
  /** The person asked for the link by mail. */
  mailed: boolean;
}

/** Throws not-found INVITATION_NOT_VALID for a link that was made for another role. */
export function acceptInvitation(
  account: Account,
  { revision, hadLogin, mailed }: Omit<UsedLink, 'id' | 'mailed'> & { mailed?: boolean },
): AccountEvent[] {
  if (account.state !== 'open' || account.revision !== revision)
    throw new DomainError('not-found', 'INVITATION_NOT_VALID');
  const { id: accountId, role } = account;
  // Only the use of a mailed link is recorded, because strangers may ask for one at will.
  const issued: AccountEvent[] = mailed ? [{ type: 'InvitationIssued', data: { accountId, kind: 'again', role } }] : [];
  return [...issued, { type: hadLogin ? 'PasswordReset' : 'InvitationAccepted', data: { accountId: account.id } }];
}

const correlationOf = (request: FastifyRequest) => (request as FastifyRequest & QorzhynRequest).correlationId;

const DEVICE_SESSION_SECONDS = 365 * 86_400;

/** An invited person chooses login and password; a screen has neither. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly rows: AccountRows,
    private readonly directory: AccountDirectory,
    private readonly commandHandler: DeciderCommandHandler,
    private readonly sessions: PostgresSessions,
    private readonly entrance: SignIn,
  ) {}

  /** The invited person with the role of the link; null = an invalid link. */
  async invited(token: string): Promise<Invited | null> {
    const person = isToken(token) ? await this.rows.invited(token) : null;
    const account = person && (await this.directory.find(person.id, person.revision));
    if (account?.state !== 'open' || account.revision !== person?.revision) return null;
    return { ...person, role: account.role, collegeId: account.collegeId };
  }

  /** Why `invited` gave nothing. */
  async endOf(token: string): Promise<LinkEnd> {
    if (!isToken(token)) return 'unknown';
    // A row that is still there belongs to another role than the account has now.
    return (await this.rows.invited(token)) ? 'replaced' : this.rows.endOfLink(token);
  }

  /** A free login to begin with; empty = none comes to mind. */
  async suggestLogin({ id, name, collegeId }: Invited): Promise<string> {
    const wished = loginFrom(name ?? '') || loginFrom(collegeId ?? '');
    return (await this.rows.firstFreeLogin(neighboursOf(wished), id)) ?? '';
  }

  /** Signs a device in by the link of a screen. False = the link was used meanwhile. */
  async signInDevice(token: string, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const screen = await this.consume(token, null, correlationOf(request)).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'INVITATION_NOT_VALID') return null;
      throw error;
    });
    if (screen) await this.entrance.start(screen, request, reply, { seconds: DEVICE_SESSION_SECONDS, isScreen: true });
    return screen !== null;
  }

  /**
   * Accepts and signs in; an account with a second factor is asked for it. A link and an address may find out a few taken
   * logins only.
   */
  async signIn(
    token: string,
    choice: Choice,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ accountId: string; isSignedIn: boolean }> {
    const refund = await this.entrance.countChoice(token, request);
    const account = await this.accept(token, choice, correlationOf(request)).catch(async (error: unknown) => {
      if (!(error instanceof DomainError && error.code === 'LOGIN_TAKEN')) await refund();
      throw error;
    });
    await refund();
    this.entrance.rememberAddress(choice.login, request);
    return { accountId: account.id, isSignedIn: await this.entrance.begin(account, request, reply) };
  }

  /**
   * Throws not-found INVITATION_NOT_VALID, invalid PASSWORD_TOO_EASY or PASSWORD_HAS_LOGIN, conflict INVITATION_FOR_SCREEN
   * or LOGIN_TAKEN.
   */
  async accept(
    token: string,
    { login, password, name }: Choice,
    correlationId: string = randomUUID(),
  ): Promise<ProvedAccount> {
    const invited = await this.invited(token);
    if (!invited) throw new DomainError('not-found', 'INVITATION_NOT_VALID');
    if (invited.role === 'screen') throw new DomainError('conflict', 'INVITATION_FOR_SCREEN');
    checkPassword(password, login);
    const passwordHash = await hashPassword(password);
    const account = await this.consume(token, { login, name: name ?? null, passwordHash }, correlationId);
    if (!account) throw new DomainError('not-found', 'INVITATION_NOT_VALID');
    return account;
  }

  /** Throws not-found INVITATION_NOT_VALID when the role changed a moment ago; null = the link was used. */
  private async consume(
    token: string,
    person: { login: string; name: string | null; passwordHash: string } | null,
    correlationId: string,
  ): Promise<ProvedAccount | null> {
    let position: string | null = null;
    const used = await this.rows.accept(token, person, async (link) => {
      const context = { actor: link.id, correlationId };
      const rule = (account: Account) => acceptInvitation(account, link);
      ({ position } = await this.commandHandler.handle(streamOf(link.id), accountDecider, rule, context));
    });
    await this.directory.reached(position);
    // A new password or device ends all earlier sessions and their sockets at once.
    this.sessions.tellEnded(...(used?.ended ?? []));
    return used;
  }
}
