import { Injectable } from '@nestjs/common';
import { UnreadablePosition } from '../event-store/event-store.js';
import { Problem } from '../http/problem.js';
import { Projector } from './projector.js';

const PATIENCE_MS = 2_000;

/** Read your own writes: waits until readers see a position that an earlier answer named. */
@Injectable()
export class ReadYourWrites {
  constructor(private readonly projector: Projector) {}

  /** Throws 503 with Retry-After when that takes longer than two seconds, 400 when it is no position. */
  async waitFor(position: string | undefined): Promise<void> {
    if (position === undefined) return;
    if (!(await this.wait(position))) throw new Problem(503, 'NOT_CAUGHT_UP', { retryAfterSeconds: 1 });
  }

  private async wait(position: string): Promise<boolean> {
    try {
      return await this.projector.caughtUp(position, PATIENCE_MS);
    } catch (error) {
      if (error instanceof UnreadablePosition)
        throw new Problem(400, 'VALIDATION_FAILED', { errors: [{ path: 'atLeast', code: 'POSITION', message: '' }] });
      throw error;
    }
  }
}
