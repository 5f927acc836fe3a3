import { Query } from '@nestjs/cqrs';
import type { EncodedResponse } from '../encoded-response.js';

/** The last activity on a challenge's public board, newest first. */
export class GetActivity extends Query<EncodedResponse> {
  constructor(
    readonly challengeId: string,
    readonly limit: number,
  ) {
    super();
  }
}
