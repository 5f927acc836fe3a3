import { Query } from '@nestjs/cqrs';
import type { EncodedResponse } from '../encoded-response.js';

/** What happened last on a challenge's board, newest first, as the public may see it. */
export class GetActivity extends Query<EncodedResponse> {
  constructor(
    readonly challengeId: string,
    readonly limit: number,
  ) {
    super();
  }
}
