import { Query } from '@nestjs/cqrs';
import type { ActionList, ActionStatus } from '../actions.contract.js';
import type { Actor } from '../actor.js';

export interface ActionWish {
  challengeId?: string;
  collegeId?: string;
  status?: ActionStatus;
  pending?: boolean;
  disputed?: boolean;
  kind?: string;
  limit: number;
  offset: number;
}

/** Oldest submission first while they wait, newest first otherwise. */
export class ListActions extends Query<ActionList> {
  constructor(
    readonly wish: ActionWish,
    readonly by: Actor,
  ) {
    super();
  }
}
