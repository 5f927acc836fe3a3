import { Query } from '@nestjs/cqrs';
import type { Actor } from '../action.js';
import type { ActionFilter, ActionList } from '../actions.contract.js';

/** Oldest submission first while they wait, newest first otherwise. */
export class ListActions extends Query<ActionList> {
  constructor(
    readonly filter: ActionFilter,
    readonly by: Actor,
  ) {
    super();
  }
}
