import { Query } from '@nestjs/cqrs';
import type { ActionDetails } from '../actions.contract.js';
import type { Asker } from '../asker.js';

export class GetAction extends Query<ActionDetails> {
  constructor(
    readonly actionId: string,
    readonly by: Asker,
  ) {
    super();
  }
}
