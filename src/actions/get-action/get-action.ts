import { Query } from '@nestjs/cqrs';
import type { Actor } from '../action.js';
import type { ActionDetails } from '../actions.contract.js';

export class GetAction extends Query<ActionDetails> {
  constructor(
    readonly actionId: string,
    readonly by: Actor,
  ) {
    super();
  }
}
