import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DomainError } from '../../event-store/domain-error.js';
import { publicText } from '../../events/values.js';
import { isStorable } from '../../http/safe-json.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows, type Person } from '../accounts.repository.js';
import { PostgresSessions } from '../sessions.repository.js';
import { checkPassword, hashPassword } from '../passwords.js';
import { loginShape, normalLogin } from '../sign-in/sign-in.js';
import { isToken } from '../tokens.js';

export const acceptSchema = z.strictObject({
  login: z
    .string()
    .max(200)
    .transform(normalLogin)
    .pipe(z.string().regex(loginShape, 'a–z, 0–9 . _ @ + - only, 3 to 64')),
  password: z.string().max(200).refine(isStorable, 'text must be well-formed'),
  name: publicText(120).optional(),
});

/** An invited person chooses login and password. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly rows: AccountRows,
    private readonly directory: AccountDirectory,
    private readonly sessions: PostgresSessions,
  ) {}

  /** The invited person; null = an invalid link. */
  async invited(token: string): Promise<Person | null> {
    const person = isToken(token) ? await this.rows.invited(token) : null;
    if (!person) return null;
    return (await this.directory.find(person.id)).state === 'open' ? person : null;
  }

  /** The screen account that this link signs in; null = an invalid link, or a person's. Uses the link up. */
  async acceptDevice(token: string): Promise<string | null> {
    const used = (await this.isForScreen(token)) ? await this.rows.acceptDevice(token) : null;
    this.sessions.tellEnded(...(used?.ended ?? []));
    return used?.accountId ?? null;
  }

  async isForScreen(token: string): Promise<boolean> {
    const person = await this.invited(token);
    const account = person && (await this.directory.find(person.id));
    return account?.state === 'open' && account.role === 'screen';
  }

  /** Gives the account id. Throws not-found INVITATION_NOT_VALID, invalid PASSWORD_TOO_EASY, conflict LOGIN_TAKEN. */
  async accept(token: string, { login, password, name }: z.infer<typeof acceptSchema>): Promise<string> {
    const person = await this.invited(token);
    if (!person) throw new DomainError('not-found', 'INVITATION_NOT_VALID');
    checkPassword(password, login);
    const passwordHash = await hashPassword(password);
    const ended = await this.rows.accept(token, { login, name: name ?? null, passwordHash });
    if (!ended) throw new DomainError('not-found', 'INVITATION_NOT_VALID');
    // A new password ends all earlier sessions and their sockets at once.
    this.sessions.tellEnded(...ended);
    return person.id;
  }
}
