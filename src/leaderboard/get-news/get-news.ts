import { Query } from '@nestjs/cqrs';
import type { ReadyAnswer } from '../ready-answer.js';

/** What happened last on a challenge's board, newest first, as the public may see it. */
export class GetNews extends Query<ReadyAnswer> {
  constructor(
    readonly challengeId: string,
    readonly limit: number,
  ) {
    super();
  }
}
