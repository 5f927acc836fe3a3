import { Query } from '@nestjs/cqrs';
import type { Viewer } from '../../http/access.js';
import type { ActionFilter, ActionSummaries } from '../actions.contract.js';

/** Lines of a list, for phones: without journals, flags and links. */
export class ListSummaries extends Query<ActionSummaries> {
  constructor(
    readonly filter: ActionFilter,
    readonly by: Viewer,
  ) {
    super();
  }
}
