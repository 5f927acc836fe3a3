import { Query } from '@nestjs/cqrs';
import type { Viewer } from '../../http/access.js';
import type { ActionDetails } from '../actions.contract.js';

export class GetAction extends Query<ActionDetails> {
  constructor(
    readonly actionId: string,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
