import { Query } from '@nestjs/cqrs';
import type { ActionDetails } from '../actions.contract.js';
import type { Actor } from '../actor.js';

export class GetAction extends Query<ActionDetails> {
  constructor(
    readonly actionId: string,
    readonly by: Actor,
  ) {
    super();
  }
}
