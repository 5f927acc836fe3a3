import { Injectable } from '@nestjs/common';
import { UnreadablePosition } from '../event-store/event-store.js';
import { Problem } from '../http/problem.js';
import { Projector } from './projector.js';

const TIMEOUT_MS = 2_000;

/** Waits until readers see a position that an earlier response named. */
@Injectable()
export class ReadYourWrites {
  constructor(private readonly projector: Projector) {}

  /** Throws Problem 503 with Retry-After after two seconds, and 400 for a text that is no position. */
  async waitFor(position: string | undefined): Promise<void> {
    if (position === undefined) return;
    if (!(await this.wait(position))) throw new Problem(503, 'NOT_CAUGHT_UP', { retryAfterSeconds: 1 });
  }

  private async wait(position: string): Promise<boolean> {
    try {
      return await this.projector.caughtUp(position, TIMEOUT_MS);
    } catch (error) {
      if (error instanceof UnreadablePosition)
        throw new Problem(400, 'VALIDATION_FAILED', { errors: [{ path: 'atLeast', code: 'POSITION', message: '' }] });
      throw error;
    }
  }
}
