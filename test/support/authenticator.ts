import { TOTP, URI } from 'otpauth';
import type { Answer, TestClock } from './app.js';

const STEP_MS = 30_000;

/** The authenticator app of a person, on the server's clock. */
export class TestAuthenticator {
  private readonly app: TOTP;

  constructor(
    uri: string,
    private readonly clock: TestClock,
  ) {
    this.app = URI.parse(uri) as TOTP;
  }

  /** The code of the present step, or of `steps` later. */
  code(steps = 0): string {
    return this.app.generate({ timestamp: this.clock.now().getTime() + steps * STEP_MS });
  }

  /** A code that was not used yet: the clock moves on by a step. */
  next(): string {
    this.clock.advance(STEP_MS);
    return this.code();
  }
}

/** The cookie that an answer sets, `name=value`. */
export const cookieSetBy = ({ headers }: Answer): string => (headers.get('set-cookie') ?? '').split(';')[0]!;
